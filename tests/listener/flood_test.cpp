// A flood of the largest bodies: memory stays within what the configuration says, the rest is told
// to come again, and a person who says STOP is heard meanwhile.
#include "tests/bench/figures.h"
#include "tests/flow/flow.h"
#include "tests/unit/http/raw_socket.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <fmt/format.h>
#include <thread>

using namespace bowline::tests;
using bowline::http::test::RawSocket;
using bowline::http::test::statusOf;

namespace {

constexpr int kSenders = 64;
constexpr int kEach = 8;
constexpr double kBudgetMiB = 32;
// A body as it came with its room to grow, decoded, sealed, bound to its statement.
constexpr double kCopies = 5;
// The store's cache, and one body in each lane of the pipeline.
constexpr double kBesideMiB = 40;

std::string webhook(const std::string& body) {
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: a\r\nX-Hub-Signature-256: {}\r\nContent-Length: {}\r\n\r\n{}",
        kWebhookPath,
        signatureOf(body, kAppSecret),
        body.size(),
        body
    );
}

/// Signed, and as large as a body may be.
std::string largest() {
    auto body = oneText(customer(2), 1, "a large one");
    body.resize(std::size_t{4} * 1024 * 1024, ' ');
    return webhook(body);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(flood)

BOOST_AUTO_TEST_CASE(a_flood_of_large_bodies_keeps_to_its_memory_and_a_stop_is_heard) {
    Flow flow;
    auto config = readFile(flow.daemon.configFile());
    config.replace(config.find("listen:\n"), 8, "listen:\n  body_memory: 32MiB\n");
    writeFile(flow.daemon.configFile(), config);
    flow.daemon.start();
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(1), 1, "hello")), 200);
    const auto before = figuresOf(flow.daemon.pid()).peakMiB;
    const auto request = largest();
    std::atomic<int> taken{0};
    std::atomic<int> later{0};
    std::atomic<int> other{0};
    std::atomic<int> flooding{kSenders};
    int stops = 0;
    {
        std::vector<std::jthread> senders;
        for (int i = 0; i < kSenders; ++i) {
            senders.emplace_back([&] {
                for (int n = 0; n < kEach; ++n) {
                    const RawSocket socket(flow.daemon.port());
                    socket.send(request);
                    socket.closeSending();
                    const int status = statusOf(socket.readToEnd());
                    ++(status == 200 ? taken : status == 503 ? later : other);
                }
                --flooding;
            });
        }
        for (int n = 2; flooding > 0 && n < 200; ++n)
            stops += flow.post(oneText(customer(1), n, "STOP")) == 200 ? 1 : -1'000;
    }
    const auto peak = figuresOf(flow.daemon.pid()).peakMiB;
    BOOST_TEST_MESSAGE(fmt::format(
        "{} large bodies taken, {} told to come again, {} stops heard; memory {:.1f} MiB before, "
        "at "
        "most {:.1f} MiB, budget {} MiB",
        taken.load(),
        later.load(),
        stops,
        before,
        peak,
        kBudgetMiB
    ));
    BOOST_TEST(other == 0);
    BOOST_TEST(taken > 0);
    BOOST_TEST(later > 0);
    BOOST_TEST(stops > 0);
    BOOST_TEST(peak - before <= kCopies * kBudgetMiB + kBesideMiB);
}

BOOST_AUTO_TEST_SUITE_END()
