// A compact record of bytes: a version byte, then fields in a fixed order, numbers big endian,
// texts preceded by their length. The plain form of a sealed cell, so its buffers are wiped.
//
// Writing cannot fail. Reading bytes that are no such record throws Error without saying what they
// were; it never reads beyond them and reserves no memory that they do not hold.
#pragma once

#include "connector/base/clock.h"
#include "connector/vault/wiped_bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::vault {

class RecordWriter {
public:
    explicit RecordWriter(std::uint8_t version);

    void byte(std::uint8_t value) { out_.push_back(static_cast<char>(value)); }
    void flag(bool value) { byte(value ? 1 : 0); }
    void number(std::int64_t value);
    void instant(Instant value) { number(toMillis(value)); }
    /// Errors: Error when `value` is 4 GiB or more.
    void text(std::string_view value);
    /// A flag, and when it is set what `write` writes of the value.
    template <class T, class Write>
    void optional(const std::optional<T>& value, Write write) {
        flag(value.has_value());
        if (value)
            write(*value);
    }

    [[nodiscard]] std::string_view view() const { return viewOf(out_); }

private:
    WipedBytes out_;
};

class RecordReader {
public:
    /// Reads from `bytes`, which outlive it. Errors: Error when the first byte is not `version`.
    RecordReader(std::string_view bytes, std::uint8_t version)
        : RecordReader(bytes, version, version) {}
    /// The same for a record of any version from `oldest` to `newest`.
    RecordReader(std::string_view bytes, std::uint8_t oldest, std::uint8_t newest);

    /// The first byte: which fields there are.
    [[nodiscard]] std::uint8_t version() const { return version_; }

    std::uint8_t byte();
    /// A byte of 0..`last`: an enumerator or the alternative of a variant.
    std::uint8_t choice(std::uint8_t last);
    bool flag() { return choice(1) == 1; }
    std::int64_t number();
    /// A number of `least`..`most`.
    std::int64_t numberWithin(std::int64_t least, std::int64_t most);
    Instant instant() { return fromMillis(number()); }
    /// A view into the bytes.
    std::string_view text();
    template <class T>
    T textAs() {
        return T(text());
    }
    template <class T>
    std::optional<T> optionalTextAs() {
        return flag() ? std::optional<T>(textAs<T>()) : std::nullopt;
    }
    /// Errors: Error when bytes are left over.
    void end() const;

private:
    std::string_view take(std::size_t size);
    std::string_view rest_;
    std::uint8_t version_ = 0;
};

}  // namespace bowline::vault
