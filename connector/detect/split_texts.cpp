#include "connector/detect/split_texts.h"

#include "connector/detect/digit_groups.h"
#include "connector/detect/normal_view.h"
#include "connector/detect/words.h"

#include <algorithm>
#include <optional>

namespace bowline::detect {

namespace {

/// Letters side by side and no digit among them; one letter alone may be part of a number.
bool isPlainWord(std::u32string_view word) {
    const auto isDigitPoint = [](char32_t c) { return c >= U'0' && c <= U'9'; };
    return word.size() > 1 && std::ranges::none_of(word, isDigitPoint);
}

}  // namespace

std::size_t digitsIn(std::string_view text) {
    const NormalView view(text);
    return static_cast<std::size_t>(std::ranges::count_if(view.text(), isDigit));
}

bool isFragment(std::string_view text) {
    const NormalView view(text);
    const Words words(view.text());
    const bool saysSomething = std::ranges::any_of(words.all(), [&](const Word& word) {
        return isPlainWord(words.text().substr(word.begin, word.end - word.begin));
    });
    return !saysSomething && std::ranges::any_of(view.text(), isDigit);
}

bool isAside(std::string_view text) {
    constexpr std::size_t kLongest = 40;
    return !text.empty() && text.size() <= kLongest && digitsIn(text) == 0;
}

std::vector<bool> asidesIn(const std::vector<std::string_view>& texts) {
    std::vector<bool> asides;
    for (const auto text : texts)
        asides.push_back(isAside(text));
    const auto first = std::ranges::find(asides, false);
    const auto last = std::find(asides.rbegin(), asides.rend(), false).base();
    std::fill(asides.begin(), first, false);
    std::fill(std::max(first, last), asides.end(), false);
    return asides;
}

std::vector<bool> asidesBetweenFragments(const std::vector<std::string_view>& texts) {
    std::vector<bool> asides(texts.size(), false);
    std::optional<std::size_t> fragment;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (isFragment(texts[i])) {
            for (std::size_t between = fragment.value_or(i) + 1; between < i; ++between)
                asides[between] = true;
            fragment = i;
        } else if (!isAside(texts[i])) {
            fragment.reset();
        }
    }
    return asides;
}

}  // namespace bowline::detect
