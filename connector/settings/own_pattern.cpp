#include "connector/settings/own_pattern.h"

#include <algorithm>
#include <array>
#include <re2/re2.h>
#include <utility>

namespace bowline::settings {

namespace {

constexpr std::size_t kMaxPatternBytes = 512;
constexpr int kMaxProgram = 5000;  // RE2 instructions; a number with separators takes about 100
constexpr std::int64_t kMaxMemory = 1 << 20;  // of RE2 for one pattern
// Published specimens: test cards, numbers reserved for fiction, a domain reserved for examples.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kSpecimens = {{
    {"payment_card", "4111111111111111"},
    {"payment_card", "4111 1111 1111 1111"},
    {"payment_card", "4111-1111-1111-1111"},
    {"payment_card", "378282246310005"},
    {"phone", "+15550100123"},
    {"phone", "+49 155 50100123"},
    {"phone", "15550100123"},
    {"email", "ana.example@example.org"},
}};

RE2::Options patternOptions() {
    RE2::Options options;
    options.set_log_errors(false);  // RE2 would print the pattern
    options.set_max_mem(kMaxMemory);
    return options;
}

/// A back reference, \1: what people know from other regular expressions.
bool looksBack(const std::string& pattern) {
    static const RE2 kBackReference(R"(\\[1-9])");
    return RE2::PartialMatch(pattern, kBackReference);
}

std::string_view whyRefused(RE2::ErrorCode code) {
    switch (code) {
        case RE2::ErrorMissingBracket:
            return "a bracket `[` is not closed";
        case RE2::ErrorMissingParen:
        case RE2::ErrorUnexpectedParen:
            return "the parentheses do not match";
        case RE2::ErrorTrailingBackslash:
            return "it ends with a backslash";
        case RE2::ErrorRepeatArgument:
        case RE2::ErrorRepeatOp:
            return "there is nothing to repeat before `*`, `+` or `?`";
        case RE2::ErrorRepeatSize:
            return "a repeat count is too large";
        case RE2::ErrorBadCharClass:
        case RE2::ErrorBadCharRange:
            return "a range in `[...]` is not valid";
        case RE2::ErrorBadPerlOp:
            return "look-ahead, look-behind and other Perl extras are not known";
        case RE2::ErrorBadEscape:
            return "a backslash stands before a character that needs none";
        case RE2::ErrorPatternTooLarge:
            return "it is too large";
        default:
            return "it is not a valid RE2 pattern";
    }
}

}  // namespace

std::optional<std::string_view> patternFault(const std::string& pattern) {
    if (pattern.size() > kMaxPatternBytes)
        return "it is longer than 512 bytes";
    const RE2 compiled(pattern, patternOptions());
    if (!compiled.ok() && looksBack(pattern))
        return "it refers back to what it found before (\\1), which RE2 does not know";
    if (!compiled.ok())
        return whyRefused(compiled.error_code());
    if (compiled.ProgramSize() > kMaxProgram)
        return "it is too large";
    if (RE2::FullMatch("", compiled))
        return "it also matches nothing at all";
    return std::nullopt;
}

std::string coveredClass(const OwnClass& own, const std::vector<std::string>& guarded) {
    RE2::Options options = patternOptions();
    options.set_longest_match(true);
    const RE2 pattern(own.pattern, options);
    if (own.pattern.empty() || !pattern.ok())
        return {};
    for (const auto& [cls, specimen] : kSpecimens) {
        re2::StringPiece match;
        const re2::StringPiece text(specimen.data(), specimen.size());
        const bool isGuarded = std::find(guarded.begin(), guarded.end(), cls) != guarded.end();
        const bool isFound = pattern.Match(text, 0, text.size(), RE2::UNANCHORED, &match, 1);
        if (isGuarded && isFound && match.size() == text.size())
            return std::string(cls);
    }
    return {};
}

}  // namespace bowline::settings
