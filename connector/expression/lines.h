// A text cut into lines, whatever ends them.
#pragma once

#include <string_view>
#include <vector>

namespace bowline::expression {

/// The lines of `text` without their ends (LF, CR LF or CR): at least one, at most `most`; the last
/// one then holds the rest. Views into `text`.
std::vector<std::string_view> linesOf(std::string_view text, std::size_t most);

}  // namespace bowline::expression
