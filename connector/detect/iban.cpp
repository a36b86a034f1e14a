// Every country code with two digits behind it is tried at its country's length.
#include "connector/detect/iban.h"

#include "connector/detect/identifiers/arithmetic.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace bowline::detect {

namespace {

constexpr std::string_view kLengths =
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
    "DK18 "
    "DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 "
    "IL23 "
    "IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 "
    "MR27 "
    "MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 "
    "SI19 "
    "SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 ";

constexpr bool isCapital(char c) {
    return c >= 'A' && c <= 'Z';
}

constexpr std::size_t placeOf(std::string_view country) {
    return static_cast<std::size_t>((country[0] - 'A') * 26 + (country[1] - 'A'));
}

/// kLengths by place: the guards ask for every word of two letters before a number.
constexpr auto kLengthOf = [] {
    std::array<std::uint8_t, std::size_t{26} * 26> lengths{};
    for (auto row = kLengths; !row.empty(); row.remove_prefix(5))
        lengths[placeOf(row)] = static_cast<std::uint8_t>((row[2] - '0') * 10 + (row[3] - '0'));
    return lengths;
}();

constexpr char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

/// `size` letters and digits from `begin` on, and where they end; separators in between are left
/// out, four in a row end it.
struct Compact {
    std::string text;
    std::size_t end = 0;
};

std::optional<Compact> compactFrom(std::string_view view, std::size_t begin, std::size_t size) {
    constexpr std::string_view kSeparators = " -./_\t\r\n";
    constexpr std::size_t kMostSeparators = 3;
    Compact out;
    std::size_t separators = 0;
    for (std::size_t at = begin; at < view.size() && out.text.size() < size; ++at) {
        if (isAsciiAlnum(view[at])) {
            out.text += view[at];
            out.end = at + 1;
            separators = 0;
        } else if (kSeparators.find(view[at]) == std::string_view::npos || ++separators > kMostSeparators) {
            break;
        }
    }
    return out.text.size() == size ? std::optional(std::move(out)) : std::nullopt;
}

bool passes(std::string text) {
    std::rotate(text.begin(), text.begin() + 4, text.end());
    return mod97(text) == 1;
}

bool isValid(const std::string& compact) {
    std::string text = compact;
    std::ranges::transform(text, text.begin(), upper);
    if (isDigit(text[2]) && isDigit(text[3]) && passes(text))
        return true;
    for (std::size_t at = 2; at < text.size(); ++at) {
        if (text[at] == 'O')
            text[at] = '0';
        if (text[at] == 'I' || compact[at] == 'l')
            text[at] = '1';
    }
    return isDigit(text[2]) && isDigit(text[3]) && passes(text);
}

bool endsAt(std::string_view view, std::size_t end) {
    return end == view.size() || !isAsciiAlnum(view[end]);
}

/// Where the second letter of a country stands whose first is at `begin`: next to it, or a blank
/// behind it, where somebody spaces the whole out. Nothing when there is none.
std::optional<std::size_t> secondLetter(std::string_view view, std::size_t begin) {
    if (isAsciiLetter(view[begin + 1]))
        return begin + 1;
    const bool spaced = begin + 3 < view.size() && view[begin + 1] == ' ' &&
                        isAsciiLetter(view[begin + 2]) && view[begin + 3] == ' ';
    return spaced ? std::optional(begin + 2) : std::nullopt;
}

std::optional<Candidate> ibanAt(const ScanText& text, std::size_t begin, std::size_t second) {
    const std::array country{upper(text.view[begin]), upper(text.view[second])};
    const std::size_t size = ibanLength({country.data(), country.size()});
    const auto compact = size == 0 ? std::nullopt : compactFrom(text.view, begin, size);
    if (!compact || !endsAt(text.view, compact->end))
        return std::nullopt;
    const bool valid = isValid(compact->text);
    const Span span{begin, compact->end};
    constexpr std::size_t kRightBefore = 24;
    const bool called = text.cues.before(begin, kRightBefore).has(Cue::Bank);
    if (!valid && !(called && isDigit(compact->text[2]) && isDigit(compact->text[3])))
        return std::nullopt;
    Finding finding{
        span,
        "iban",
        std::string(country.data(), country.size()),
        valid ? 0.98 : 0.6,
        valid ? "mod97" : "context"};
    return Candidate{std::move(finding), valid ? Strength::Checksum : Strength::Context};
}

}  // namespace

std::size_t ibanLength(std::string_view country) {
    const bool isCountry = country.size() == 2 && isCapital(country[0]) && isCapital(country[1]);
    return isCountry ? kLengthOf[placeOf(country)] : 0;
}

Candidates findIbans(const ScanText& text) {
    Candidates found;
    const std::string_view view = text.view;
    const auto digitFollows = [&](std::size_t at) {
        const auto next = view.find_first_not_of(' ', at);
        return next != std::string_view::npos && next <= at + 1 &&
               (isDigit(view[next]) || view[next] == 'O' || view[next] == 'l' || view[next] == 'I');
    };
    for (const auto& group : text.digits) {
        // The country stands right before the first group of digits, or one disguised digit before.
        for (std::size_t back = 2; back <= 4 && back <= group.begin; ++back) {
            const std::size_t begin = group.begin - back;
            if (!isAsciiLetter(view[begin]) || (begin > 0 && isAsciiAlnum(view[begin - 1])))
                continue;
            const auto second = secondLetter(view, begin);
            if (!second || !digitFollows(*second + 1))
                continue;
            if (!found.empty() && begin < found.back().finding.span.end)
                continue;
            if (auto iban = ibanAt(text, begin, *second))
                found.push_back(std::move(*iban));
        }
    }
    return found;
}

}  // namespace bowline::detect
