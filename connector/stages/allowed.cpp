#include "connector/stages/allowed.h"

#include "connector/detect/phone_plan.h"
#include "connector/expression/letters.h"
#include "connector/stages/plain_form.h"

#include <algorithm>
#include <iterator>

namespace bowline::stages {

namespace {

/// `allowed` begins with '+'. Some countries dial a 0 before the national number and some do not.
bool isSameNumber(std::string_view allowed, std::string_view value, std::string_view region) {
    const std::string full = lettersAndDigits(allowed);
    const std::string digits = lettersAndDigits(value);
    if (value.starts_with('+') || digits.starts_with("00"))
        return digits.substr(value.starts_with('+') ? 0 : 2) == full;
    // Without a country the digits are one number here and somebody else's elsewhere.
    const auto code = region.empty() ? std::string() : std::to_string(detect::callingCode(region));
    if (code.empty() || !full.starts_with(code))
        return false;
    const auto national = std::string_view(full).substr(code.size());
    return digits == full || digits == national || digits == "0" + std::string(national);
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

bool isSame(
    std::string_view cls, std::string_view allowed, std::string_view value, std::string_view region
) {
    constexpr std::string_view kGrouped[] = {"bank_account", "iban", "postcode", "tax_id"};
    if (cls == "phone")
        return isSameNumber(allowed, value, region);
    // Elsewhere a sign tells two values apart: 19.20.2.10 and 192.0.2.10, "5/1" and "51".
    return std::ranges::find(kGrouped, cls) == std::end(kGrouped)
               ? asRead(allowed) == asRead(value)
               : plainForm(allowed) == plainForm(value);
}

}  // namespace

bool isAllowed(
    const Mapping& mapping, const std::string& cls, std::string_view value, std::string_view region
) {
    const auto allowed = mapping.allowed.find(cls);
    return allowed != mapping.allowed.end() &&
           std::ranges::any_of(allowed->second, [&](const std::string& one) {
               return isSame(cls, one, value, region);
           });
}

bool isAllowed(
    const Mapping& mapping,
    const Finding& finding,
    const InspectedText& source,
    std::string_view region
) {
    const auto text = source.text.expose().substr(0, finding.span.end);
    return !finding.isPart && finding.span.begin < text.size() &&
           isAllowed(mapping, finding.cls, text.substr(finding.span.begin), region);
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
