// The business's own values, which a mapping lets through whoever writes them: its hotline, its
// address, its account. Exact values and never a shape, so nobody else's can pass: the same digits
// without a country are another's number in another country.
#pragma once

#include "connector/model/finding.h"
#include "connector/model/rules.h"

#include <set>
#include <string>
#include <string_view>

namespace bowline::stages {

/// Whether `value`, found as `cls`, is one of those that `mapping` allows, in any case: of
/// accounts, tax numbers and postal codes the same letters and digits however grouped, of a
/// telephone number also the national form in its own country, else the same signs, blanks counted
/// as one. `region`: CLDR region in which a national number is read, empty for none.
bool isAllowed(
    const Mapping& mapping,
    const std::string& cls,
    std::string_view value,
    std::string_view region = {}
);
/// The same of what `finding` found in `source`. A part of a value is never one of ours.
bool isAllowed(
    const Mapping& mapping,
    const Finding& finding,
    const InspectedText& source,
    std::string_view region
);

/// The allowed accounts of class "iban", small letters and digits: the leak guard knows accounts by
/// their check digits and must know these.
std::set<std::string> allowedAccounts(const Mapping& mapping);

}  // namespace bowline::stages
