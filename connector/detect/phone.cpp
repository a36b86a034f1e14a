// Reads groups of digits as numbers, the longest reading first, until the plan says yes.
#include "connector/detect/phone.h"

#include "connector/base/text.h"
#include "connector/detect/phone_plan.h"
#include "connector/detect/phone_shape.h"

#include <algorithm>
#include <optional>

namespace bowline::detect {

namespace {

constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kMostDigits = 15;

/// One window of groups, from the first to each possible last one.
struct Reading {
    Span span;
    std::size_t last = 0;
    std::string digits;
};

/// One pass over one text; what it is given outlives it.
class PhoneSearch {
public:
    PhoneSearch(
        const std::string& view, const std::vector<DigitGroup>& groups, std::string_view region
    )
        : view_(view), groups_(groups), region_(region), questionsLeft_(32 + view.size() / 64) {}

    Candidates all() {
        for (std::size_t start = 0; start < groups_.size(); ++start) {
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
    [[nodiscard]] std::vector<Reading> readingsFrom(std::size_t start, std::string_view separators)
        const {
        std::vector<Reading> readings;
        std::string digits;
        for (std::size_t at = start; at < groups_.size(); ++at) {
            if (at > start &&
                (hasPlus(at) || !isGap(view_, groups_[at - 1], groups_[at], separators)))
                break;
            if (at > start && isHomeZero(at))
                continue;
            digits += part(groups_[at].begin, groups_[at].size());
            if (digits.size() > kMostDigits + 2)
                break;
            readings.push_back({{beginWithMarks(start), groups_[at].end}, at, digits});
        }
        return readings;
    }

    std::optional<std::size_t> internationalAt(std::size_t start) {
        auto readings = readingsFrom(start, " -./_()\t\r\n");
        std::optional<Reading> possible;
        for (auto reading = readings.rbegin(); reading != readings.rend(); ++reading) {
            const PlanAnswer answer = askInternational(reading->digits, !hasPlus(start));
            if (answer == PlanAnswer::Valid)
                return keep(*reading, 0.97, "plan");
            if (answer == PlanAnswer::Possible && hasPlus(start) && !possible)
                possible = *reading;
        }
        if (possible)
            return keep(*possible, 0.8, "international");
        return hasPlus(start) ? std::nullopt : nationalAt(start);
    }

    PlanAnswer askInternational(std::string_view digits, bool zeros) {
        if (zeros)
            digits.remove_prefix(2);
        if (digits.size() < kFewestDigits || digits.size() > kMostDigits)
            return PlanAnswer::No;
        return ask("+" + std::string(digits), {});
    }

    std::optional<std::size_t> nationalAt(std::size_t start) {
        if (region_.empty())
            return std::nullopt;
        auto readings = readingsFrom(start, " -./_()");
        for (auto reading = readings.rbegin(); reading != readings.rend(); ++reading) {
            if (reading->digits.size() < kFewestDigits || reading->digits.size() > kMostDigits)
                continue;
            const std::vector<DigitGroup> window(
                groups_.begin() + static_cast<std::ptrdiff_t>(start),
                groups_.begin() + static_cast<std::ptrdiff_t>(reading->last) + 1
            );
            if (!looksNational(view_, window, region_))
                continue;
            if (ask(reading->digits, region_) == PlanAnswer::Valid)
                return keep(*reading, 0.85, "plan");
        }
        return std::nullopt;
    }

    PlanAnswer ask(const std::string& number, std::string_view region) {
        unchecked_ = questionsLeft_ == 0;
        if (unchecked_)
            return PlanAnswer::Valid;
        --questionsLeft_;
        return askPlan(number, region);
    }

    std::size_t keep(const Reading& reading, double score, std::string_view reason) {
        Finding finding{
            reading.span,
            "phone",
            "",
            unchecked_ ? 0.5 : score,
            unchecked_ ? "unchecked" : std::string(reason)};
        found_.push_back({std::move(finding), Strength::Pattern});
        return reading.last;
    }

    [[nodiscard]] std::string_view part(std::size_t begin, std::size_t size) const {
        return std::string_view(view_).substr(begin, size);
    }

    const std::string& view_;
    const std::vector<DigitGroup>& groups_;
    const std::string region_;
    std::size_t questionsLeft_;
    bool unchecked_ = false;
    Candidates found_;
};

}  // namespace

Candidates findPhones(
    const std::string& view, const std::vector<DigitGroup>& groups, std::string_view region
) {
    return PhoneSearch(view, groups, region).all();
}

}  // namespace bowline::detect
