// What stands in a further field of a contact or ticket, and what such a field takes.
#pragma once

#include "connector/base/text_limit.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bowline {

/// Typed when it was made: a number leaves as a number, and a text of digits stays a text. Days and
/// times are texts by then, "2026-12-01" and "2026-12-01T14:21:11Z".
using FieldValue = std::variant<std::string, std::int64_t, bool>;
using FieldValues = std::map<std::string, FieldValue>;

/// "true" and "false"; numbers in decimal.
std::string toText(const FieldValue& value);

enum class FieldKind : std::uint8_t { Text, Number, Boolean, Date, Time };

constexpr std::array<std::string_view, 5> kFieldKinds = {
    "text", "number", "boolean", "date", "time"};
constexpr std::string_view toText(FieldKind kind) {
    return kFieldKinds[static_cast<std::size_t>(kind)];
}

/// What a field of the destination takes. Anything by default.
struct FieldForm {
    FieldKind kind = FieldKind::Text;
    TextLimit longest{};                    ///< of a text; a longer one ends with an ellipsis
    std::vector<std::string> oneOf{};       ///< of a text: nothing else is taken; empty: any
    std::optional<FieldValue> otherwise{};  ///< for no value and one that is not taken
    friend bool operator==(const FieldForm&, const FieldForm&) = default;
};

}  // namespace bowline
