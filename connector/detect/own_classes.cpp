// Compiles and runs an author's patterns and word lists; RE2's own messages never leave this file.
#include "connector/detect/own_classes.h"

#include "connector/base/error.h"
#include "connector/detect/detector.h"

#include <algorithm>
#include <re2/re2.h>

namespace bowline::detect {

namespace {

constexpr std::size_t kContextReach = 40;
constexpr std::size_t kMostMatches = 1000;

RE2::Options patternOptions() {
    RE2::Options options;
    options.set_log_errors(false
    );  // RE2 would print the pattern, and with it what an author looks for
    options.set_longest_match(false);
    options.set_max_mem(
        1 << 20
    );  // a pattern that needs more than 1 MiB is refused, not run slowly
    return options;
}

/// RE2 quotes the pattern in its own messages; these say the same without it.
std::string whyUnusable(RE2::ErrorCode code) {
    switch (code) {
        case RE2::ErrorBadEscape:
        case RE2::ErrorTrailingBackslash:
            return "pattern: escape that RE2 does not know";
        case RE2::ErrorBadCharClass:
        case RE2::ErrorBadCharRange:
            return "pattern: character range that holds nothing";
        case RE2::ErrorMissingBracket:
            return "pattern: unclosed bracket";
        case RE2::ErrorMissingParen:
            return "pattern: unclosed parenthesis";
        case RE2::ErrorRepeatArgument:
        case RE2::ErrorRepeatOp:
            return "pattern: repetition of nothing";
        case RE2::ErrorRepeatSize:
            return "pattern: repetition count too large";
        case RE2::ErrorBadPerlOp:
            return "pattern: look-around and back references are not possible";
        case RE2::ErrorBadUTF8:
            return "pattern: not UTF-8";
        case RE2::ErrorPatternTooLarge:
            return "pattern: too large, needs more than 1 MiB";
        default:
            return "pattern: cannot be read";
    }
}

std::string whyPatternUnusable(const std::string& pattern) {
    const RE2 compiled(pattern, patternOptions());
    if (!compiled.ok())
        return whyUnusable(compiled.error_code());
    return RE2::FullMatch("", compiled) ? "pattern: matches the empty text" : "";
}

bool followsAt(const Words& words, std::size_t first, const std::vector<std::u32string>& phrase) {
    if (first + phrase.size() > words.all().size())
        return false;
    for (std::size_t at = 0; at < phrase.size(); ++at) {
        if (words.at(first + at) != phrase[at])
            return false;
    }
    return true;
}

struct Matches {
    std::vector<Span> spans;
    std::size_t unread =
        0;  ///< where reading ended: the end of the text, or where there were too many
};

/// The pattern on `text`: places that are not empty, left to right. A pattern may look at the whole
/// rest for each match, so their number is bounded and time stays linear.
Matches matches(const RE2& pattern, const std::string& text) {
    Matches found{{}, text.size()};
    re2::StringPiece match;
    for (std::size_t from = 0; from < text.size();) {
        if (!pattern.Match(text, from, text.size(), RE2::UNANCHORED, &match, 1))
            return found;
        if (found.spans.size() == kMostMatches) {
            found.unread = from;
            return found;
        }
        const auto begin = static_cast<std::size_t>(match.data() - text.data());
        if (!match.empty())
            found.spans.push_back({begin, begin + match.size()});
        from = std::max(begin + match.size(), from + 1);
    }
    return found;
}

}  // namespace

std::string validateOwnClass(const OwnClass& own) {
    const auto& taken = builtInClasses();
    if (own.id.empty())
        return "id: is empty";
    if (std::find(taken.begin(), taken.end(), own.id) != taken.end())
        return "id: is the name of a built-in class";
    if (own.pattern.empty() == own.words.empty())
        return "either a pattern or words, and only one of them";
    if (!own.pattern.empty())
        return whyPatternUnusable(own.pattern);
    const bool hollow =
        std::any_of(own.words.begin(), own.words.end(), [](const std::string& word) {
            return comparableWords(word).empty();
        });
    return hollow ? "words: one of them holds no letter or digit" : "";
}

OwnClassSearch::OwnClassSearch(const OwnClass& own) : id_(own.id) {
    if (const std::string why = validateOwnClass(own); !why.empty()) {
        throw Error(
            "detect: cannot use class " + own.id + ": " + why,
            "correct the class in its mapping file"
        );
    }
    if (!own.pattern.empty())
        pattern_ = std::make_unique<const RE2>(own.pattern, patternOptions());
    for (const auto& word : own.words) {
        Phrase phrase = comparableWords(word);
        const std::u32string first = phrase.front();
        phrases_[first].push_back(std::move(phrase));
    }
    for (const auto& word : own.context) {
        if (Phrase phrase = comparableWords(word); !phrase.empty())
            context_.push_back(std::move(phrase));
    }
}

OwnClassSearch::~OwnClassSearch() = default;
OwnClassSearch::OwnClassSearch(OwnClassSearch&&) noexcept = default;
OwnClassSearch& OwnClassSearch::operator=(OwnClassSearch&&) noexcept = default;

Candidates OwnClassSearch::in(const NormalView& view, const Words& words) const {
    Candidates found = pattern_ ? patternMatches(view.text()) : wordMatches(words);
    if (context_.empty())
        return found;
    std::erase_if(found, [&](const Candidate& one) {
        return one.finding.cls == id_ && !hasContext(words, one.finding.span);
    });
    for (auto& one : found)
        one.finding.reason += "+context";
    return found;
}

Candidates OwnClassSearch::patternMatches(const std::string& view) const {
    Candidates found;
    const Matches all = matches(*pattern_, view);
    for (const Span span : all.spans) {
        found.push_back({{span, id_, "", 0.8, "pattern"}, Strength::Pattern});
    }
    // A class that no mapping names gets the mapping's `otherwise`, which never keeps.
    if (all.unread < view.size()) {
        const Span rest{all.unread, view.size()};
        found.push_back({{rest, "unread", "", 0.0, "too_many_matches"}, Strength::Pattern});
    }
    return found;
}

Candidates OwnClassSearch::wordMatches(const Words& words) const {
    Candidates found;
    for (std::size_t at = 0; at < words.all().size(); ++at) {
        const auto entry = phrases_.find(std::u32string(words.at(at)));
        if (entry == phrases_.end())
            continue;
        for (const Phrase& phrase : entry->second) {
            if (!followsAt(words, at, phrase))
                continue;
            const std::size_t end = words.all()[at + phrase.size() - 1].end;
            found.push_back(
                {{words.inView(words.all()[at].begin, end), id_, "", 0.8, "words"},
                 Strength::Pattern}
            );
        }
    }
    return found;
}

bool OwnClassSearch::hasContext(const Words& words, Span span) const {
    const std::size_t begin = words.placeOf(span.begin);
    const std::size_t end = words.placeOf(span.end);
    const std::size_t from = begin > kContextReach ? begin - kContextReach : 0;
    const auto& all = words.all();
    auto word =
        std::lower_bound(all.begin(), all.end(), from, [](const Word& w, std::size_t place) {
            return w.begin < place;
        });
    for (; word != all.end() && word->begin < end + kContextReach; ++word) {
        if (word->begin >= begin && word->begin < end)
            continue;
        const auto at = static_cast<std::size_t>(word - all.begin());
        if (std::any_of(context_.begin(), context_.end(), [&](const Phrase& phrase) {
                return followsAt(words, at, phrase);
            })) {
            return true;
        }
    }
    return false;
}

}  // namespace bowline::detect
