// Calls libphonenumber and keeps its types, its log and its cost in this file.
#include "connector/detect/phone_plan.h"

#include <list>
#include <memory>
#include <optional>
#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

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
