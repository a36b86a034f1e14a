// Sources: ISO/IEC 7812-1, ISO/IEC 7064, ICAO Doc 9303 part 3, Verhoeff's tables as published.
#include "connector/detect/identifiers/arithmetic.h"

#include <array>

namespace bowline::detect {

namespace {

// The group D5 and the permutation that Verhoeff chose.
constexpr std::array<std::string_view, 10> kTimes{
    "0123456789",
    "1234067895",
    "2340178956",
    "3401289567",
    "4012395678",
    "5987604321",
    "6598710432",
    "7659821043",
    "8765932104",
    "9876543210"};
constexpr std::array<std::string_view, 8> kPermuted{
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258"};

}  // namespace

long long numberAt(std::string_view text, std::size_t at, std::size_t size) {
    long long number = 0;
    for (const char c : text.substr(at, size))
        number = number * 10 + (c - '0');
    return number;
}

int weighted(std::string_view digits, std::initializer_list<int> weights) {
    int sum = 0;
    std::size_t at = 0;
    for (const int weight : weights)
        sum += weight * digitAt(digits, at++);
    return sum;
}

int weightedDigitSums(std::string_view digits, std::initializer_list<int> weights) {
    int sum = 0;
    std::size_t at = 0;
    for (const int weight : weights) {
        const int product = weight * digitAt(digits, at++);
        sum += product / 10 + product % 10;
    }
    return sum;
}

bool passesLuhn(std::string_view digits) {
    int sum = 0;
    bool doubled = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, doubled = !doubled) {
        const int value = (*digit - '0') * (doubled ? 2 : 1);
        sum += value / 10 + value % 10;
    }
    return sum % 10 == 0;
}

int mod97(std::string_view text) {
    int rest = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const int value = alnumAt(text, at);
        rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest;
}

bool passesMod11And10(std::string_view digits) {
    int product = 10;
    for (const char c : digits.substr(0, digits.size() - 1)) {
        const int sum = (c - '0' + product) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10 == digits.back() - '0';
}

bool passesMod11And2(std::string_view text) {
    int check = 0;
    for (const char c : text.substr(0, text.size() - 1))
        check = (check + c - '0') * 2 % 11;
    const int last = text.back() == 'X' ? 10 : text.back() - '0';
    return (check + last) % 11 == 1;
}

bool passesVerhoeff(std::string_view digits) {
    int check = 0;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        const auto digit = static_cast<std::size_t>(digits[digits.size() - 1 - at] - '0');
        const int permuted = kPermuted[at % 8][digit] - '0';
        check = kTimes[static_cast<std::size_t>(check)][static_cast<std::size_t>(permuted)] - '0';
    }
    return check == 0;
}

int icaoCheck(std::string_view text) {
    constexpr std::array<int, 3> kWeights{7, 3, 1};
    int sum = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        sum += text[at] == '<' ? 0 : alnumAt(text, at) * kWeights[at % 3];
    return sum % 10;
}

bool isDay(long long month, long long day) {
    constexpr std::array<int, 13> kDays{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month >= 1 && month <= 12 && day >= 1 && day <= kDays[static_cast<std::size_t>(month)];
}

bool isYearMonthDay(std::string_view digits, std::size_t at) {
    return isDay(numberAt(digits, at + 2, 2), numberAt(digits, at + 4, 2));
}

bool isDayMonthYear(std::string_view digits, std::size_t at) {
    return isDay(numberAt(digits, at + 2, 2), numberAt(digits, at, 2));
}

}  // namespace bowline::detect
