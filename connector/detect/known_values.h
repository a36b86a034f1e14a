// Finds what is known of the contact before the text is read: names, numbers, e-mail addresses.
//
// Names are found on word borders, in any case, with or without accents; the whole name and each
// part of three letters or more (two in scripts without blanks). A part that is an everyday word
// ("Will", "Grace") counts only when it is the whole display name, stands with a capital in the
// text, and does not open a sentence: a person called "the" must not empty her ticket, and such a
// word tells nobody who she is. Numbers are found however their digits are grouped, with up to
// three characters between two digits.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/detector.h"
#include "connector/detect/digit_groups.h"
#include "connector/detect/words.h"

#include <string>
#include <vector>

namespace bowline::detect {

/// Reason "known_value", score 1. A display name without letters but with seven digits or more is a
/// number.
Candidates findKnownNames(
    const Words& words, std::string_view view, const std::vector<KnownValue>& known
);
/// Where `name`, or a part of it, stands by the rules above.
std::vector<Span> placesOfName(const Words& words, std::string_view view, std::string_view name);
Candidates findKnownNumbers(
    std::string_view view,
    const std::vector<DigitGroup>& groups,
    const std::vector<KnownValue>& known
);
Candidates findKnownEmails(std::string_view view, const std::vector<KnownValue>& known);

}  // namespace bowline::detect
