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
    /// "CC.ENT.alphanumeric": the same person's in all portfolios of one enterprise.
    std::optional<Bsuid> parent{};
    /// Without '@'. Chosen and changed at will, so it names nobody; it is hidden as a name is.
    std::optional<DisplayName> username{};
    friend bool operator==(const Sender&, const Sender&) = default;
};

/// Kinds of what names a person; a parent id is a Bsuid with a form of its own.
enum class IdentityKind { Phone, Bsuid };

/// Keyed hash of an identifier; equal identifiers of one tenant are equal here, and nothing can be
/// read from it.
struct BlindIndex {
    std::string bytes;  ///< 16 bytes
    friend auto operator<=>(const BlindIndex&, const BlindIndex&) = default;
};

}  // namespace bowline
