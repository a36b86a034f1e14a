// Turns forbidden values into needles and walks through the encodings, at most three deep.
#include "connector/detect/forbidden_search.h"

#include "connector/base/hmac.h"
#include "connector/detect/common_words.h"
#include "connector/detect/guard_text.h"
#include "connector/detect/undo.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <set>
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
    if (letters == 0 || parts.empty() || areAllCommon(parts))
        return;
    if (value.cls == "contact_name")
        return addName(parts, written, value.cls);
    if (letters + number.size() >= kFewestLetters)
        words.push_back({written, value.cls});
    for (const auto& part : parts) {
        if (part.size() >= kLongToken)
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
    if (also.accounts && holdsAccount(text.words))
        return ForbiddenHit{"iban", "checksum"};
    return std::nullopt;
}

namespace {

constexpr int kDeepest = 3;

/// All that one step makes of `bytes`.
std::vector<Undone> undoOne(std::string_view bytes) {
    std::vector<Undone> all = undoEscapes(bytes);
    std::ranges::move(undoLayers(bytes), std::back_inserter(all));
    std::ranges::move(undoRuns(bytes), std::back_inserter(all));
    return all;
}

/// Walks through the encodings, at most three deep, with a bound on all bytes that it will look at.
/// The shallow before the deep: two encodings undone in one order and in the other mostly give the
/// same bytes, which are looked at once, where the fewest steps lead to them.
template <class Look>
class Descent {
public:
    Descent(const Look& look, std::size_t budget) : look_(look), budget_(budget) {}

    std::optional<ForbiddenHit> into(std::string_view bytes) {
        if (auto hit = lookAt(bytes))
            return hit;
        std::vector<Undone> level{{"", std::string(bytes)}};
        for (int depth = 1; depth <= kDeepest && !level.empty(); ++depth) {
            std::vector<Undone> next;
            for (const Undone& from : level) {
                if (auto hit = through(from, depth < kDeepest ? &next : nullptr))
                    return hit;
            }
            level = std::move(next);
        }
        return std::nullopt;
    }

private:
    /// Looks at what one step makes of `from`, and keeps in `next` what a further one is taken
    /// from. What is kept has the form of the first step, from outside.
    std::optional<ForbiddenHit> through(const Undone& from, std::vector<Undone>* next) {
        for (Undone& undone : undoOne(from.bytes)) {
            if (!seen_.insert(sha256(undone.bytes)).second)
                continue;
            const std::string_view form = from.form.empty() ? undone.form : from.form;
            if (auto hit = lookAt(undone.bytes)) {
                if (hit->form != kTooNested)
                    hit->form = form;
                return hit;
            }
            if (next != nullptr)
                next->push_back({form, std::move(undone.bytes)});
        }
        return std::nullopt;
    }

    std::optional<ForbiddenHit> lookAt(std::string_view bytes) {
        // Nobody nests encodings like this by chance: what we cannot look through does not leave.
        if (bytes.size() > budget_)
            return ForbiddenHit{"unknown", std::string(kTooNested)};
        budget_ -= bytes.size();
        return look_(bytes);
    }

    static constexpr std::string_view kTooNested = "too_nested";

    const Look& look_;
    std::size_t budget_;
    /// By a digest that nobody can make collide, since what counts as seen is not looked at.
    std::set<Digest> seen_;
};

}  // namespace

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
    return Descent(look, bytes.size() * kFactor + kAtLeast).into(bytes);
}

}  // namespace bowline::detect
