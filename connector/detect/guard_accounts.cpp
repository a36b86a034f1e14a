// The guards' own look for bank accounts: an IBAN as a whole word or in groups, with its right
// check digits. Shares the lengths of the countries with the detector, since they are facts, and
// nothing else.
#include "connector/detect/guard_text.h"
#include "connector/detect/iban.h"

#include <optional>

namespace bowline::detect {

namespace {

bool isDigitByte(char c) {
    return c >= '0' && c <= '9';
}
bool isLetterByte(char c) {
    return c >= 'a' && c <= 'z';
}

/// The next `size` letters and digits from `begin` on, blanks left out, when a blank follows them.
std::optional<std::string> groupsFrom(std::string_view words, std::size_t begin, std::size_t size) {
    std::string compact;
    std::size_t at = begin;
    for (; at < words.size() && compact.size() < size; ++at) {
        if (isDigitByte(words[at]) || isLetterByte(words[at]))
            compact += words[at];
        else if (words[at] != ' ')
            return std::nullopt;
    }
    const bool ends = at == words.size() || words[at] == ' ';
    return compact.size() == size && ends ? std::optional(compact) : std::nullopt;
}

/// ISO 13616: letters are 10 to 35, country and check digits stand at the end, and the rest is one.
bool hasRightCheckDigits(std::string_view iban) {
    unsigned rest = 0;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        const char c = iban[(i + 4) % iban.size()];
        const auto value = static_cast<unsigned>(isDigitByte(c) ? c - '0' : c - 'a' + 10);
        rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
}

/// Two letters and then digits, next to them or in the next group: rare in a text.
bool looksLikeAccount(std::string_view words, std::size_t at) {
    if (words[at - 1] != ' ' || !isLetterByte(words[at]) || !isLetterByte(words[at + 1]))
        return false;
    const std::size_t next = words[at + 2] == ' ' ? at + 3 : at + 2;
    return next + 1 < words.size() && isDigitByte(words[next]);
}

bool accountBeginsAt(
    std::string_view words, std::size_t begin, const std::set<std::string>* allowed
) {
    const char country[] = {
        static_cast<char>(words[begin] - 'a' + 'A'),
        static_cast<char>(words[begin + 1] - 'a' + 'A')};
    const auto size = ibanLength({country, 2});
    const auto compact = size == 0 ? std::nullopt : groupsFrom(words, begin, size);
    return compact && isDigitByte((*compact)[2]) && isDigitByte((*compact)[3]) &&
           hasRightCheckDigits(*compact) && (allowed == nullptr || !allowed->contains(*compact));
}

}  // namespace

bool holdsAccount(std::string_view words, const std::set<std::string>* allowed) {
    for (std::size_t at = 1; at + 2 < words.size(); ++at) {
        if (looksLikeAccount(words, at) && accountBeginsAt(words, at, allowed))
            return true;
    }
    return false;
}

}  // namespace bowline::detect
