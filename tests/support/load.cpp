// See the header.
#include "tests/support/load.h"

namespace bowline::tests {

void Load::addTalker() {
    talkers_.emplace_back(static_cast<int>(talkers_.size()));
}

void Load::begin(std::uint16_t port, int round) {
    acknowledged_ = 0;
    running_ = connections_;
    for (int i = 0; i < connections_; ++i) {
        std::seed_seq seeds{
            seed_, static_cast<std::uint64_t>(round), static_cast<std::uint64_t>(i)};
        threads_.emplace_back([this, port, i, chance = Chance(seeds)](const std::stop_token& stop) {
            post(stop, port, i, chance);
        });
    }
}

void Load::waitForAcknowledged(int count) {
    std::unique_lock lock(mutex_);
    counted_.wait(lock, [&] { return acknowledged_ >= count || running_ == 0; });
}

void Load::end() {
    threads_.clear();
}

void Load::post(const std::stop_token& stop, std::uint16_t port, int connection, Chance chance) {
    WebhookClient client(port);
    const auto perConnection = (static_cast<int>(talkers_.size()) - connection - 1) / connections_;
    for (bool alive = true; alive && !stop.stop_requested();) {
        const auto turn = between(0, perConnection, chance) * connections_ + connection;
        alive = postOne(client, talkers_[static_cast<std::size_t>(turn)], chance);
    }
    connectionEnded();
}

bool Load::postOne(WebhookClient& client, Talker& talker, Chance& chance) {
    const int status = client.post(talker.nextBody(chance));
    if (status == 200) {
        talker.acknowledged();
        count();
    } else {
        talker.answerLost(chance);
    }
    return status != 0;
}

void Load::count() {
    {
        std::scoped_lock lock(mutex_);
        ++acknowledged_;
    }
    counted_.notify_one();
}

void Load::connectionEnded() {
    {
        std::scoped_lock lock(mutex_);
        --running_;
    }
    counted_.notify_one();
}

}  // namespace bowline::tests
