// Country rules for the other form of a number, by its digits alone.
#include "connector/detect/phone_identity.h"

#include "connector/detect/digit_groups.h"
#include "connector/detect/phone_plan.h"

#include <algorithm>

namespace bowline::detect {

namespace {

// ITU-T E.164: at most 15 digits. Below 7 there is no number with a calling code that a messenger
// knows.
constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kMostDigits = 15;

/// Length of "55" + area code + 8 digits.
constexpr std::size_t kShortBrazilian = 12;

bool isMobileStart(char c) {
    return c >= '6' && c <= '9';
}

/// The other Brazilian form of a mobile number; empty for landlines and other lengths.
std::string otherBrazilianForm(const std::string& digits) {
    const std::string area = digits.substr(0, 4);
    if (digits.size() == kShortBrazilian && isMobileStart(digits[4]))
        return area + "9" + digits.substr(4);
    if (digits.size() == kShortBrazilian + 1 && digits[4] == '9' && isMobileStart(digits[5]))
        return area + digits.substr(5);
    return {};
}

/// The form with or without `mark` between calling code and a national number of ten digits.
std::string otherMarkedForm(const std::string& digits, char mark) {
    if (digits.size() == 12)
        return digits.substr(0, 2) + mark + digits.substr(2);
    if (digits.size() == 13 && digits[2] == mark)
        return digits.substr(0, 2) + digits.substr(3);
    return {};
}

std::string otherForm(const std::string& digits) {
    if (digits.starts_with("55"))
        return otherBrazilianForm(digits);
    if (digits.starts_with("52"))
        return otherMarkedForm(digits, '1');
    if (digits.starts_with("54"))
        return otherMarkedForm(digits, '9');
    return {};
}

}  // namespace

std::optional<Phone> normalisePhone(std::string_view digits) {
    if (digits.starts_with('+'))
        digits.remove_prefix(1);
    if (digits.size() < kFewestDigits || digits.size() > kMostDigits)
        return std::nullopt;
    if (!std::all_of(digits.begin(), digits.end(), isDigit))
        return std::nullopt;
    // The digits stay as they came: the library would drop marks (Mexico's 1) that are part of the
    // identity.
    const std::string number = "+" + std::string(digits);
    if (!isPossible(number))
        return std::nullopt;
    return Phone(number);
}

std::vector<Phone> phoneVariants(const Phone& number) {
    std::vector<Phone> variants{number};
    std::string digits(number.expose());
    if (digits.starts_with('+'))
        digits.erase(0, 1);
    if (const std::string other = otherForm(digits); !other.empty())
        variants.emplace_back("+" + other);
    return variants;
}

std::string regionOf(const Phone& number) {
    return planRegion(number.expose());
}

}  // namespace bowline::detect
