// How our types stand in columns: ids and hashes as blobs, instants as milliseconds, names and
// states as text. Writing: asValue(x). Reading: Columns takes the columns of a row one after the
// other, so the order of the SELECT is the order of the struct.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/hmac.h"
#include "connector/base/ids.h"
#include "connector/model/event.h"
#include "connector/store/database.h"
#include "connector/vault/sealed.h"

#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::store {

// Views: the argument must live until the statement has run.
template <class Tag>
Value asValue(const Id<Tag>& id) {
    return Blob{id.bytes()};
}
template <class Tag>
Value asValue(const NameOf<Tag>& name) {
    return std::string_view(name.str());
}
template <class T>
Value asValue(const vault::Sealed<T>& cell) {
    return Blob{cell.bytes};
}
inline Value asValue(const BlindIndex& index) {
    return Blob{index.bytes};
}
inline Value asValue(const Digest& digest) {
    return Blob{asText(digest)};
}
inline Value asValue(Instant at) {
    return toMillis(at);
}
template <class T>
Value asValue(const std::optional<T>& value) {
    return value ? asValue(*value) : Value{nullptr};
}
inline Value asValue(std::size_t limit) {
    return static_cast<std::int64_t>(limit);
}

/// One pass over the columns of a row. Errors: Error "store: column N is not ..." when bytes of
/// another size or a name of no closed list stand there: the store was changed from outside.
class Columns {
public:
    explicit Columns(const Row& row) : row_(row) {}

    std::int64_t integer() { return row_.integer(next_++); }
    std::string text() { return row_.string(next_++); }
    std::string bytes() { return row_.bytes(next_++); }
    bool flag() { return integer() != 0; }
    Instant instant() { return fromMillis(integer()); }
    OrderKey order() { return {integer(), integer(), integer()}; }
    BlindIndex blindIndex() { return {bytes()}; }
    Digest digest();
    template <class I>
    I id();
    template <class Name>
    Name name() {
        return Name(row_.text(next_++));
    }
    template <class T>
    vault::Sealed<T> sealed() {
        return {bytes()};
    }
    /// An enumerator by its text; `last` is the last one of the list.
    template <class E>
    E oneOf(E last);
    /// `read()` unless the column is NULL: orNone([&] { return in.instant(); }).
    template <class F>
    auto orNone(F read) -> std::optional<decltype(read())> {
        if (!row_.isNull(next_))
            return read();
        ++next_;
        return std::nullopt;
    }

private:
    [[noreturn]] void refuse(const char* expected) const;

    const Row& row_;
    int next_ = 0;
};

template <class I>
I Columns::id() {
    const auto id = I::fromBytes(row_.blob(next_++));
    if (!id)
        refuse("an id of 16 bytes");
    return *id;
}

template <class E>
E Columns::oneOf(E last) {
    const auto name = row_.text(next_++);
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (toText(static_cast<E>(i)) == name)
            return static_cast<E>(i);
    }
    refuse("a name of its list");
}

/// True when exactly one row was changed.
inline bool one(std::int64_t changed) {
    return changed == 1;
}

}  // namespace bowline::store
