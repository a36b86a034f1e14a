// Renewals that happen once, however many threads were refused.
#include "adapters/rest/values.h"
#include "tests/unit/adapters_rest/auth_support.h"

#include <boost/test/unit_test.hpp>

#include <condition_variable>
#include <thread>

using namespace bowline;
using namespace bowline::adapters::rest;
using adapter_api::AnswerText;
using adapter_api::Denied;

namespace {

/// Answers as a system whose tokens have all just been refused: the old one 401, a new one 200.
/// The token request waits until all threads have been refused.
class RevokedExchange final : public adapter_api::Exchange {
public:
    RevokedExchange(int threads, Received reply) : threads_(threads), reply_(std::move(reply)) {}

    Received send(const adapter_api::OutboundRequest& request) override {
        std::unique_lock lock(mutex_);
        if (request.url.ends_with("/token")) {
            ++logins;
            arrived_.wait(lock, [&] { return refused_ == threads_; });
            return reply_;
        }
        if (headerIn(request, "Authorization") == "Bearer 1")
            return answer(200, "{}");
        ++refused_;
        arrived_.notify_all();
        return answer(401, "{}");
    }
    void writeFile(std::string_view, std::string_view) override {}
    std::optional<std::string> readFile(std::string_view) override { return std::nullopt; }
    [[nodiscard]] Instant now() const override { return fromMillis(0); }
    [[nodiscard]] std::string secret(std::string_view) const override { return "s"; }
    [[nodiscard]] std::string basic(std::string_view, std::string_view) const override {
        return "b";
    }
    [[nodiscard]] std::optional<adapter_api::KeptToken> token(std::string_view) const override {
        std::scoped_lock lock(mutex_);
        return adapter_api::KeptToken{std::to_string(version_), std::nullopt};
    }
    void keepToken(std::string_view, const AnswerText&, std::optional<Instant>) override {
        std::scoped_lock lock(mutex_);
        ++version_;
    }

    int logins = 0;

private:
    const int threads_;
    Received reply_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    int refused_ = 0;
    int version_ = 0;
};

std::vector<PrimitiveOutcome> healthOfMany(
    RestAdapter& adapter, RevokedExchange& exchange, int threads
) {
    std::vector<PrimitiveOutcome> outcomes(static_cast<std::size_t>(threads));
    {
        std::vector<std::jthread> running;
        for (auto& outcome : outcomes)
            running.emplace_back([&] {
                outcome = adapter.run(Primitive::HealthCheck, {}, exchange);
            });
    }
    return outcomes;
}

}  // namespace

BOOST_AUTO_TEST_CASE(many_threads_renew_once_and_all_go_on) {
    constexpr int kThreads = 8;
    RestAdapter adapter(withAuth(kClient), {}, {"token", "key"});
    RevokedExchange exchange(kThreads, token("new", ""));
    for (const auto& outcome : healthOfMany(adapter, exchange, kThreads))
        as<Delivered>(outcome);
    BOOST_TEST(exchange.logins == 1);
}

BOOST_AUTO_TEST_CASE(a_renewal_that_fails_fails_for_all_who_wait_for_it) {
    SingleFlight flights;
    std::mutex mutex;
    std::condition_variable moved;
    bool isFlying = false;
    bool mayLand = false;
    int started = 0;
    const Failure failed = PrimitiveOutcome(Denied{"login_refused"});
    const auto work = [&]() -> Failure {
        std::unique_lock lock(mutex);
        ++started;
        isFlying = true;
        moved.notify_all();
        moved.wait(lock, [&] { return mayLand; });
        return failed;
    };
    Failure first;
    Failure second;
    {
        std::jthread pilot([&] { first = flights.run(0, work); });
        std::unique_lock lock(mutex);
        moved.wait(lock, [&] { return isFlying; });
        std::jthread passenger([&] { second = flights.run(0, work); });
        mayLand = true;
        lock.unlock();
        moved.notify_all();
    }
    BOOST_TEST((first == failed));
    BOOST_TEST((second == failed));
    BOOST_TEST(started <= 2);  // the passenger may have come after the landing
    BOOST_TEST(flights.generation() == 0u);
}

BOOST_AUTO_TEST_CASE(credentials_that_somebody_renewed_meanwhile_are_not_renewed_again) {
    SingleFlight flights;
    BOOST_TEST(!flights.run(0, [] { return Failure(); }).has_value());
    BOOST_TEST(flights.generation() == 1u);
    const auto never = []() -> Failure {
        BOOST_ERROR("renewed twice");
        return {};
    };
    BOOST_TEST(!flights.run(0, never).has_value());
}

BOOST_AUTO_TEST_CASE(a_renewal_that_throws_lets_the_next_one_try) {
    SingleFlight flights;
    BOOST_CHECK_THROW(flights.run(0, []() -> Failure { throw Error("test: no way out"); }), Error);
    BOOST_TEST(!flights.run(0, [] { return Failure(); }).has_value());
}
