// What the detector's tests share: the findings of a text as one readable line.
#pragma once

#include "connector/detect/detector.h"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

/// "payment_card<4111 1111 1111 1111> phone<+49 151 ...>", empty when nothing was found.
inline std::string scanned(
    std::string_view text,
    const std::vector<KnownValue>& known = {},
    std::string_view region = "",
    const std::vector<OwnClass>& own = {}
) {
    std::string line;
    for (const auto& finding : Detector(own).scan(text, known, region)) {
        if (!line.empty())
            line += ' ';
        line += finding.cls + "<";
        line += text.substr(finding.span.begin, finding.span.end - finding.span.begin);
        line += ">";
    }
    return line;
}

/// A text, why it is looked at, and what scanned() says of it.
struct ScannedRow {
    const char* why;
    const char* text;
    const char* expected;
};
inline std::ostream& operator<<(std::ostream& out, const ScannedRow& row) {
    return out << row.why;
}

inline KnownValue knownName(std::string_view name) {
    return {"contact_name", FoundValue(name)};
}
inline KnownValue knownPhone(std::string_view number) {
    return {"phone", FoundValue(number)};
}

}  // namespace bowline::detect
