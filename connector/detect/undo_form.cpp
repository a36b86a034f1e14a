// Forms and queries: the values of name=value pairs, joined, since a list repeats its name.
#include "connector/detect/joined.h"
#include "connector/detect/undo.h"
#include "connector/detect/undo_layers.h"

#include <algorithm>

namespace bowline::detect {

std::optional<std::string> undoForm(std::string_view bytes) {
    constexpr std::string_view kBetweenPairs = "&;?# \t\r\n\"";
    if (bytes.find('=') == std::string_view::npos)
        return std::nullopt;
    Joined values;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto end = std::min(bytes.find_first_of(kBetweenPairs, at), bytes.size());
        const auto pair = bytes.substr(at, end - at);
        const auto sign = pair.find('=');
        if (sign != std::string_view::npos)
            values.add(pair.substr(0, sign), undoPercent(pair.substr(sign + 1)));
        at = end + 1;
    }
    return values.text();
}

}  // namespace bowline::detect
