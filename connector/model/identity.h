// Who a message is from, as the provider tells it and as we keep it. Values only.
#pragma once

#include "connector/base/ids.h"
#include "connector/base/sensitive.h"

#include <optional>
#include <string>

namespace bowline {

/// What a provider says about the sender. At least one of phone and bsuid is there, or the update
/// has no sender.
struct Sender {
    std::optional<Phone> phone{};  ///< E.164 with '+'; as the provider sent it, not yet normalised
    std::optional<Bsuid> bsuid{};  ///< "CC.alphanumeric", exact, case-sensitive
    std::optional<DisplayName> name{};
    friend bool operator==(const Sender&, const Sender&) = default;
};

enum class IdentityKind { Phone, Bsuid };  ///< username is never a key

/// Keyed hash of an identifier; equal identifiers of one tenant are equal here, and nothing can be
/// read from it.
struct BlindIndex {
    std::string bytes;  ///< 16 bytes
    friend auto operator<=>(const BlindIndex&, const BlindIndex&) = default;
};

}  // namespace bowline
