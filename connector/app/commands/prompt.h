// Asks for a secret: from a terminal without echo, otherwise one line of standard input. Never from
// argv.
#pragma once

#include "connector/base/sensitive.h"

#include <string>

namespace bowline::app {

/// One line without its end; empty at end of input. `question` goes to the terminal only.
WipedText askSecret(const std::string& question);

}  // namespace bowline::app
