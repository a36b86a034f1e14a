// Turns forbidden values into needles, and looks for them in each reading.
#include "connector/detect/forbidden_search.h"

#include "connector/detect/common_words.h"
#include "connector/detect/guard_text.h"
#include "connector/detect/look_through.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>
#include <vector>

namespace bowline::detect {

namespace {

constexpr std::size_t kFewestDigits = 6;
constexpr std::size_t kFewestLetters = 5;
constexpr std::size_t kTail = 9;

struct Needle {
    std::string text;
    std::string cls;
};

bool isDigitByte(char c) {
    return c >= '0' && c <= '9';
}

std::string digitsIn(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), isDigitByte);
    return digits;
}

/// Characters that are neither blank nor digit; a letter of two bytes counts once.
std::size_t lettersIn(std::string_view words) {
    return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [](char c) {
        return c != ' ' && !isDigitByte(c) && (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

/// Digits of the calling code. Source: ITU-T E.164 assigned codes; +1 and +7 are the only ones of
/// one digit.
std::size_t callingCodeLength(std::string_view digits) {
    if (digits.starts_with('1') || digits.starts_with('7'))
        return 1;
    constexpr std::string_view kTwoDigits =
        " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 "
        "63 64 65 66 81 82 "
        "84 86 90 91 92 93 94 95 98 ";
    return kTwoDigits.find(" " + std::string(digits.substr(0, 2)) + " ") != std::string_view::npos
               ? 2
               : 3;
}

/// What all forms of a number share: its last nine digits, or the national ones where they are
/// fewer.
std::string sharedDigits(std::string digits, bool international) {
    if (international) {
        const std::size_t code = callingCodeLength(digits);
        if (digits.size() >= code + kFewestDigits)
            digits.erase(0, code);
    }
    const auto first = digits.find_first_not_of('0');
    if (first != std::string::npos && digits.size() - first >= kFewestDigits)
        digits.erase(0, first);
    return digits.size() > kTail ? digits.substr(digits.size() - kTail) : digits;
}

std::vector<std::string> partsOf(std::string_view words) {
    std::vector<std::string> parts;
    for (std::size_t at = 1; at < words.size();) {
        const auto end = words.find(' ', at);
        if (end > at)
            parts.emplace_back(words.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

bool areAllCommon(const std::vector<std::string>& parts) {
    return std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
        return isCommonWord(part);
    });
}

}  // namespace

struct ForbiddenSearch::Parts {
    std::vector<Needle> digits;  ///< found anywhere in GuardText::digits
    std::vector<Needle> words;   ///< with a blank at both ends, so found on token borders
    std::vector<Needle> tokens;  ///< ids so long that they are found inside other tokens too

    void add(const ForbiddenValue& value);
    void addNumber(const std::string& digits, const ForbiddenValue& value);
    void addName(
        const std::vector<std::string>& parts, const std::string& words, const std::string& cls
    );
    [[nodiscard]] std::optional<ForbiddenHit> look(const GuardText& text, const Checksums& also)
        const;
};

void ForbiddenSearch::Parts::add(const ForbiddenValue& value) {
    constexpr std::size_t kUnmistakableDigits = 10;  // an account number with its country's letters
    constexpr std::size_t kLongToken = 16;
    const std::string written = readForGuard(value.value.expose()).words;
    const std::string number = digitsIn(written);
    const std::size_t letters = lettersIn(written);
    if (number.size() >= kFewestDigits && (letters == 0 || number.size() >= kUnmistakableDigits)) {
        addNumber(number, value);
    }
    const auto parts = partsOf(written);
    // A street's name is everybody's, and what is left of one when a known name stands in it: only
    // with its number it is an address.
    const bool isStreet = value.cls == "street_address";
    // Many people share one name, and who is addressed may stand in the desk's own words too.
    if (value.cls == "person_name" && parts.size() == 1)
        return;
    if (letters == 0 || parts.empty() || areAllCommon(parts) || (isStreet && number.empty()))
        return;
    if (value.cls == "contact_name")
        return addName(parts, written, value.cls);
    if (letters + number.size() >= kFewestLetters)
        words.push_back({written, value.cls});
    for (const auto& part : parts) {
        if (!isStreet && part.size() >= kLongToken)
            tokens.push_back({part, value.cls});
    }
}

void ForbiddenSearch::Parts::addNumber(const std::string& number, const ForbiddenValue& value) {
    const std::string_view text = value.value.expose();
    const bool international = text.starts_with('+') || text.starts_with("00");
    const bool isPhone = value.cls == "phone" || text.starts_with('+');
    const std::string plain = text.starts_with("00") ? number.substr(2) : number;
    digits.push_back({isPhone ? sharedDigits(plain, international) : number, value.cls});
}

void ForbiddenSearch::Parts::addName(
    const std::vector<std::string>& parts, const std::string& whole, const std::string& cls
) {
    if (lettersIn(whole) >= kFewestLetters)
        words.push_back({whole, cls});
    for (const auto& part : parts) {
        if (lettersIn(part) >= kFewestLetters && !isCommonWord(part))
            words.push_back({" " + part + " ", cls});
    }
}

std::optional<ForbiddenHit> ForbiddenSearch::Parts::look(
    const GuardText& text, const Checksums& also
) const {
    const auto findIn = [](const std::string& where, const std::vector<Needle>& needles) {
        // memmem: a needle that begins with a blank makes find() stop at every word.
        return std::find_if(needles.begin(), needles.end(), [&](const Needle& needle) {
            return memmem(where.data(), where.size(), needle.text.data(), needle.text.size()) !=
                   nullptr;
        });
    };
    if (const auto hit = findIn(text.digits, digits); hit != digits.end())
        return ForbiddenHit{hit->cls, "digits"};
    if (const auto hit = findIn(text.words, words); hit != words.end())
        return ForbiddenHit{hit->cls, "plain"};
    if (const auto hit = findIn(text.words, tokens); hit != tokens.end())
        return ForbiddenHit{hit->cls, "plain"};
    if (also.cards && holdsCard(text))
        return ForbiddenHit{"payment_card", "checksum"};
    if (also.accounts && holdsAccount(text.words, also.allowedAccounts))
        return ForbiddenHit{"iban", "checksum"};
    return std::nullopt;
}

ForbiddenSearch::ForbiddenSearch(const Forbidden& forbidden) {
    auto parts = std::make_unique<Parts>();
    for (const auto& value : forbidden.values)
        parts->add(value);
    parts_ = std::move(parts);
}

ForbiddenSearch::~ForbiddenSearch() = default;
ForbiddenSearch::ForbiddenSearch(ForbiddenSearch&&) noexcept = default;

std::optional<ForbiddenHit> ForbiddenSearch::in(std::string_view bytes, const Checksums& also)
    const {
    constexpr std::size_t kFactor = 64;
    constexpr std::size_t kAtLeast = 1 << 20;
    const auto look = [&](std::string_view text) { return parts_->look(readForGuard(text), also); };
    return lookThrough(bytes, bytes.size() * kFactor + kAtLeast, look);
}

}  // namespace bowline::detect
