// Applies class actions to the spans of one text: the only place where found values become placeholders.
#pragma once

#include <string>

#include "connector/model/finding.h"
#include "connector/model/item.h"
#include "connector/model/rules.h"

namespace bowline::stages {

struct MaskedText {
    std::string text;                     ///< nothing of a value whose action is not Keep
    ClassCounts removed;                  ///< by class
    std::vector<ForbiddenValue> removedValues;
    bool withheld = false;                ///< a class with action Withhold was found: the whole text must not travel
};

/// Typed placeholders without digits ("[card removed: Visa]", "[number 1]") in `language`; text of the person
/// that imitates a placeholder is escaped. Numbers of one text are counted from 1, equal values alike.
MaskedText applyActions(const InspectedText& source, const Mapping& mapping, const std::string& language);

}  // namespace bowline::stages
