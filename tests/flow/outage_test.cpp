// The destination is away, the disk is full, the service is told to stop: what was acknowledged
// arrives all the same, once and in order.
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <fmt/format.h>
#include <fstream>
#include <mutex>
#include <sched.h>
#include <set>
#include <sys/mount.h>
#include <sys/resource.h>
#include <thread>

using namespace bowline::tests;

namespace {

/// A small file system for a folder, gone with this process whatever happens to it.
class SmallDisk {
public:
    explicit SmallDisk(std::filesystem::path folder) : folder_(std::move(folder)) {
        std::filesystem::create_directories(folder_);
        mounted_ = unshare(CLONE_NEWNS) == 0 &&
                   mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                   mount("none", folder_.c_str(), "tmpfs", 0, "size=4m,mode=0700") == 0;
    }
    ~SmallDisk() {
        if (mounted_)
            umount2(folder_.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool mounted() const { return mounted_; }

    void fill() const {
        std::ofstream out(filler(), std::ios::binary);
        const std::string block(4096, 'x');
        while (out.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
        }
    }
    void free() const { std::filesystem::remove(filler()); }

private:
    [[nodiscard]] std::filesystem::path filler() const { return folder_ / "filler"; }

    std::filesystem::path folder_;
    bool mounted_ = false;
};

/// Posts messages of one person until one is refused; how many were accepted before.
int postUntilRefused(const Flow& flow, const Customer& from, int first, int most) {
    WebhookClient client(flow.daemon.port());
    for (int n = 0; n < most; ++n) {
        const int status = client.post(oneText(from, first + n, fmt::format("text {}", first + n)));
        if (status != 200) {
            BOOST_TEST(status == 503);
            return n;
        }
    }
    return most;
}

/// Every text once, in the order of their numbers.
void checkTexts(const Ticket& ticket, const std::vector<int>& numbers) {
    std::vector<std::string> expected;
    for (const int n : numbers)
        expected.push_back(fmt::format("text {}", n));
    BOOST_TEST(ticket.texts() == expected, boost::test_tools::per_element());
}

std::vector<int> range(int first, int count) {
    std::vector<int> numbers;
    for (int n = first; n < first + count; ++n)
        numbers.push_back(n);
    return numbers;
}

bool circuitIsOpen(const Flow& flow) {
    const auto status = flow.status();
    for (const auto& circuit : status.at("circuits")) {
        if (circuit.at("open").get<bool>())
            return true;
    }
    return false;
}

/// Twenty customers who write until they are not heard any more.
class Crowd {
public:
    explicit Crowd(std::uint16_t port) {
        for (int n = 0; n < 20; ++n)
            writers_.emplace_back([this, n, port] { write(n, port); });
    }
    void waitForAccepted(std::size_t count) {
        std::unique_lock lock(mutex_);
        more_.wait(lock, [&] { return accepted_.size() >= count; });
    }
    std::set<std::string> acceptedWhenAllEnded() {
        writers_.clear();
        return accepted_;
    }

private:
    void write(int n, std::uint16_t port) {
        WebhookClient client(port);
        for (int i = 0;; ++i) {
            const auto text = fmt::format("from {} text {}", n, i);
            if (client.post(oneText(customer(n), n * 1'000'000 + i, text)) != 200)
                return;
            const std::scoped_lock lock(mutex_);
            accepted_.insert(text);
            more_.notify_one();
        }
    }

    std::mutex mutex_;
    std::condition_variable more_;
    std::set<std::string> accepted_;
    std::vector<std::jthread> writers_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(outages_lose_nothing)

BOOST_AUTO_TEST_CASE(a_destination_that_was_away_gets_everything_in_order) {
    const RunningFlow flow;
    const auto ana = customer(1);
    flow.closeTickets();
    for (int n = 0; n < 20; ++n)
        BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, n, fmt::format("text {}", n))), 200);
    BOOST_TEST(flow.daemon.eventually([&] { return circuitIsOpen(flow); }));
    BOOST_TEST(flow.term("waiting") == 20);
    BOOST_TEST(flow.balanced());
    flow.openTickets();
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(!circuitIsOpen(flow));
    BOOST_TEST(flow.term("synced") == 20);
    checkTexts(flow.onlyTicket(), range(0, 20));
}

BOOST_AUTO_TEST_CASE(a_full_disk_refuses_and_goes_on_by_itself_when_there_is_room) {
    Flow flow;
    const SmallDisk disk(flow.daemon.stateFolder());
    if (!disk.mounted()) {
        BOOST_TEST_MESSAGE("skipped: this user may not mount a small disk");
        return;
    }
    std::filesystem::create_directory(flow.daemon.ticketFolder());
    flow.openTickets();
    flow.daemon.start();
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(postUntilRefused(flow, ana, 0, 3), 3);
    disk.fill();
    const int accepted = postUntilRefused(flow, ana, 3, 2000);
    BOOST_TEST(accepted < 2000);
    disk.free();
    const int next = 3 + accepted;
    const auto again = oneText(ana, next, fmt::format("text {}", next));
    BOOST_REQUIRE(flow.daemon.eventually([&] { return flow.post(again) == 200; }));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.balanced());
    checkTexts(flow.onlyTicket(), range(0, next + 1));
}

BOOST_AUTO_TEST_CASE(a_disk_that_fails_writes_refuses_and_goes_on_by_itself) {
    RunningFlow flow;
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(postUntilRefused(flow, ana, 0, 3), 3);
    BOOST_REQUIRE(flow.settled());
    rlimit before{};
    prlimit(flow.daemon.pid(), RLIMIT_FSIZE, nullptr, &before);
    const rlimit tight{1, before.rlim_max};
    BOOST_REQUIRE_EQUAL(prlimit(flow.daemon.pid(), RLIMIT_FSIZE, &tight, nullptr), 0);
    BOOST_TEST(postUntilRefused(flow, ana, 3, 1) == 0);
    prlimit(flow.daemon.pid(), RLIMIT_FSIZE, &before, nullptr);
    const auto again = oneText(ana, 3, "text 3");
    BOOST_REQUIRE(flow.daemon.eventually([&] { return flow.post(again) == 200; }));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.balanced());
    checkTexts(flow.onlyTicket(), range(0, 4));
    const auto log = readFile(flow.daemon.logFile());  // it stood on the failing disk too
    BOOST_TEST(log.find("event=store.reopened") != std::string::npos, log);
}

BOOST_AUTO_TEST_CASE(a_stop_under_load_loses_and_doubles_nothing) {
    RunningFlow flow;
    Crowd crowd(flow.daemon.port());
    crowd.waitForAccepted(200);
    BOOST_TEST(flow.daemon.stop() == 0);
    const auto accepted = crowd.acceptedWhenAllEnded();
    flow.daemon.start();
    BOOST_REQUIRE(flow.settled());
    std::multiset<std::string> arrived;
    for (const auto& ticket : flow.tickets()) {
        for (const auto& text : ticket.texts())
            arrived.insert(text);
    }
    const auto times = [&](const std::string& text) { return arrived.count(text); };
    BOOST_TEST(std::ranges::all_of(accepted, [&](const auto& t) { return times(t) == 1; }));
    BOOST_TEST(std::ranges::all_of(arrived, [&](const auto& t) { return times(t) == 1; }));
    BOOST_TEST(flow.balanced());
    BOOST_TEST(flow.tickets().size() == 20);
}

BOOST_AUTO_TEST_CASE(after_a_kill_everything_acknowledged_arrives_once) {
    RunningFlow flow;
    const auto ana = customer(1);
    flow.closeTickets();
    BOOST_REQUIRE_EQUAL(postUntilRefused(flow, ana, 0, 10), 10);
    flow.daemon.kill();
    flow.openTickets();
    flow.daemon.start();
    BOOST_REQUIRE(flow.settled());
    checkTexts(flow.onlyTicket(), range(0, 10));
    BOOST_TEST(flow.daemon.run({"audit", "verify"}).exitCode == 0);
}

BOOST_AUTO_TEST_SUITE_END()
