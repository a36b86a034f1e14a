// Scans for runs of digits; the only pass over the whole text that cards and phones need.
#include "connector/detect/digit_groups.h"

#include <algorithm>

namespace bowline::detect {

std::vector<DigitGroup> digitGroups(std::string_view view) {
    std::vector<DigitGroup> groups;
    constexpr std::size_t kUsual = 8;
    const auto end = view.end();
    for (auto at = std::find_if(view.begin(), end, isDigit); at != end;
         at = std::find_if(at, end, isDigit)) {
        const auto stop = std::find_if_not(at, end, isDigit);
        if (groups.empty())
            groups.reserve(kUsual);
        groups.push_back(
            {static_cast<std::size_t>(at - view.begin()),
             static_cast<std::size_t>(stop - view.begin())}
        );
        at = stop;
    }
    return groups;
}

bool isGap(
    std::string_view view,
    const DigitGroup& left,
    const DigitGroup& right,
    const ByteSet& separators
) {
    // Three: " - " between groups, "\r\n" with a blank, ") " before a number.
    constexpr std::size_t kLongestGap = 3;
    return right.begin - left.end <= kLongestGap &&
           separators.hasAll(view.substr(left.end, right.begin - left.end));
}

}  // namespace bowline::detect
