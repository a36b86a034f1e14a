// No 200 before the disk has said that it holds the commit: kill -9 cannot show this, since the
// page cache survives the process. The trace of the daemon's system calls can.
//
// One webhook at a time, each when nothing of the one before is under way any more, so that the
// first sync after a request is that of its own journal row.
#include "tests/crash/system_trace.h"
#include "tests/support/daemon_process.h"
#include "tests/support/webhook_client.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <iostream>

namespace bowline::tests {

namespace {

constexpr int kWebhooks = 10;
constexpr std::int64_t kFirstSecond = 1'790'000'000;

bool postAndSettle(const DaemonProcess& daemon, int n) {
    const auto who = customer(n);
    const auto message = textMessage(who, fmt::format("wamid.sync-{}", n), "hello", kFirstSecond);
    if (WebhookClient(daemon.port()).post(webhookBody({message}, {who})) != 200)
        return false;
    return daemon.eventually([&] {
        const auto status = nlohmann::json::parse(daemon.status());
        return status["invariant"]["waiting"] == 0;
    });
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_trace_tells_an_answer_that_comes_before_its_sync) {
    using enum TraceStep;
    BOOST_TEST(answersBeforeSync({RequestRead, Synced, AnswerBegun}) == 0);
    BOOST_TEST(answersBeforeSync({RequestRead, AnswerBegun, Synced}) == 1);
    BOOST_TEST(answersBeforeSync({Synced, RequestRead, AnswerBegun}) == 1);
}

BOOST_AUTO_TEST_CASE(no_webhook_is_acknowledged_before_its_commit_is_synced) {
    const TempFolder folder;
    DaemonProcess daemon(folder);
    daemon.start();
    auto trace = SystemTrace::attach(daemon.pid(), folder / "trace");
    if (!trace) {
        std::cout << "skipped: strace is not there or may not look at another process\n";
        return;
    }
    for (int n = 0; n < kWebhooks; ++n)
        BOOST_TEST(postAndSettle(daemon, n));
    BOOST_TEST(daemon.stop() == 0);
    const auto steps = trace->steps();
    BOOST_TEST(std::ranges::count(steps, TraceStep::RequestRead) == kWebhooks);
    BOOST_TEST(std::ranges::count(steps, TraceStep::AnswerBegun) == kWebhooks);
    BOOST_TEST(answersBeforeSync(steps) == 0);
}

}  // namespace bowline::tests
