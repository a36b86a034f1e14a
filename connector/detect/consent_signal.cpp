// Reduces a message to its letters and compares them with the words.
#include "connector/detect/consent_signal.h"

#include "connector/base/text.h"
#include "connector/detect/plain_forms.h"

#include <algorithm>
#include <array>
#include <string>

namespace bowline::detect {

namespace {

using namespace std::string_view_literals;

constexpr std::array kStopWords{
    "stop"sv, "quit"sv, "end"sv, "revoke"sv, "optout"sv, "cancel"sv, "unsubscribe"sv};
constexpr std::array kStartWords{"start"sv, "unstop"sv};
constexpr std::size_t kLongestWord = 11;

bool isRegional(char32_t c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/// The letters of a message, as far as they can be one of our words.
struct Letters {
    std::string word;      ///< lower case ASCII
    std::string regional;  ///< letters that pairs of flags are made of
    bool other = false;    ///< a digit, a letter of no such word, or more letters than any word has
};

void add(Letters& letters, char32_t c) {
    if (isRegional(c)) {
        letters.regional += static_cast<char>('a' + (c - 0x1F1E6));
    } else if (c >= U'0' && c <= U'9') {
        letters.other = true;
    } else if (isLetter(c)) {
        const char32_t lower = c < 0x80 ? comparable(c) : U'?';
        letters.word += static_cast<char>(lower);
        letters.other |= lower == U'?';
    }
    // A flag or two around a word is decoration, so regional letters count only when they stand
    // alone.
    letters.other |=
        letters.word.size() > kLongestWord || letters.regional.size() > kLongestWord * 2;
}

template <std::size_t N>
bool isOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

ConsentSignal consentSignalIn(std::string_view text) {
    Letters letters;
    for (std::size_t at = 0; at < text.size() && !letters.other;) {
        const CodePoint point = codePointAt(text, at);
        add(letters, plainForm(point.value));
        at += point.length;
    }
    if (letters.other)
        return ConsentSignal::None;
    const std::string& word = letters.word.empty() ? letters.regional : letters.word;
    if (isOneOf(word, kStopWords))
        return ConsentSignal::Stop;
    return isOneOf(word, kStartWords) ? ConsentSignal::Start : ConsentSignal::None;
}

}  // namespace bowline::detect
