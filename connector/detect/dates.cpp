// Looks at groups of digits near the words, never at the whole text.
#include "connector/detect/dates.h"

#include "connector/detect/identifiers/arithmetic.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

namespace bowline::detect {

namespace {

class DateSearch {
public:
    DateSearch(const ScanText& text, const Candidates& cards)
        : view_(text.view), groups_(text.digits), cues_(text.cues), cards_(cards) {}

    Candidates all() {
        const bool birth = cues_.anywhere().has(Cue::Birth);
        const bool expiry = cues_.anywhere().has(Cue::Expiry) || !cards_.empty();
        for (std::size_t at = 0; (birth || expiry) && at < groups_.size(); ++at) {
            if (birth)
                takeBirth(at);
            if (expiry)
                takeExpiry(at);
        }
        return std::move(found_);
    }

private:
    [[nodiscard]] long long value(std::size_t at) const {
        return numberAt(view_, groups_[at].begin, std::min<std::size_t>(groups_[at].size(), 9));
    }

    [[nodiscard]] bool follows(std::size_t at, std::string_view marks) const {
        return at < groups_.size() && groups_[at].begin <= groups_[at - 1].end + 2 &&
               view_.substr(groups_[at - 1].end, groups_[at].begin - groups_[at - 1].end)
                       .find_first_not_of(marks) == std::string_view::npos;
    }

    static bool isYear(long long year, std::size_t digits) {
        return digits == 2 || (digits == 4 && year >= 1900 && year < 2100);
    }

    /// A date of three groups from `at`, in any of the usual orders.
    [[nodiscard]] std::optional<Span> numeric(std::size_t at) const {
        constexpr std::string_view kMarks = ".-/ ";
        if (at + 2 >= groups_.size() || !follows(at + 1, kMarks) || !follows(at + 2, kMarks))
            return std::nullopt;
        const Span span{groups_[at].begin, groups_[at + 2].end};
        const bool yearLast = groups_[at].size() <= 2 && groups_[at + 1].size() <= 2 &&
                              isYear(value(at + 2), groups_[at + 2].size()) &&
                              (isDay(value(at + 1), value(at)) || isDay(value(at), value(at + 1)));
        const bool yearFirst =
            groups_[at].size() == 4 && isYear(value(at), 4) && isDay(value(at + 1), value(at + 2));
        return yearLast || yearFirst ? std::optional(span) : std::nullopt;
    }

    /// "4 July 1955", "July 4, 1955": day and year within a month's name of each other.
    [[nodiscard]] std::optional<Span> named(std::size_t at) const {
        constexpr std::size_t kNear = 8;
        constexpr std::size_t kYear = 4;
        const auto hits = cues_.hitsAround({groups_[at].begin, groups_[at].end});
        const auto month = std::ranges::find_if(hits, [&](const CueHit& hit) {
            return hit.cues.has(Cue::Month) && hit.span.end + kNear >= groups_[at].begin &&
                   hit.span.begin <= groups_[at].end + kNear;
        });
        if (month == hits.end() || groups_[at].size() > 2 || value(at) < 1 || value(at) > 31)
            return std::nullopt;
        Span span{
            std::min(month->span.begin, groups_[at].begin),
            std::max(month->span.end, groups_[at].end)};
        if (at + 1 < groups_.size() && groups_[at + 1].size() == kYear &&
            isYear(value(at + 1), kYear) && groups_[at + 1].begin <= span.end + kNear)
            span.end = groups_[at + 1].end;
        return span;
    }

    void takeBirth(std::size_t at) {
        auto span = numeric(at);
        if (!span && cues_.anywhere().has(Cue::Month))
            span = named(at);
        if (span && cues_.around(*span).has(Cue::Birth))
            found_.push_back({{*span, "date_of_birth", "", 0.85, "context"}, Strength::Context});
    }

    void takeExpiry(std::size_t at) {
        if (!follows(at + 1, "/-. ") || groups_[at].size() > 2 || value(at) < 1 || value(at) > 12)
            return;
        const std::size_t year = groups_[at + 1].size();
        const Span span{groups_[at].begin, groups_[at + 1].end};
        const bool apart = view_.substr(groups_[at].end, 1) == "/" || year == 4;
        if (!apart || !isYear(value(at + 1), year) || follows(at + 2, "/-."))
            return;
        constexpr std::size_t kRightBefore = 16;
        if (cues_.before(span.begin, kRightBefore).has(Cue::Expiry) || isBehindCard(span.begin))
            found_.push_back({{span, "card_expiry", "", 0.8, "context"}, Strength::Context});
    }

    [[nodiscard]] bool isBehindCard(std::size_t begin) const {
        constexpr std::size_t kNear = 24;
        const auto next = std::ranges::upper_bound(cards_, begin, {}, [](const Candidate& card) {
            return card.finding.span.end;
        });
        return next != cards_.begin() && begin <= std::prev(next)->finding.span.end + kNear;
    }

    std::string_view view_;
    const std::vector<DigitGroup>& groups_;
    const Cues& cues_;
    const Candidates& cards_;
    Candidates found_;
};

}  // namespace

Candidates findDates(const ScanText& text, const Candidates& cards) {
    return DateSearch(text, cards).all();
}

}  // namespace bowline::detect
