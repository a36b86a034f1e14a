// The parts of Columns that need no type.
#include "connector/store/columns.h"

#include <fmt/format.h>

namespace bowline::store {

Digest Columns::digest() {
    const auto found = row_.blob(next_++);
    Digest digest;
    if (found.size() != digest.size())
        refuse("a hash of 32 bytes");
    std::memcpy(digest.data(), found.data(), digest.size());
    return digest;
}

void Columns::refuse(const char* expected) const {
    throw Error(
        fmt::format("store: column {} of a row is not {}", next_ - 1, expected),
        "the store was changed by another program; restore it from a backup"
    );
}

}  // namespace bowline::store
