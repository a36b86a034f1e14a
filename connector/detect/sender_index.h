// Blind indexes of identifiers: what intake and the pipeline look a sender up by. Pure.
#pragma once

#include "connector/base/hmac.h"
#include "connector/model/identity.h"

#include <string_view>
#include <vector>

namespace bowline::detect {

/// HMAC over (kind, value) under the tenant's key for blind indexes, cut to 16 bytes. A phone is
/// brought to E.164 first, so that every spelling of a number has one index (a text that is no
/// number is taken as it is); a user id is taken exactly.
[[nodiscard]] BlindIndex indexOf(
    IdentityKind kind, std::string_view value, const KeyedHash& blindIndexes
);

[[nodiscard]] BlindIndex indexOf(const Phone& number, const KeyedHash& blindIndexes);
[[nodiscard]] BlindIndex indexOf(const Bsuid& userId, const KeyedHash& blindIndexes);

/// Of a group, by the provider's id.
[[nodiscard]] BlindIndex indexOfGroup(const ProviderId& group, const KeyedHash& blindIndexes);

/// The indexes of the identifiers that a sender came with: phone, user id, parent id; none for an
/// empty sender.
[[nodiscard]] std::vector<BlindIndex> indexesOf(
    const Sender& sender, const KeyedHash& blindIndexes
);

/// All indexes under which the sender may be known, the other forms of the number included
/// (phoneVariants): what a stop covers, and what its lifting must name.
[[nodiscard]] std::vector<BlindIndex> stopIndexesOf(
    const Sender& sender, const KeyedHash& blindIndexes
);

/// The indexes under which the same person may be known: of the number itself first, then of its
/// variants (phone_identity.h).
[[nodiscard]] std::vector<BlindIndex> variantIndexesOf(
    const Phone& number, const KeyedHash& blindIndexes
);

}  // namespace bowline::detect
