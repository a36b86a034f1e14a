// The key that seals what concerns a sender: one from the first sight of any of her identifiers on.
#pragma once

#include "connector/pipeline/parts.h"
#include "connector/store/sealing_keys.h"
#include "connector/store/senders.h"

#include <vector>

namespace bowline::pipeline {

/// The key for one sender and the rows that must be written before it may be used.
struct SenderKey {
    vault::SealingKeyPtr key;
    std::optional<store::StoredKey> newKey;
    std::vector<store::SenderRow> newSenders;
};

/// Finds the key of the first identifier that is known, else makes one. Pure but for the random
/// key. Errors: Error when the key was destroyed (the person was erased).
SenderKey keyForSender(
    store::Database& db, const Parts& parts, const std::vector<BlindIndex>& indexes
);

/// Writes the new rows. Errors: Stale when one of the identifiers became known meanwhile.
void writeSenderKey(store::Database& db, const SenderKey& sender);

}  // namespace bowline::pipeline
