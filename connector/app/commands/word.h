// A name on the command line that goes into a question to the daemon.
#pragma once

#include <string>

namespace bowline::app {

/// For CLI11's check(): empty for a word of letters, digits, '.', '_' and '-', else why it is none.
std::string wordOrWhy(const std::string& text);

}  // namespace bowline::app
