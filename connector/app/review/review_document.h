// The text that an approver reads and signs: which rule set, who wrote it, until when the review
// counts, and what the rules do. The signature is over its bytes.
#pragma once

#include "connector/app/configuration.h"
#include "connector/base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace bowline::app {

struct ReviewHead {
    std::string ruleSet;  ///< 64 hex characters
    std::string author;   ///< of the rules; may not approve them
    Instant written{};    ///< a day
    Instant expires{};    ///< a day; from then on it activates nothing any more
    friend bool operator==(const ReviewHead&, const ReviewHead&) = default;
};

/// The head of a review's text, which ends with the first empty line. Absence: it is no review.
std::optional<ReviewHead> reviewHeadIn(std::string_view text);

/// The whole text: the head, what each item of the review asks, who gets what, on which grounds.
std::string reviewText(const ReviewHead& head, const Configuration& loaded);

}  // namespace bowline::app
