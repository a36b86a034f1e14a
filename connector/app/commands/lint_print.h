// Faults of files as the commands print them: one a line for people, objects for programs.
#pragma once

#include "connector/settings/lint.h"

#include <nlohmann/json_fwd.hpp>

#include <ostream>
#include <vector>

namespace bowline::app {

void printLints(std::ostream& out, const std::vector<settings::Lint>& lints);
/// A list of {file, line, column, level, code, message, hint}.
nlohmann::json lintsAsJson(const std::vector<settings::Lint>& lints);

}  // namespace bowline::app
