// The second look, made differently from the first: it takes the forbidden values themselves and
// the checksum-bearing classes and looks for them in the finished item. The only maker of a
// ClearedItem.
#pragma once

#include "connector/model/item.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace bowline::stages {

/// What was found, never the value.
struct Leak {
    std::string cls;
    std::string form;   ///< "plain", "digits", "base64" ...
    std::string field;  ///< "comment.text", "ticket.subject" ...
    friend bool operator==(const Leak&, const Leak&) = default;
};

/// What the guard must know besides the item.
struct GuardContext {
    std::string_view shownBefore{};  ///< the comment before it in the ticket; may begin a value
    Permitted permitted{};           ///< is no leak, whatever its check digits say
};

class LeakGuard {
public:
    /// Goes into the seal of every cleared item; raise it when the guard learns something.
    static constexpr std::uint32_t kVersion = 3;

    /// Looks at every leaf of the item, at all of them joined in order, and at the comment together
    /// with the one that stands before it in the ticket, which may hold the beginning of a value.
    [[nodiscard]] static std::variant<ClearedItem, Leak> check(
        MaskedItem item, const Forbidden& forbidden, const GuardContext& context = {}
    );
};

}  // namespace bowline::stages
