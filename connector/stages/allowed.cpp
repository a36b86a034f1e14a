#include "connector/stages/allowed.h"

#include "connector/expression/letters.h"
#include "connector/stages/plain_form.h"

#include <algorithm>
#include <iterator>

namespace bowline::stages {

namespace {

constexpr std::size_t kFewestDigits = 7;  // fewer are the end of many numbers
constexpr std::size_t kLongestCountryCode = 3;

/// Whether `national`, without what is dialled before it, is `full` without a country's code.
bool isNationalFormOf(std::string_view national, std::string_view full) {
    return national.size() >= kFewestDigits && full.ends_with(national) &&
           full.size() - national.size() <= kLongestCountryCode;
}

/// `allowed` begins with '+'. Some countries dial a 0 before the national number and some do not.
bool isSameNumber(std::string_view allowed, std::string_view value) {
    const std::string full = lettersAndDigits(allowed);
    std::string digits = lettersAndDigits(value);
    if (digits.starts_with("00"))
        digits.erase(0, 2);
    if (digits == full || value.starts_with('+') || value.starts_with("00"))
        return digits == full;
    return isNationalFormOf(digits, full) ||
           (digits.starts_with('0') && isNationalFormOf(std::string_view(digits).substr(1), full));
}

/// Small letters, and one blank where there are several.
std::string asRead(std::string_view text) {
    std::string out;
    for (const char c : expression::toLower(text)) {
        const bool isBlank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!isBlank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out;
}

bool isSame(std::string_view cls, std::string_view allowed, std::string_view value) {
    constexpr std::string_view kGrouped[] = {"bank_account", "iban", "postcode", "tax_id"};
    if (cls == "phone")
        return isSameNumber(allowed, value);
    // Elsewhere a sign tells two values apart: 19.20.2.10 and 192.0.2.10, "5/1" and "51".
    return std::ranges::find(kGrouped, cls) == std::end(kGrouped)
               ? asRead(allowed) == asRead(value)
               : plainForm(allowed) == plainForm(value);
}

}  // namespace

bool isAllowed(const Mapping& mapping, const std::string& cls, std::string_view value) {
    const auto allowed = mapping.allowed.find(cls);
    return allowed != mapping.allowed.end() &&
           std::ranges::any_of(allowed->second, [&](const std::string& one) {
               return isSame(cls, one, value);
           });
}

bool isAllowed(const Mapping& mapping, const Finding& finding, const InspectedText& source) {
    const auto text = source.text.expose().substr(0, finding.span.end);
    return !finding.isPart && finding.span.begin < text.size() &&
           isAllowed(mapping, finding.cls, text.substr(finding.span.begin));
}

std::set<std::string> allowedAccounts(const Mapping& mapping) {
    std::set<std::string> accounts;
    if (const auto allowed = mapping.allowed.find("iban"); allowed != mapping.allowed.end()) {
        for (const auto& account : allowed->second)
            accounts.insert(plainForm(account));
    }
    return accounts;
}

}  // namespace bowline::stages
