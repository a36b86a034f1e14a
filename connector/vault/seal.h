// Seals values into cells and opens them. AES-256-GCM, random 96-bit nonce, AAD = address and key
// id.
//
// Sealable types: RawBody, Event, ClearedItem, Forbidden, StepOutput, Phone, Bsuid, DisplayName,
// AccessToken.
// `open<ClearedItem>` is the second maker of a ClearedItem: it succeeds only for bytes whose tag
// covers (outbox, item, row, guard version), so the tag proves that the leak guard once made it.
#pragma once

#include "connector/model/event.h"
#include "connector/model/item.h"
#include "connector/model/outcome.h"
#include "connector/vault/keys.h"
#include "connector/vault/sealed.h"

namespace bowline::vault {

/// Seals `value` for the cell at `address`. Threads: any.
template <class T>
Sealed<T> seal(const SealingKey& key, const CellAddress& address, const T& value);

/// Errors: Error "vault: cell does not open" when key, address or bytes are not those of the
/// sealing; never more detail, never content.
template <class T>
T open(const SealingKey& key, const CellAddress& address, const Sealed<T>& sealed);

/// The bytes that were sealed into the cell, whatever type they are of, as a record of the codec.
/// For looking through a whole store (bait sweep, attacker's tool); parsing is not possible from
/// here. Errors: as open. Threads: any.
WipedText openText(const SealingKey& key, const CellAddress& address, std::string_view sealed);

}  // namespace bowline::vault
