// Windows grow group by group; a kind is asked for its arithmetic only where shape and length fit.
#include "connector/detect/identifiers/search.h"

#include "connector/detect/identifiers/groups.h"
#include "connector/detect/identifiers/kind.h"
#include "connector/detect/identifiers/shape.h"
#include "connector/detect/identifiers/shape_index.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace bowline::detect {

namespace {

constexpr std::size_t kMostGroups = 24;
constexpr std::size_t kRightBefore = 16;

struct Evidence {
    int points = 0;
    bool byCheck = false;
    bool byContext = false;
};

class IdentifierSearch {
public:
    IdentifierSearch(const ScanText& text, const AllShapes& shapes)
        : text_(text), shapes_(shapes), groups_(text.view) {}

    Candidates all() {
        for (std::size_t at = 0; at < groups_.size(); ++at) {
            if (mayBegin(at))
                at = longestFrom(at).value_or(at);
        }
        return std::move(found_);
    }

private:
    [[nodiscard]] bool mayBegin(std::size_t at) const {
        const Group& group = groups_[at];
        if (group.hasDigit)
            return groups_.sizeOf(at) <= kLongestIdentifier && !groups_.isTied(at);
        if (groups_.sizeOf(at) > kMostLetters || at + 1 == groups_.size() ||
            !groups_[at + 1].hasDigit)
            return false;
        const auto gap = groups_.gapBefore(at + 1);
        if (text_.cues.at(group.span.begin).has(Cue::Id | Cue::IdName | Cue::Tax))
            return false;  // "BSN 111222333": its name, not a part of it
        const bool capital = text_.view[group.span.begin] <= 'Z';
        return gap.size() <= 2 && (capital || gap != " ") && groups_.continues(at + 1) &&
               !groups_.isTied(at);
    }

    /// The longest window from `first` that is proven, as the index of its last group.
    std::optional<std::size_t> longestFrom(std::size_t first) {
        std::optional<std::size_t> last;
        std::optional<Candidate> best;
        compact_.clear();
        bool digitsOnly = true;
        constexpr std::size_t kWidest = 3 * kLongestIdentifier;
        const std::size_t begin = groups_[first].span.begin;
        spoken_ = text_.cues.spokenIn(begin, begin + kWidest);
        for (std::size_t at = first; at < groups_.size() && at - first < kMostGroups; ++at) {
            if ((at > first && !groups_.continues(at)) ||
                compact_.size() + groups_.sizeOf(at) > kLongestIdentifier)
                break;
            digitsOnly = add(at) && digitsOnly;
            if (at + 1 < groups_.size() && groups_.isTied(at + 1))
                continue;
            partOfMore_ = digitsOnly && groups_.isPartOfMore(first, at);
            separated_ = digitsOnly && at > first;
            if (auto found =
                    provenAs({groups_[first].span.begin, groups_[at].span.end}, digitsOnly)) {
                best = std::move(found);
                last = at;
            }
        }
        if (best)
            found_.push_back(std::move(*best));
        return last;
    }

    /// Appends the group in upper case; true when it is of digits alone.
    bool add(std::size_t at) {
        bool digits = true;
        for (const char c : groups_.textOf(at)) {
            const bool letter = isAsciiLetter(c);
            compact_ += letter ? static_cast<char>(c & ~0x20) : c;
            digits = digits && !letter;
        }
        return digits;
    }

    std::optional<Candidate> provenAs(Span span, bool digitsOnly) {
        const ShapesOfLength& shapes =
            (digitsOnly ? shapes_.digits : shapes_.mixed)[compact_.size()];
        const IdentifierKind* best = nullptr;
        Evidence most;
        const auto tryAll = [&](const std::vector<Shaped>& those) {
            for (const auto& [shape, kind] : those) {
                if (!mayReach(*kind) || !(shape.empty() || hasShape(compact_, shape)))
                    continue;
                const Evidence evidence = evidenceOf(*kind, span);
                if (evidence.points > most.points) {
                    best = kind;
                    most = evidence;
                }
            }
        };
        tryAll(shapes.proven);
        if (spoken_.has(shapes.words))
            tryAll(shapes.spokenOf);
        if (most.points < kEnough || isNobodys(*best, span))
            return std::nullopt;
        return candidate(*best, span, most);
    }

    /// A date, where nothing but a word says otherwise; or one digit again and again, which passes
    /// every check.
    [[nodiscard]] bool isNobodys(const IdentifierKind& kind, Span span) const {
        constexpr std::string_view kDates =
            "##.##.####|##/##/####|##-##-####|####-##-##|####/##/##|####.##.##";
        const auto raw = text_.view.substr(span.begin, span.end - span.begin);
        return (kind.points == 0 && hasOneShape(raw, kDates, '|')) ||
               compact_.find_first_not_of(compact_[0]) == std::string::npos;
    }

    /// A kind that needs a word is not asked where nobody says one.
    [[nodiscard]] bool mayReach(const IdentifierKind& kind) const {
        if (kind.points >= kEnough || (kind.points + kind.formatPoints >= kEnough && !partOfMore_))
            return true;
        return !partOfMore_ && spoken_.has(wordsOf(kind));
    }

    Evidence evidenceOf(const IdentifierKind& kind, Span span) {
        if (kind.check != nullptr && !kind.check(compact_))
            return {};
        Evidence evidence{kind.points, kind.points > 0 && kind.check != nullptr, false};
        const auto raw = text_.view.substr(span.begin, span.end - span.begin);
        const bool usual = hasOneShape(raw, kind.format, '|');
        const int words = wordsFor(kind, span);
        evidence.points += words + (usual ? kind.formatPoints : 0);
        evidence.byContext = words > 0;
        constexpr int kNamed = 2;
        const bool foreign =
            separated_ && !usual && !kind.country.empty();  // to its country's habit
        if ((words == 0 && speaksOfOther(span)) || (words < kNamed && foreign))
            --evidence.points;
        return evidence;
    }

    /// "order 44051401458", "my BSN is ...": agents need the one, the other is no PESEL; one in
    /// fifty passes by chance.
    [[nodiscard]] bool speaksOfOther(Span span) const {
        return text_.cues.before(span.begin, kRightBefore).has(Cue::Order | Cue::Version) ||
               text_.cues.around(span).has(Cue::IdName);
    }

    /// Two for its name, one for a word about it; none where the text names another one, or where
    /// the last word before it makes it an order.
    [[nodiscard]] int wordsFor(const IdentifierKind& kind, Span span) const {
        const CueSet spoken = text_.cues.around(span);
        const auto isItsName = [&](std::string_view name) { return hasWord(kind.names, name); };
        if (isCalledOrder(kind, span))
            return 0;
        if (spoken.has(kind.named) || text_.cues.isNamedAround(span, isItsName))
            return 2;
        return spoken.has(kind.cues) && !spoken.has(Cue::IdName) ? 1 : 0;
    }

    /// "her chip 985..., order 5799849455"
    [[nodiscard]] bool isCalledOrder(const IdentifierKind& kind, Span span) const {
        constexpr CueSet kOrders = Cue::Order | Cue::Version;
        const CueSet topics = kOrders | kind.cues | kind.named | Cue::IdName | Cue::Id | Cue::Tax;
        const CueSet last = text_.cues.lastBefore(span.begin, kRightBefore, topics);
        return last.has(kOrders) && !last.has(kind.cues | kind.named);
    }

    static Candidate candidate(const IdentifierKind& kind, Span span, const Evidence& evidence) {
        constexpr double kScores[] = {0, 0, 0.75, 0.85, 0.92, 0.97};
        const auto points = static_cast<std::size_t>(std::min(evidence.points, 5));
        const std::string_view reason = evidence.byCheck
                                            ? (evidence.byContext ? "check+context" : "check")
                                            : (evidence.byContext ? "context" : "shape");
        Finding finding{
            span,
            std::string(kind.cls),
            std::string(kind.id),
            kScores[points],
            std::string(reason)};
        return {std::move(finding), evidence.byCheck ? Strength::Checksum : Strength::Context};
    }

    const ScanText& text_;
    const AllShapes& shapes_;
    Groups groups_;
    std::string compact_;
    CueSet spoken_;            ///< of all that the windows of one start may hear
    bool partOfMore_ = false;  ///< of digits that blanks part
    bool separated_ = false;   ///< of digits alone, in several groups
    Candidates found_;
};

}  // namespace

Candidates findIdentifiers(const ScanText& text, const AllShapes& shapes) {
    return text.digits.empty() ? Candidates{} : IdentifierSearch(text, shapes).all();
}

}  // namespace bowline::detect
