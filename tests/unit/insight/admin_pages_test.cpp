// The pages over a real store.
#include "connector/insight/admin_pages.h"

#include "connector/base/error.h"
#include "connector/base/random_id.h"
#include "connector/store/journal.h"
#include "connector/store/migrations.h"
#include "connector/store/sqlite_database.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>

using namespace bowline;
using namespace bowline::insight;

namespace {

constexpr Instant kNow{std::chrono::milliseconds{1'750'000'000'000}};

/// A store with one body in its journal, in a folder of its own.
class TestStore {
public:
    TestStore()
        : folder_(std::filesystem::temp_directory_path() / ("insight-" + newId<RowId>().hex())) {
        std::filesystem::create_directory(folder_);
        auto db = open(store::OpenMode::ReadWrite);
        store::migrateToNewest(*db, kNow);
        store::NewJournalRow row;
        row.id = newId<RowId>();
        row.tenant = TenantId("acme");
        row.channel = ChannelId("main");
        row.receivedAt = kNow - std::chrono::seconds{3};
        row.keyId = newId<KeyId>();
        row.body.bytes = "sealed";
        db->begin();
        store::Journal(*db).append(row);
        db->commit();
    }
    ~TestStore() { std::filesystem::remove_all(folder_); }
    std::unique_ptr<store::Database> open(store::OpenMode mode) const {
        return store::openSqlite((folder_ / "bowline.db").string(), mode);
    }

private:
    std::filesystem::path folder_;
};

Sources sourcesOver(const TestStore& store) {
    return {
        [&store] { return store.open(store::OpenMode::ReadOnly); },
        [] {
            return WriterFigures{false, 0, 10};
        },
        [] { return std::vector<CircuitFigures>{}; },
        [] {
            return std::vector<Metric>{
                {"bowline_intake_accepted_total", MetricType::Counter, "Accepted.", {{{}, 5}}}};
        },
        [] { return std::vector<std::string>{}; },
        [] { return std::string("live"); }};
}

http::Response get(
    const Sources& sources, const std::string& path, const std::string& method = "GET"
) {
    static const ManualClock clock(kNow);
    http::Request request;
    request.method = method;
    request.path = path;
    return AdminPages(sources, clock).answer(request);
}

struct Asked {
    const char* method;
    const char* path;
    int status;
};
std::ostream& operator<<(std::ostream& out, const Asked& row) {
    return out << row.method << ' ' << row.path;
}

const Asked kAsked[] = {
    {"GET", "/healthz", 200},
    {"GET", "/readyz", 200},
    {"GET", "/metrics", 200},
    {"GET", "/status", 200},
    {"HEAD", "/readyz", 200},
    {"POST", "/readyz", 405},
    {"GET", "/", 404},
    {"GET", "/readyz/", 404},
};

}  // namespace

BOOST_DATA_TEST_CASE(each_page_has_its_address, boost::unit_test::data::make(kAsked)) {
    const TestStore store;
    BOOST_TEST(get(sourcesOver(store), sample.path, sample.method).status == sample.status);
}

BOOST_AUTO_TEST_CASE(the_figures_come_from_the_store_and_from_the_other_rooms) {
    const TestStore store;
    const auto metrics = get(sourcesOver(store), "/metrics");
    BOOST_TEST(metrics.contentType == "text/plain; version=0.0.4; charset=utf-8");
    BOOST_TEST(metrics.body.find("\nbowline_updates{state=\"waiting\"} 1\n") != std::string::npos);
    BOOST_TEST(metrics.body.find("\nbowline_oldest_waiting_age_seconds 3\n") != std::string::npos);
    BOOST_TEST(metrics.body.find("\nbowline_intake_accepted_total 5\n") != std::string::npos);
    const auto status = get(sourcesOver(store), "/status");
    BOOST_TEST(status.contentType == "application/json");
    const auto page = nlohmann::json::parse(status.body);
    BOOST_TEST(page["invariant"]["received"] == 1);
    BOOST_TEST(page["invariant"]["balanced"] == true);
    BOOST_TEST(page["oldest_waiting_age_ms"] == 3000);
}

BOOST_AUTO_TEST_CASE(a_store_that_cannot_be_read_is_unready_but_alive_and_still_measured) {
    const TestStore store;
    auto sources = sourcesOver(store);
    sources.openReader = []() -> std::unique_ptr<store::Database> {
        throw StoreBusy("store: cannot open");
    };
    BOOST_TEST(get(sources, "/healthz").status == 200);
    const auto ready = get(sources, "/readyz");
    BOOST_TEST(ready.status == 503);
    BOOST_TEST(ready.body == "store_unreadable\n");
    BOOST_TEST(get(sources, "/metrics").status == 200);
    BOOST_TEST(get(sources, "/status").status == 200);
}

BOOST_AUTO_TEST_CASE(the_daemons_own_reasons_come_first) {
    const TestStore store;
    auto sources = sourcesOver(store);
    sources.otherReasons = [] { return std::vector<std::string>{"stopping"}; };
    sources.writer = [] { return WriterFigures{true, 0, 10}; };
    const auto ready = get(sources, "/readyz");
    BOOST_TEST(ready.status == 503);
    BOOST_TEST(ready.body == "stopping\nstore_broken\n");
}
