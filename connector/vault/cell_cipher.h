// Seals the bytes of one cell under the cell's address. The address is authenticated with each
// field preceded by its length, so no two addresses give the same bytes.
#pragma once

#include "connector/vault/keys.h"
#include "connector/vault/sealed.h"
#include "connector/vault/wiped_bytes.h"

#include <string>
#include <string_view>

namespace bowline::vault {

class CellCipher {
public:
    /// nonce || ciphertext || tag under a fresh random nonce. Threads: any.
    static std::string seal(
        const SealingKey& key, const CellAddress& address, std::string_view plain
    );
    /// Errors: Error "vault: cell does not open", never more detail. Threads: any.
    static WipedBytes open(
        const SealingKey& key, const CellAddress& address, std::string_view sealed
    );
};

}  // namespace bowline::vault
