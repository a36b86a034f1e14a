// Calls libphonenumber and keeps its types, its log and its cost in this file.
#include "connector/detect/phone_plan.h"

#include <list>
#include <memory>
#include <optional>
#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>
#include <set>
#include <vector>

namespace bowline::detect {

namespace {

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

const PhoneNumberUtil& plans() {
    static const PhoneNumberUtil* const instance = [] {
        PhoneNumberUtil* const util = PhoneNumberUtil::GetInstance();
        util->SetLogger(std::make_unique<NullLogger>().release());  // it takes ownership
        return util;
    }();
    return *instance;
}

std::optional<PhoneNumber> parsed(std::string_view number, std::string_view region) {
    PhoneNumber result;
    const auto error = plans().Parse(std::string(number), std::string(region), &result);
    if (error != PhoneNumberUtil::NO_PARSING_ERROR)
        return std::nullopt;
    return result;
}

bool isRegion(const std::string& code) {
    return code.size() == 2 && code != "ZZ";
}

/// Which numbers of up to three digits are calling codes.
const std::vector<bool>& callingCodes() {
    static const auto* const codes = [] {
        std::set<int> supported;
        plans().GetSupportedCallingCodes(&supported);
        auto* const all = new std::vector<bool>(1000);
        for (const int code : supported)
            (*all)[static_cast<std::size_t>(code)] = true;
        return all;
    }();
    return *codes;
}

/// Whether the digits behind '+' begin with a calling code; where they do not, the library says no
/// too, at a hundred times the price. No calling code begins with another one, or with a nought.
bool hasCallingCode(std::string_view digits) {
    if (digits.starts_with('0'))
        return false;
    std::size_t code = 0;
    for (const char c : digits.substr(0, 3)) {
        if (c < '0' || c > '9')
            return true;  // not read here
        code = code * 10 + static_cast<std::size_t>(c - '0');
        if (code > 0 && callingCodes()[code])
            return true;
    }
    return false;
}

/// The region of a calling code that serves one alone: what the ranges would say, without asking.
std::optional<std::string> onlyRegionOf(int callingCode) {
    std::list<std::string> regions;
    plans().GetRegionCodesForCountryCallingCode(callingCode, &regions);
    if (regions.size() != 1 || !isRegion(regions.front()))
        return std::nullopt;
    return regions.front();
}

}  // namespace

PlanAnswer askPlan(std::string_view number, std::string_view region) {
    if (number.starts_with('+') && !hasCallingCode(number.substr(1)))
        return PlanAnswer::No;
    const auto parsedNumber = parsed(number, region.empty() ? "ZZ" : region);
    if (!parsedNumber || !plans().IsPossibleNumber(*parsedNumber))
        return PlanAnswer::No;
    return plans().IsValidNumber(*parsedNumber) ? PlanAnswer::Valid : PlanAnswer::Possible;
}

bool isPossible(std::string_view e164) {
    const auto number = parsed(e164, "ZZ");
    return number && plans().IsPossibleNumber(*number);
}

std::string planRegion(std::string_view e164) {
    const auto number = parsed(e164, "ZZ");
    if (!number)
        return {};
    if (auto only = onlyRegionOf(number->country_code()))
        return *only;
    std::string region;
    plans().GetRegionCodeForNumber(*number, &region);
    if (!isRegion(region))
        plans().GetRegionCodeForCountryCode(number->country_code(), &region);
    return isRegion(region) ? region : std::string{};
}

std::string nationalDigits(std::string_view e164) {
    const auto number = parsed(e164, "ZZ");
    std::string digits;
    if (number)
        plans().GetNationalSignificantNumber(*number, &digits);
    return digits;
}

int callingCode(std::string_view region) {
    return plans().GetCountryCodeForRegion(std::string(region));
}

}  // namespace bowline::detect
