// How long a text may be. Systems count in bytes or in characters; nothing is cut inside a code
// point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bowline {

enum class TextUnit : std::uint8_t { Bytes, Characters };

struct TextLimit {
    std::size_t most = 0;  ///< 0: no limit
    TextUnit unit = TextUnit::Characters;
    friend bool operator==(const TextLimit&, const TextLimit&) = default;
};

/// "200 bytes", "255 characters". Absence: nothing for anything else, and for a limit of 0 or
/// above 1 GiB.
std::optional<TextLimit> parseTextLimit(std::string_view text);

/// `text`, or its beginning and an ellipsis, together within `limit`.
std::string shortened(std::string_view text, const TextLimit& limit);

}  // namespace bowline
