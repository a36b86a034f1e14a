// Who may approve the rules: the public keys of people whose private keys are not on this machine.
#pragma once

#include "connector/settings/fields.h"

#include <set>
#include <string>
#include <vector>

namespace bowline::settings {

/// What a review is about; together they are the review of a rule set. Sorted.
const std::vector<std::string>& reviewItems();

struct Approver {
    std::string name;
    std::string key;  ///< as written: a line of a .pub file
    Mark keyMark;
    std::set<std::string> items;  ///< of reviewItems() that her signature covers
};

struct ReviewSettings {
    std::string folder;  ///< of the reviews that were signed, with their signatures
    std::vector<Approver> approvers;
};

FieldSpec reviewSpec();
ReviewSettings readReview(const Fields& fields);
/// Faults of a review section that stands alone: names, items.
void checkReview(const Fields& fields, LintSink& sink);

}  // namespace bowline::settings
