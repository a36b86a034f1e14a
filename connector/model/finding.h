// What a detector found in one text.
#pragma once

#include "connector/base/sensitive.h"

#include <cstddef>
#include <string>
#include <vector>

namespace bowline {

/// Half-open byte range of the source text, UTF-8, on code point borders.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    friend auto operator<=>(const Span&, const Span&) = default;
};

/// One sensitive value. Findings of one text do not overlap and are sorted by place.
struct Finding {
    Span span;
    std::string cls;  ///< class id: "payment_card", "phone", "email", "contact_name", an own class
    std::string detail;   ///< from a closed list of the class, may be empty: "Visa"
    double score = 1.0;   ///< 0..1
    std::string reason;   ///< code of the evidence: "luhn+iin", "known_value", "pattern+context"
    bool isPart = false;  ///< of a value that goes on in another message: it has no end to be shown
    friend bool operator==(const Finding&, const Finding&) = default;
};

/// A source text with its findings; made once, before any template sees the text.
struct InspectedText {
    MessageText text{""};
    std::vector<Finding> findings;
    std::vector<Span> fixed{};  ///< words of ours in it, sorted: no imitations of themselves
    friend bool operator==(const InspectedText&, const InspectedText&) = default;
};

}  // namespace bowline
