// The words for text modes in mapping and policy files.
#pragma once

#include "connector/model/rules.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::settings {

const std::vector<std::string>& textModeNames();
/// Absence: not one of them.
std::optional<TextMode> textModeFrom(std::string_view text);
std::string_view toText(TextMode mode);

}  // namespace bowline::settings
