// Which of the four items of a review are signed for one rule set, and by whom. Every signature is
// verified anew each time: nothing that lies in the folder is trusted for lying there.
#pragma once

#include "connector/app/review/review_document.h"
#include "connector/settings/review_settings.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace bowline::app {

/// Why a signed file does not count, in words for the one who put it there.
struct ReviewFault {
    std::string why;
    std::string cure;
};

/// Who signed `text`; or why it does not count for `ruleSet` at `now`.
std::variant<settings::Approver, ReviewFault> approverOf(
    const settings::ReviewSettings& review,
    std::string_view text,
    std::string_view signature,
    const std::string& ruleSet,
    Instant now
);

struct ReviewState {
    std::map<std::string, std::string> signedBy;  ///< item to the approver's name
    std::vector<std::string> missing;             ///< items that nobody signed
    std::vector<std::string> faults;              ///< "FILE: why", of this rule set's files
    [[nodiscard]] bool isComplete() const { return missing.empty(); }
};

/// Reads the folder of signed reviews. Never throws on what lies there; a folder that is not there
/// is an empty one. Threads: any.
ReviewState reviewStateOf(
    const settings::ReviewSettings& review, const std::string& ruleSet, Instant now
);

/// "privacy (privacy-officer or dpo), audit (nobody)": the missing items and whose they
/// are.
std::string missingInWords(const settings::ReviewSettings& review, const ReviewState& state);

/// "privacy-officer or dpo"; "nobody" when no approver may sign the item.
std::string ownersOf(const settings::ReviewSettings& review, const std::string& item);

}  // namespace bowline::app
