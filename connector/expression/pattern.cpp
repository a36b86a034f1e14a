// The options under which an author may write patterns, and our words for what is wrong with one.
#include "connector/expression/pattern.h"

#include <re2/re2.h>

namespace bowline::expression {

namespace {

constexpr int kMostMemory = 1 << 20;

RE2::Options patternOptions() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kMostMemory);
    options.set_never_capture(true);
    return options;
}

std::string whyUnusable(RE2::ErrorCode code) {
    switch (code) {
        case RE2::ErrorBadEscape:
        case RE2::ErrorTrailingBackslash:
            return "holds an escape that RE2 does not know";
        case RE2::ErrorBadCharClass:
        case RE2::ErrorBadCharRange:
            return "holds a character range that holds nothing";
        case RE2::ErrorMissingBracket:
            return "holds an unclosed bracket";
        case RE2::ErrorMissingParen:
            return "holds an unclosed parenthesis";
        case RE2::ErrorRepeatArgument:
        case RE2::ErrorRepeatOp:
            return "repeats nothing";
        case RE2::ErrorRepeatSize:
            return "holds a repetition count that is too large";
        case RE2::ErrorBadPerlOp:
            return "looks around or back, which RE2 cannot";
        case RE2::ErrorPatternTooLarge:
            return "is too large, it needs more than 1 MiB";
        default:
            return "cannot be read as RE2";
    }
}

}  // namespace

std::variant<PatternPtr, std::string> Pattern::compile(std::string_view source) {
    auto compiled = std::make_unique<const RE2>(std::string(source), patternOptions());
    if (!compiled->ok())
        return whyUnusable(compiled->error_code());
    return std::make_shared<const Pattern>(std::move(compiled));
}

Pattern::Pattern(std::unique_ptr<const re2::RE2> compiled) : compiled_(std::move(compiled)) {}
Pattern::~Pattern() = default;

bool Pattern::matchesIn(std::string_view text) const {
    return RE2::PartialMatch({text.data(), text.size()}, *compiled_);
}

}  // namespace bowline::expression
