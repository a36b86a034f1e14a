// The numbers and e-mail addresses among the known values.
#include "connector/base/text.h"
#include "connector/detect/known_values.h"
#include "connector/detect/normal_view.h"
#include "connector/detect/phone_plan.h"

#include <algorithm>

namespace bowline::detect {

namespace {

constexpr std::size_t kFewestDigits = 7;

/// The digits of a text in one string, broken by '\n' where more than three characters or a letter
/// stand between two, and for each of them the byte it came from.
struct DigitLine {
    std::string digits;
    std::vector<std::size_t> places;
};

bool staysTogether(std::string_view between) {
    // Bytes, not characters: a separator of another script has up to three.
    constexpr std::size_t kMostBytes = 9;
    return between.size() <= kMostBytes &&
           std::none_of(between.begin(), between.end(), isAsciiLetter);
}

DigitLine digitLine(std::string_view view, const std::vector<DigitGroup>& groups) {
    DigitLine line;
    for (std::size_t at = 0; at < groups.size(); ++at) {
        const std::size_t from = at == 0 ? 0 : groups[at - 1].end;
        if (at > 0 &&
            !staysTogether(std::string_view(view).substr(from, groups[at].begin - from))) {
            line.digits += '\n';
            line.places.push_back(from);
        }
        for (std::size_t byte = groups[at].begin; byte < groups[at].end; ++byte) {
            line.digits += view[byte];
            line.places.push_back(byte);
        }
    }
    return line;
}

std::string digitsOf(std::string_view text) {
    std::string digits;
    const std::string plain = NormalView(text).text();
    std::copy_if(plain.begin(), plain.end(), std::back_inserter(digits), isDigit);
    return digits;
}

/// What every way of writing the number has in common: its last nine digits, or the national ones
/// when fewer.
std::string commonTail(std::string_view number, const std::string& digits) {
    constexpr std::size_t kTail = 9;
    constexpr std::size_t kLongestCallingCode = 3;
    // With twelve digits nine are national whatever the country; only below is the plan worth its
    // 13 us.
    const bool mayBeShort = number.starts_with('+') && digits.size() < kTail + kLongestCallingCode;
    std::string tail = mayBeShort ? nationalDigits("+" + digits) : digits;
    if (tail.size() < kFewestDigits)
        tail = digits;
    return tail.size() > kTail ? tail.substr(tail.size() - kTail) : tail;
}

/// How many digits of `line` before `at` belong to the number: the rest of `digits`, zeros before
/// it.
std::size_t leadingDigits(const std::string& line, std::size_t at, std::string_view rest) {
    std::size_t taken = 0;
    while (taken < rest.size() && taken < at &&
           line[at - taken - 1] == rest[rest.size() - taken - 1])
        ++taken;
    constexpr std::size_t kZeros = 2;
    for (std::size_t zeros = 0; zeros < kZeros && taken < at && line[at - taken - 1] == '0';
         ++zeros)
        ++taken;
    return taken;
}

Span withPlus(std::string_view view, Span span) {
    if (span.begin > 0 && view[span.begin - 1] == '+')
        --span.begin;
    return span;
}

bool isNumber(const KnownValue& value) {
    const auto text = value.value.expose();
    if (value.cls == "phone")
        return true;
    return value.cls == "contact_name" && std::none_of(text.begin(), text.end(), isAsciiLetter);
}

void findNumber(
    std::string_view view, const DigitLine& line, const KnownValue& value, Candidates& found
) {
    const std::string digits = digitsOf(value.value.expose());
    if (digits.size() < kFewestDigits)
        return;
    const std::string tail = commonTail(value.value.expose(), digits);
    const std::string_view rest = std::string_view(digits).substr(0, digits.size() - tail.size());
    for (auto at = line.digits.find(tail); at != std::string::npos;
         at = line.digits.find(tail, at + tail.size())) {
        const std::size_t first = at - leadingDigits(line.digits, at, rest);
        const Span span{line.places[first], line.places[at + tail.size() - 1] + 1};
        found.push_back(
            {{withPlus(view, span), value.cls, "", 1.0, "known_value"}, Strength::KnownValue}
        );
    }
}

}  // namespace

Candidates findKnownNumbers(
    std::string_view view,
    const std::vector<DigitGroup>& groups,
    const std::vector<KnownValue>& known
) {
    Candidates found;
    if (groups.empty() || std::none_of(known.begin(), known.end(), isNumber))
        return found;
    const DigitLine line = digitLine(view, groups);
    for (const auto& value : known) {
        if (isNumber(value))
            findNumber(view, line, value, found);
    }
    return found;
}

Candidates findKnownEmails(std::string_view view, const std::vector<KnownValue>& known) {
    Candidates found;
    if (view.find('@') == std::string::npos)
        return found;
    const std::string text = toLowerAscii(view);
    for (const auto& value : known) {
        if (value.cls != "email")
            continue;
        const std::string email = toLowerAscii(NormalView(value.value.expose()).text());
        if (email.empty())
            continue;
        for (auto at = text.find(email); at != std::string::npos;
             at = text.find(email, at + email.size())) {
            found.push_back(
                {{{at, at + email.size()}, "email", "", 1.0, "known_value"}, Strength::KnownValue}
            );
        }
    }
    return found;
}

}  // namespace bowline::detect
