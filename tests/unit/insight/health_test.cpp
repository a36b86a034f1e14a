// Readiness and the status page as functions of the figures.
#include "connector/insight/health.h"

#include "connector/insight/cures.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace bowline;
using namespace bowline::insight;
using nlohmann::json;

namespace {

constexpr Instant kNow{std::chrono::milliseconds{1'750'000'000'000}};

struct Row {
    const char* why;
    WriterFigures writer;
    bool readable;
    std::vector<std::string> reasons;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.why;
}

const Row kRows[] = {
    {"all is well", {false, 0, 10}, true, {}},
    {"a long queue is still a queue", {false, 9, 10}, true, {}},
    {"a full queue refuses", {false, 10, 10}, true, {"store_queue_full"}},
    {"a commit failed", {true, 0, 10}, true, {"store_broken"}},
    {"the file cannot be read", {false, 0, 10}, false, {"store_unreadable"}},
    {"everything at once",
     {true, 10, 10},
     false,
     {"store_broken", "store_queue_full", "store_unreadable"}},
};

Figures figures(WriterFigures writer, bool readable) {
    Figures out{kNow, writer, std::nullopt, {}};
    if (readable)
        out.store.emplace();
    return out;
}

}  // namespace

BOOST_DATA_TEST_CASE(readiness_names_every_reason, boost::unit_test::data::make(kRows)) {
    const auto reasons = notReadyBecause(figures(sample.writer, sample.readable));
    BOOST_TEST(reasons == sample.reasons, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_open_circuit_does_not_make_bowline_unready) {
    auto failing = figures({false, 0, 10}, true);
    failing.circuits.push_back({DestinationId("rt"), true, kNow});
    BOOST_TEST(notReadyBecause(failing).empty());
}

BOOST_AUTO_TEST_CASE(the_status_page_shows_the_terms_the_destinations_and_the_circuits) {
    auto all = figures({false, 2, 10}, true);
    all.store->counts.received = 3;
    all.store->counts.synced = 2;
    all.store->counts.waiting = 1;
    all.store->counts.oldestWaiting = kNow - std::chrono::seconds{2};
    all.store->incidents = 4;
    all.store->alarms = {
        {TenantId("main"), "support", "errors.131042", kNow, kNow + std::chrono::seconds{5}, 3}};
    all.store->mergeProposals = 1;
    all.store->mergeQuestions = {
        {store::MergeReason::TwoOwners,
         kNow,
         DestinationId("rt"),
         "Amber-Falcon-27",
         "Brisk-Otter-13"}};
    store::DestinationCounts rt;
    rt.destination = DestinationId("rt");
    rt.delivered = 2;
    all.store->destinations.push_back(rt);
    all.circuits.push_back({DestinationId("rt"), true, kNow + std::chrono::seconds{30}});
    const auto page = json::parse(toStatusJson(all, {}));
    BOOST_TEST(page["time"] == "2025-06-15T15:06:40Z");
    BOOST_TEST(page["ready"] == true);
    BOOST_TEST(page["invariant"]["received"] == 3);
    BOOST_TEST(page["invariant"]["balanced"] == true);
    BOOST_TEST(page["oldest_waiting_age_ms"] == 2000);
    BOOST_TEST(page["incidents"] == 4);
    BOOST_TEST(page["alarms"][0]["code"] == "errors.131042");
    BOOST_TEST(page["alarms"][0]["channel"] == "support");
    BOOST_TEST(page["alarms"][0]["times"] == 3);
    BOOST_TEST(page["alarms"][0]["since"] == page["time"]);
    BOOST_TEST(page["alarms"][0]["cure"] == cureOf("errors.131042"));
    BOOST_TEST(page["merge_proposals"]["count"] == 1);
    BOOST_TEST(page["merge_proposals"]["newest"][0]["alias"] == "Amber-Falcon-27");
    BOOST_TEST(page["merge_proposals"]["newest"][0]["other_alias"] == "Brisk-Otter-13");
    BOOST_TEST(page["merge_proposals"]["newest"][0]["reason"] == "two_owners");
    BOOST_TEST(page["destinations"][0]["destination"] == "rt");
    BOOST_TEST(page["destinations"][0]["delivered"] == 2);
    BOOST_TEST(page["destinations"][0]["oldest_waiting_age_ms"].is_null());
    BOOST_TEST(page["circuits"][0]["open"] == true);
    BOOST_TEST(page["circuits"][0]["next_try"] == "2025-06-15T15:07:10Z");
    BOOST_TEST(page["writer"]["state"] == "writing");
    BOOST_TEST(page["writer"]["waiting"] == 2);
}

BOOST_AUTO_TEST_CASE(a_destination_that_refuses_us_shows_why_what_to_do_and_what_waits) {
    auto all = figures({false, 0, 10}, true);
    store::DestinationCounts rt;
    rt.destination = DestinationId("rt");
    rt.waiting = 17;
    all.store->destinations.push_back(rt);
    const auto next = kNow + std::chrono::seconds{30};
    all.circuits.push_back({DestinationId("rt"), true, next, "bad_token", "make a new token"});
    all.circuits.push_back({DestinationId("otrs"), true, next});
    all.circuits.push_back({DestinationId("desk"), false, std::nullopt});
    const auto page = json::parse(toStatusJson(all, {}));
    const json stopped = {
        {"destination", "rt"},
        {"open", true},
        {"state", "stopped"},
        {"why", "bad_token"},
        {"cure", "make a new token"},
        {"next_try", "2025-06-15T15:07:10Z"},
        {"waiting", 17}};
    BOOST_TEST(page["circuits"][0] == stopped);
    BOOST_TEST(page["circuits"][1]["state"] == "failing");
    BOOST_TEST(page["circuits"][1]["why"].is_null());
    BOOST_TEST(page["circuits"][1]["waiting"] == 0);
    BOOST_TEST(page["circuits"][2]["state"] == "ok");
    all.store.reset();
    BOOST_TEST(json::parse(toStatusJson(all, {}))["circuits"][0]["waiting"].is_null());
}

BOOST_AUTO_TEST_CASE(a_status_page_without_the_store_says_so_and_guesses_nothing) {
    const auto page = json::parse(toStatusJson(figures({true, 0, 10}, false), {"store_broken"}));
    BOOST_TEST(page["ready"] == false);
    BOOST_TEST(page["reasons"][0] == "store_broken");
    BOOST_TEST(page["writer"]["state"] == "broken");
    for (const char* key : {"invariant", "oldest_waiting_age_ms", "destinations", "incidents"})
        BOOST_TEST((page.contains(key) && page[key].is_null()), key);
}
