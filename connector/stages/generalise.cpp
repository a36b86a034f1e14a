#include "connector/stages/generalise.h"

#include "connector/detect/normal_view.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <vector>

namespace bowline::stages {

namespace {

constexpr std::size_t kMostAreaCharacters = 2;
constexpr std::size_t kMostAmountDigits = 9;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetterOrDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

template <class Predicate>
std::vector<std::string> runsOf(std::string_view text, Predicate isPart) {
    std::vector<std::string> runs;
    bool inside = false;
    for (const char c : text) {
        if (isPart(c) && !inside)
            runs.emplace_back();
        inside = isPart(c);
        if (inside)
            runs.back() += c;
    }
    return runs;
}

std::optional<int> yearIn(std::string_view text) {
    std::optional<int> year;
    for (const auto& run : runsOf(text, isDigit)) {
        if (run.size() != 4 || run < "1900" || run > "2099")
            continue;
        if (year)
            return std::nullopt;
        year = std::stoi(run);
    }
    return year;
}

std::string areaOf(std::string_view text) {
    for (const auto& word : runsOf(text, isLetterOrDigit)) {
        if (std::ranges::any_of(word, isDigit))
            return word.substr(0, std::min(kMostAreaCharacters, word.size() / 2)) + "…";
    }
    return {};
}

/// Digits with the separators between them; an amount that is cut by anything else is two.
std::vector<std::string> numbersIn(std::string_view text) {
    auto runs = runsOf(text, [](char c) {
        return isDigit(c) || c == '.' || c == ',' || c == '\'' || c == ' ';
    });
    std::erase_if(runs, [](const std::string& run) { return std::ranges::none_of(run, isDigit); });
    return runs;
}

/// Without cents: one or two digits behind the last point or comma.
std::string wholeDigits(std::string number) {
    const auto end = number.find_last_of("0123456789");
    number.resize(end + 1);
    const auto separator = number.find_last_of(".,");
    if (separator != std::string::npos && number.size() - separator - 1 < 3)
        number.resize(separator);
    std::erase_if(number, [](char c) { return !isDigit(c); });
    return number.substr(std::min(number.find_first_not_of('0'), number.size()));
}

std::string bandOf(std::string_view text) {
    const auto numbers = numbersIn(text);
    if (numbers.size() != 1)
        return {};
    const auto digits = wholeDigits(numbers.front()).size();
    if (digits > kMostAmountDigits)
        return {};
    if (digits < 2)
        return "0-9";
    return fmt::format("1{}-{}", std::string(digits - 1, '0'), std::string(digits, '9'));
}

}  // namespace

std::string generalised(std::string_view value, Coarseness to) {
    const detect::NormalView view(value);
    const auto year = yearIn(view.text());
    switch (to) {
        case Coarseness::Decade:
            return year ? fmt::format("{0}0-{0}9", *year / 10) : std::string();
        case Coarseness::Year:
            return year ? std::to_string(*year) : std::string();
        case Coarseness::Area:
            return areaOf(view.text());
        case Coarseness::Band:
            return bandOf(view.text());
        case Coarseness::None:
            break;
    }
    return {};
}

}  // namespace bowline::stages
