// Sealed forms: what rests on disk. The store sees only these types; opening needs the vault and
// the key.
#pragma once

#include "connector/base/ids.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace bowline::vault {

/// The sealed bytes of a T: nonce (12) || ciphertext || tag (16), AES-256-GCM.
template <class T>
struct Sealed {
    std::string bytes;
    friend bool operator==(const Sealed&, const Sealed&) = default;
};

/// Where a sealed value stands; all of it is authenticated (DESIGN 10), so a cell moved to another
/// row, column, table or tenant does not open.
struct CellAddress {
    std::string_view tenant;
    std::string_view table;
    std::string_view column;
    std::string_view row;       ///< the 16 bytes of the row's random id
    std::uint32_t version = 0;  ///< row version; for outbox items the version of the leak guard
};

/// A 256-bit key wrapped with AES-256-WRAP under the master key: 40 bytes, safe to store.
struct WrappedKey {
    KeyId id;
    std::string bytes;
    friend bool operator==(const WrappedKey&, const WrappedKey&) = default;
};

}  // namespace bowline::vault
