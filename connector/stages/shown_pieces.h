// What of a message stands in rendered texts: found values by their class, and words that nothing
// found. For comparing two renderings; it speaks of classes, the values stay in here.
#pragma once

#include "connector/stages/passage.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace bowline::stages {

/// The class under which words of a person are counted that no detector found.
constexpr std::string_view kPlainText = "text";

struct ShownChange {
    std::set<std::string> newlyVisible;  ///< classes, and kPlainText
    std::set<std::string> newlyHidden;
};

/// Pure. Values are compared in small letters, since filters may change the case.
class ShownPieces {
public:
    /// The values that were found in a message's text and name.
    void addFindings(const Inspected& inspected);
    /// The words of its text that are part of no finding and none of ours.
    void addWords(const Inspected& inspected);

    [[nodiscard]] ShownChange compare(
        const std::vector<std::string>& before, const std::vector<std::string>& after
    ) const;

private:
    void addFindings(const InspectedText& source);

    std::set<std::pair<std::string, std::string>> pieces_;  ///< class, value
};

}  // namespace bowline::stages
