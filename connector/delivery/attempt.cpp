// Every ending either waits or concludes; see the header.
#include "connector/delivery/attempt.h"

#include <algorithm>

namespace bowline::delivery {

namespace {

using Meaning = std::variant<Wait, Conclusion>;

// An adapter that throws, or takes longer than a lease, may do so for ever.
Weight weightOf(const Postponed& ending) {
    if (ending.why == kDestinationStopped)
        return Weight::Pardon;
    const bool fails = ending.why == "failed" || ending.why == "lease_over";
    return fails ? Weight::Failure : Weight::Nothing;
}

struct MeaningOf {
    Meaning operator()(const Delivered&) const { return Conclusion{"delivered", ""}; }
    Meaning operator()(const RetryLater& e) const {
        return Wait{e.why, e.after, std::nullopt, false, Weight::Failure};
    }
    Meaning operator()(const Rejected& e) const { return Conclusion{"parked", e.why}; }
    Meaning operator()(const Uncertain& e) const {
        return Wait{e.why, std::nullopt, std::nullopt, true, Weight::Failure};
    }
    Meaning operator()(const Denied& e) const {
        return Wait{e.why, std::nullopt, std::nullopt, false, Weight::Pardon};
    }
    Meaning operator()(const Blocked&) const { return Conclusion{"parked", "egress_guard"}; }
    Meaning operator()(const Stopped&) const { return Conclusion{"dropped", "stopped"}; }
    Meaning operator()(const Unusable& e) const { return Conclusion{"parked", e.why}; }
    Meaning operator()(const Postponed& e) const {
        return Wait{e.why, std::nullopt, e.until, e.lookUpFirst, weightOf(e)};
    }
    Meaning operator()(const Parted& e) const {
        return Wait{kTriedAlone, std::nullopt, e.at, false, Weight::Nothing};
    }
    Meaning operator()(const GaveUp&) const { return Conclusion{"parked", "gave_up"}; }
};

constexpr std::size_t kLongestReason = 80;
constexpr std::size_t kLongestPart = 24;  // the ledger's bounds (its entries hold the reason)
constexpr std::ptrdiff_t kMostDigits = 6;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isReasonCharacter(char c) {
    return (c >= 'a' && c <= 'z') || isDigit(c) || c == '_';
}

std::size_t longestPart(std::string_view why) {
    std::size_t longest = 0;
    std::size_t part = 0;
    for (const char c : why) {
        part = c == '_' ? 0 : part + 1;
        longest = std::max(longest, part);
    }
    return longest;
}

}  // namespace

Attempt unopened(Ending ending) {
    return {std::move(ending), std::nullopt, nullptr};
}

std::string asReason(std::string why) {
    const bool isCode = !why.empty() && why.size() <= kLongestReason &&
                        std::ranges::all_of(why, isReasonCharacter) &&
                        longestPart(why) <= kLongestPart &&
                        std::ranges::count_if(why, isDigit) <= kMostDigits;
    return isCode ? std::move(why) : "not_a_code";
}

std::variant<Wait, Conclusion> meaningOf(const Ending& ending) {
    return std::visit(MeaningOf{}, ending);
}

}  // namespace bowline::delivery
