// Reads groups of digits as numbers, the longest reading first, until the plan says yes.
#include "connector/detect/phone.h"

#include "connector/base/text.h"
#include "connector/detect/phone_plan.h"
#include "connector/detect/phone_shape.h"

#include <algorithm>
#include <optional>
#include <span>

namespace bowline::detect {

namespace {

constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kMostDigits = 15;
constexpr ByteSet kSeparators(" -./_()\t\r\n");
constexpr ByteSet kHomeSeparators(" -./_()\r\n");

/// One window of groups, from the first to each possible last one.
struct Reading {
    std::size_t last = 0;
    std::size_t digits = 0;  ///< how many
};

/// One pass over one text; what it is given outlives it.
class PhoneSearch {
public:
    explicit PhoneSearch(const ScanText& text)
        : text_(text),
          view_(text.view),
          groups_(text.digits),
          questionsLeft_(32 + text.view.size() / 64) {}

    Candidates all() {
        for (std::size_t start = 0; start < groups_.size(); ++start) {
            if (!hasEnoughDigits(start))
                continue;
            const auto found = isInternational(start) ? internationalAt(start) : nationalAt(start);
            if (found)
                start = *found;
        }
        return std::move(found_);
    }

private:
    [[nodiscard]] bool hasPlus(std::size_t at) const {
        const std::size_t begin = groups_[at].begin;
        return begin > 0 && (view_[begin - 1] == '+' || (begin > 1 && part(begin - 2, 2) == "+ "));
    }

    /// Most groups are prices, times and counts: nothing is built for them.
    [[nodiscard]] bool hasEnoughDigits(std::size_t start) const {
        std::size_t digits = groups_[start].size();
        for (std::size_t at = start + 1; digits < kFewestDigits && at < groups_.size() &&
                                         isGap(view_, groups_[at - 1], groups_[at], kSeparators);
             ++at)
            digits += groups_[at].size();
        return digits >= kFewestDigits;
    }

    [[nodiscard]] bool isInternational(std::size_t at) const {
        return hasPlus(at) || part(groups_[at].begin, groups_[at].size()).starts_with("00");
    }

    /// Where the marks before group `at` begin that belong to the number: '+', "+ " or '('.
    [[nodiscard]] std::size_t beginWithMarks(std::size_t at) const {
        std::size_t begin = groups_[at].begin;
        if (hasPlus(at))
            begin -= view_[begin - 1] == '+' ? 1 : 2;
        return begin > 0 && view_[begin - 1] == '(' ? begin - 1 : begin;
    }

    /// "(0)" in an international number is dialled only at home.
    [[nodiscard]] bool isHomeZero(std::size_t at) const {
        const DigitGroup& group = groups_[at];
        return group.size() == 1 && group.begin > 0 && part(group.begin - 1, 3) == "(0)";
    }

    /// All windows from `start`, shortest first, up to 15 digits.
    [[nodiscard]] std::vector<Reading> readingsFrom(std::size_t start, const ByteSet& separators)
        const {
        std::vector<Reading> readings;
        std::size_t digits = 0;
        for (std::size_t at = start; at < groups_.size(); ++at) {
            if (at > start &&
                (hasPlus(at) || !isGap(view_, groups_[at - 1], groups_[at], separators)))
                break;
            if (at > start && isHomeZero(at))
                continue;
            digits += groups_[at].size();
            if (digits > kMostDigits + 2)
                break;
            readings.push_back({at, digits});
        }
        return readings;
    }

    [[nodiscard]] std::string digitsOf(std::size_t start, const Reading& reading) const {
        std::string digits;
        for (std::size_t at = start; at <= reading.last; ++at) {
            if (at == start || !isHomeZero(at))
                digits += part(groups_[at].begin, groups_[at].size());
        }
        return digits;
    }

    std::optional<std::size_t> internationalAt(std::size_t start) {
        auto readings = readingsFrom(start, kSeparators);
        std::optional<Reading> possible;
        for (auto reading = readings.rbegin(); reading != readings.rend(); ++reading) {
            const PlanAnswer answer = askInternational(start, *reading);
            if (answer == PlanAnswer::Valid)
                return keep(start, *reading, 0.97, "plan");
            if (answer == PlanAnswer::Possible && hasPlus(start) && !possible)
                possible = *reading;
        }
        if (possible)
            return keep(start, *possible, 0.8, "international");
        return hasPlus(start) ? std::nullopt : nationalAt(start);
    }

    PlanAnswer askInternational(std::size_t start, const Reading& reading) {
        // "+0049" is as common a slip as it is wrong.
        const std::size_t zeros = part(groups_[start].begin, 2) == "00" ? 2 : 0;
        if (reading.digits < kFewestDigits + zeros || reading.digits > kMostDigits + zeros)
            return PlanAnswer::No;
        return ask("+" + digitsOf(start, reading).substr(zeros), {});
    }

    std::optional<std::size_t> nationalAt(std::size_t start) {
        auto readings = readingsFrom(start, kHomeSeparators);
        std::optional<Reading> spokenOf;
        for (auto reading = readings.rbegin(); reading != readings.rend(); ++reading) {
            if (reading->digits < kFewestDigits || reading->digits > kMostDigits)
                continue;
            const NationalSigns signs = nationalSigns(text_, windowOf(start, reading->last));
            if (!signs.written && !signs.spokenOf)
                continue;
            if (text_.region.empty() && signs.written)
                return keep(start, *reading, 0.7, "shape");
            if (!text_.region.empty() &&
                ask(digitsOf(start, *reading), std::string(text_.region)) == PlanAnswer::Valid)
                return keep(start, *reading, 0.85, "plan");
            if (signs.spokenOf && !spokenOf)
                spokenOf = *reading;
        }
        return spokenOf ? std::optional(keep(start, *spokenOf, 0.6, "context")) : std::nullopt;
    }

    [[nodiscard]] std::span<const DigitGroup> windowOf(std::size_t first, std::size_t last) const {
        return std::span(groups_).subspan(first, last - first + 1);
    }

    PlanAnswer ask(const std::string& number, const std::string& region) {
        unchecked_ = questionsLeft_ == 0;
        if (unchecked_)
            return PlanAnswer::Valid;
        --questionsLeft_;
        return askPlan(number, region);
    }

    std::size_t keep(
        std::size_t start, const Reading& reading, double score, std::string_view reason
    ) {
        Finding finding{
            {beginWithMarks(start), extensionEnd(groups_[reading.last].end)},
            "phone",
            "",
            unchecked_ ? 0.5 : score,
            unchecked_ ? "unchecked" : std::string(reason)};
        found_.push_back({std::move(finding), Strength::Pattern});
        return reading.last;
    }

    /// End of " x 123", "ext. 45" behind a number, or `end`.
    [[nodiscard]] std::size_t extensionEnd(std::size_t end) const {
        constexpr std::string_view kMarks[] = {
            "extension ", "ext. ", "ext.", "ext ", "x. ", "x.", "x ", "x"};
        constexpr std::size_t kLongest = 6;
        std::size_t at = end;
        while (at < view_.size() && at < end + 2 && (view_[at] == ' ' || view_[at] == ','))
            ++at;
        const auto* const mark = std::ranges::find_if(kMarks, [&](std::string_view one) {
            return part(at, one.size()) == one;
        });
        if (mark == std::end(kMarks))
            return end;
        at += mark->size();
        std::size_t last = at;
        while (last < view_.size() && last < at + kLongest && isDigit(view_[last]))
            ++last;
        return last > at ? last : end;
    }

    [[nodiscard]] std::string_view part(std::size_t begin, std::size_t size) const {
        return view_.substr(begin, size);
    }

    const ScanText& text_;
    std::string_view view_;
    const std::vector<DigitGroup>& groups_;
    std::size_t questionsLeft_;
    bool unchecked_ = false;
    Candidates found_;
};

}  // namespace

Candidates findPhones(const ScanText& text) {
    return PhoneSearch(text).all();
}

}  // namespace bowline::detect
