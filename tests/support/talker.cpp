// See the header.
#include "tests/support/talker.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::tests {

namespace {

constexpr std::int64_t kFirstSecond = 1'790'000'000;
constexpr int kGivenUp = 6;  // one in so many lost answers is not sent again

}  // namespace

bool oneIn(int n, Chance& chance) {
    return between(1, n, chance) == 1;
}

int between(int low, int high, Chance& chance) {
    return std::uniform_int_distribution(low, high)(chance);
}

Talker::Talker(int number) : number_(number), who_(customer(number)) {}

const std::string& Talker::nextBody(Chance& chance) {
    if (!open_.empty()) {
        ++repeated_;
        return open_;
    }
    openFrom_ = fates_.size();
    std::vector<std::string> messages{newMessage()};
    if (oneIn(4, chance))
        messages.push_back(newMessage());
    open_ = webhookBody(messages, {who_});
    return open_;
}

std::string Talker::newMessage() {
    fates_.push_back(Fate::Unknown);
    const auto n = fates_.size();
    const auto second = kFirstSecond + static_cast<std::int64_t>(n / 2);
    return textMessage(
        who_, fmt::format("wamid.crash-{}-{}", number_, n), textOf(number_, n), second
    );
}

void Talker::acknowledged() {
    const auto first = fates_.begin() + static_cast<std::ptrdiff_t>(openFrom_);
    std::fill(first, fates_.end(), Fate::Acknowledged);
    open_.clear();
    ++acknowledged_;
}

void Talker::answerLost(Chance& chance) {
    if (oneIn(kGivenUp, chance))
        open_.clear();
}

std::string textOf(int number, std::size_t n) {
    return fmt::format("entry {} of talker {}", n, number);
}

}  // namespace bowline::tests
