// The one place that knows the three ends of a line.
#include "connector/expression/lines.h"

namespace bowline::expression {

std::vector<std::string_view> linesOf(std::string_view text, std::size_t most) {
    std::vector<std::string_view> lines;
    auto end = text.find_first_of("\r\n");
    while (end != std::string_view::npos && lines.size() + 1 < most) {
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
        end = text.find_first_of("\r\n");
    }
    lines.push_back(text);
    return lines;
}

}  // namespace bowline::expression
