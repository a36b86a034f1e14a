// Joins groups of digits to windows and asks prefix, length and check digit of each.
#include "connector/detect/card.h"

#include "connector/detect/identifiers/arithmetic.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace bowline::detect {

namespace {

constexpr std::size_t kShortestCard = 12;
constexpr std::size_t kLongestCard = 19;
constexpr std::size_t kLongestPhone = 15;
constexpr ByteSet kSeparators(" -./_\t\r\n");

/// Prefixes `first`..`last` of six digits, with the lengths a card of them has.
struct IssuerRange {
    int first;
    int last;
    std::size_t shortest;
    std::size_t longest;
    std::string_view brand;
};

constexpr IssuerRange kIssuers[] = {
    {300000, 305999, 14, 19, "Diners"},     {309500, 309599, 14, 19, "Diners"},
    {180000, 180099, 15, 15, "JCB"},        {213100, 213199, 15, 15, "JCB"},
    {340000, 349999, 15, 15, "Amex"},       {352800, 358999, 16, 19, "JCB"},
    {360000, 369999, 14, 19, "Diners"},     {370000, 379999, 15, 15, "Amex"},
    {380000, 399999, 14, 19, "Diners"},     {501800, 501899, 12, 19, "Maestro"},
    {501900, 501999, 16, 16, "Dankort"},    {502000, 502099, 12, 19, "Maestro"},
    {503800, 503899, 12, 19, "Maestro"},    {510000, 559999, 16, 16, "Mastercard"},
    {222100, 272099, 16, 16, "Mastercard"}, {561200, 561299, 12, 19, "Maestro"},
    {589300, 589399, 12, 19, "Maestro"},    {601100, 601199, 16, 19, "Discover"},
    {622126, 622925, 16, 19, "Discover"},   {620000, 629999, 16, 19, "UnionPay"},
    {630400, 630499, 12, 19, "Maestro"},    {644000, 659999, 16, 19, "Discover"},
    {675900, 675999, 12, 19, "Maestro"},    {676100, 676399, 12, 19, "Maestro"},
};

// Visa's 13 digits left circulation long ago; every German barcode has 13 and may begin with a 4.
bool isVisaLength(std::size_t length) {
    return length == 16 || length == 19;
}

/// Digits between the '+' or 00 that opens the number before `start` and the end of `start`'s
/// predecessor; nothing of that kind: longer than any phone.
std::size_t digitsSincePlus(
    std::string_view view, const std::vector<DigitGroup>& groups, std::size_t start
) {
    std::size_t digits = 0;
    for (std::size_t at = start;; --at) {
        const DigitGroup& group = groups[at];
        if (group.begin > 0 && view[group.begin - 1] == '+')
            return digits;
        if (group.begin > 1 && view.substr(group.begin - 2, 2) == "+ ")
            return digits;
        if (at < start && view.substr(group.begin, 2) == "00")
            return digits;
        if (at == 0 || digits > kLongestPhone || !isGap(view, groups[at - 1], group, kSeparators))
            break;
        digits += groups[at - 1].size();
    }
    return kLongestPhone + 1;
}

/// Digits of any window inside a longer token of letters, a hash or a tracking code, are no card.
bool isInsideToken(std::string_view view, Span span) {
    return span.begin > 0 && isAsciiLetter(view[span.begin - 1]) && span.end < view.size() &&
           isAsciiLetter(view[span.end]);
}

/// The longest card that begins with group `start`, as the index of its last group; or nothing.
struct Window {
    Span span;
    std::size_t last = 0;
    std::string_view brand;
};

/// Whether the text speaks of a card here, and of nothing else nearer.
bool isSpokenOf(const Cues& cues, std::size_t begin) {
    constexpr std::size_t kReach = 32;
    constexpr CueSet kTopics = Cue::Card | Cue::Phone | Cue::Order | Cue::Bank | Cue::Id |
                               Cue::Tax | Cue::Chip | Cue::Imei | Cue::Passport;
    return cues.lastBefore(begin, kReach, kTopics).has(Cue::Card);
}

Window windowAt(const ScanText& text, std::size_t start) {
    const std::string_view view = text.view;
    const auto& groups = text.digits;
    const bool spoken = isSpokenOf(text.cues, groups[start].begin);
    Window best;
    std::string digits;
    for (std::size_t at = start; at < groups.size(); ++at) {
        if (at > start && !isGap(view, groups[at - 1], groups[at], kSeparators))
            break;
        if (digits.size() + groups[at].size() > kLongestCard)
            break;
        digits += view.substr(groups[at].begin, groups[at].size());
        const std::string_view brand = brandOf(digits);
        const bool plausible = !brand.empty() || (spoken && digits.size() >= kShortestCard);
        if (plausible && passesLuhn(digits))
            best = {{groups[start].begin, groups[at].end}, at, brand};
    }
    return best;
}

bool belongsToPhone(
    std::string_view view, const std::vector<DigitGroup>& groups, std::size_t start, Span span
) {
    const auto digits = static_cast<std::size_t>(std::count_if(
        view.begin() + static_cast<std::ptrdiff_t>(span.begin),
        view.begin() + static_cast<std::ptrdiff_t>(span.end),
        isDigit
    ));
    return digits + digitsSincePlus(view, groups, start) <= kLongestPhone;
}

}  // namespace

std::string_view brandOf(std::string_view digits) {
    if (digits.size() < kShortestCard || digits.size() > kLongestCard)
        return {};
    if (digits.front() == '4')
        return isVisaLength(digits.size()) ? "Visa" : std::string_view{};
    int prefix = 0;
    std::from_chars(digits.data(), digits.data() + 6, prefix);
    const auto* const issuer =
        std::find_if(std::begin(kIssuers), std::end(kIssuers), [&](const IssuerRange& range) {
            return prefix >= range.first && prefix <= range.last &&
                   digits.size() >= range.shortest && digits.size() <= range.longest;
        });
    return issuer == std::end(kIssuers) ? std::string_view{} : issuer->brand;
}

Candidates findCards(const ScanText& text) {
    const std::string_view view = text.view;
    const auto& groups = text.digits;
    Candidates found;
    for (std::size_t start = 0; start < groups.size(); ++start) {
        const Window window = windowAt(text, start);
        if (window.span.end == 0 || isInsideToken(view, window.span))
            continue;
        if (belongsToPhone(view, groups, start, window.span))
            continue;
        found.push_back(
            {{window.span,
              "payment_card",
              std::string(window.brand),
              window.brand.empty() ? 0.8 : 0.97,
              window.brand.empty() ? "luhn+context" : "luhn+iin"},
             window.brand.empty() ? Strength::Context : Strength::Checksum}
        );
        start = window.last;
    }
    return found;
}

}  // namespace bowline::detect
