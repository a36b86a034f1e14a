#include "connector/settings/text_mode.h"

#include <algorithm>

namespace bowline::settings {

const std::vector<std::string>& textModeNames() {
    static const std::vector<std::string> names = {"withheld", "fields_only", "full_masked"};
    return names;
}

std::optional<TextMode> textModeFrom(std::string_view text) {
    const auto& names = textModeNames();
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end())
        return std::nullopt;
    return static_cast<TextMode>(found - names.begin());
}

std::string_view toText(TextMode mode) {
    return textModeNames()[static_cast<std::size_t>(mode)];
}

}  // namespace bowline::settings
