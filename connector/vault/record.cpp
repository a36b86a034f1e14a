#include "connector/vault/record.h"

#include "connector/base/error.h"

#include <array>
#include <limits>

namespace bowline::vault {

namespace {

constexpr std::size_t kUsualSize = 512;  // holds most messages, so that most buffers never grow

void require(bool ok) {
    if (!ok)
        throw Error(
            "vault: cannot read a sealed value: it is not of a form that this version knows",
            "it was written by another version of bowline; run that version or restore a backup"
        );
}

template <class Unsigned>
Unsigned fromBigEndian(std::string_view bytes) {
    Unsigned value = 0;
    for (const char c : bytes)
        value = static_cast<Unsigned>(value << 8 | static_cast<std::uint8_t>(c));
    return value;
}

template <class Unsigned>
void appendBigEndian(WipedBytes& out, Unsigned value) {
    std::array<char, sizeof value> bytes;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(value >> (8 * (bytes.size() - 1 - i)));
    out.insert(out.end(), bytes.begin(), bytes.end());
}

}  // namespace

RecordWriter::RecordWriter(std::uint8_t version) {
    out_.reserve(kUsualSize);
    byte(version);
}

void RecordWriter::number(std::int64_t value) {
    appendBigEndian(out_, static_cast<std::uint64_t>(value));
}

void RecordWriter::text(std::string_view value) {
    if (value.size() > std::numeric_limits<std::uint32_t>::max())
        throw Error("vault: cannot seal a value: a text is larger than 4 GiB");
    appendBigEndian(out_, static_cast<std::uint32_t>(value.size()));
    out_.insert(out_.end(), value.begin(), value.end());
}

RecordReader::RecordReader(std::string_view bytes, std::uint8_t oldest, std::uint8_t newest)
    : rest_(bytes), version_(byte()) {
    require(version_ >= oldest && version_ <= newest);
}

std::uint8_t RecordReader::byte() {
    return static_cast<std::uint8_t>(take(1).front());
}

std::uint8_t RecordReader::choice(std::uint8_t last) {
    const auto value = byte();
    require(value <= last);
    return value;
}

std::int64_t RecordReader::number() {
    return static_cast<std::int64_t>(fromBigEndian<std::uint64_t>(take(sizeof(std::uint64_t))));
}

std::int64_t RecordReader::numberWithin(std::int64_t least, std::int64_t most) {
    const auto value = number();
    require(value >= least && value <= most);
    return value;
}

std::string_view RecordReader::text() {
    return take(fromBigEndian<std::uint32_t>(take(sizeof(std::uint32_t))));
}

void RecordReader::end() const {
    require(rest_.empty());
}

std::string_view RecordReader::take(std::size_t size) {
    require(size <= rest_.size());
    const auto out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
}

}  // namespace bowline::vault
