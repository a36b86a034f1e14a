// The text that Prometheus reads: form, names, values.
#include "connector/insight/metrics.h"

#include "connector/insight/prometheus_text.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <limits>
#include <regex>
#include <set>
#include <sstream>

using namespace bowline;
using namespace bowline::insight;

namespace {

constexpr Instant kNow{std::chrono::milliseconds{1'750'000'000'000}};

Figures figures() {
    store::Counts counts;
    counts.received = 28;
    counts.waiting = 1;
    counts.synced = 2;
    counts.parked = 3;
    counts.held = 4;
    counts.dropped = 5;
    counts.recordedOnly = 6;
    counts.erased = 7;
    counts.duplicates = 8;
    counts.oldestWaiting = kNow - std::chrono::milliseconds{1500};
    store::DestinationCounts rt;
    rt.destination = DestinationId("rt");
    rt.waiting = 9;
    rt.oldestWaiting = kNow + std::chrono::seconds{5};
    const CircuitFigures open{DestinationId("rt"), true, kNow};
    const CircuitFigures stopped{DestinationId("otrs"), true, kNow, "bad_token", "mend it"};
    const store::Alarm alarm{TenantId("main"), "support", "account.disabled_update", kNow, kNow, 1};
    return {kNow, {false, 3, 100}, StoreFigures{counts, {rt}, 11, 5, {}, {alarm}}, {open, stopped}};
}

std::string text() {
    return toPrometheusText(metricsOf(figures()));
}

bool hasLine(const std::string& page, const std::string& line) {
    return ("\n" + page).find("\n" + line + "\n") != std::string::npos;
}

struct Written {
    double value;
    const char* text;
};
std::ostream& operator<<(std::ostream& out, const Written& row) {
    return out << row.text;
}

const Written kNumbers[] = {
    {0, "0"},
    {-3, "-3"},
    {1.5, "1.5"},
    {9007199254740992.0, "9007199254740992"},
    {1e300, "1e+300"},
    {std::numeric_limits<double>::infinity(), "+Inf"},
    {-std::numeric_limits<double>::infinity(), "-Inf"},
    {std::numeric_limits<double>::quiet_NaN(), "NaN"},
};

const char* const kLines[] = {
    "# TYPE bowline_updates gauge",
    "bowline_updates_received 28",
    "bowline_updates{state=\"waiting\"} 1",
    "bowline_updates{state=\"erased\"} 7",
    "bowline_updates_balanced 1",
    "bowline_updates_duplicate 8",
    "bowline_oldest_waiting_age_seconds 1.5",
    "# TYPE bowline_incidents_total counter",
    "bowline_incidents_total 11",
    "bowline_alarms{channel=\"support\",code=\"account.disabled_update\"} 1",
    "bowline_merge_proposals 5",
    "bowline_outbox_items{destination=\"rt\",state=\"waiting\"} 9",
    "bowline_outbox_oldest_waiting_age_seconds{destination=\"rt\"} 0",
    "bowline_circuit_open{destination=\"rt\"} 1",
    "bowline_destination_stopped{destination=\"rt\"} 0",
    "bowline_destination_stopped{destination=\"otrs\"} 1",
    "bowline_destination_stop_reason{destination=\"otrs\",why=\"bad_token\"} 1",
    "bowline_destination_next_try_timestamp_seconds{destination=\"rt\"} 1750000000",
    "bowline_store_writable 1",
    "bowline_store_readable 1",
    "bowline_store_writes_waiting 3",
};

}  // namespace

BOOST_DATA_TEST_CASE(every_figure_has_its_line, boost::unit_test::data::make(kLines)) {
    BOOST_TEST(hasLine(text(), sample), text());
}

BOOST_DATA_TEST_CASE(
    a_number_is_written_as_prometheus_reads_it, boost::unit_test::data::make(kNumbers)
) {
    const auto page =
        toPrometheusText({{"bowline_x", MetricType::Gauge, "X.", {{{}, sample.value}}}});
    BOOST_TEST(hasLine(page, std::string("bowline_x ") + sample.text), page);
}

BOOST_AUTO_TEST_CASE(help_and_labels_are_escaped_as_the_format_says) {
    const auto page = toPrometheusText(
        {{"bowline_x", MetricType::Gauge, "a\\b\n\"c\"", {{{{"l", "a\\b\n\"c\""}}, 1}}}}
    );
    BOOST_TEST(hasLine(page, "# HELP bowline_x a\\\\b\\n\"c\""), page);
    BOOST_TEST(hasLine(page, "bowline_x{l=\"a\\\\b\\n\\\"c\\\"\"} 1"), page);
}

BOOST_AUTO_TEST_CASE(a_metric_without_samples_is_left_out) {
    BOOST_TEST(toPrometheusText({{"bowline_x", MetricType::Gauge, "X.", {}}}).empty());
}

BOOST_AUTO_TEST_CASE(without_the_store_its_metrics_are_missing_and_one_says_so) {
    auto blind = figures();
    blind.store.reset();
    const auto page = toPrometheusText(metricsOf(blind));
    BOOST_TEST(hasLine(page, "bowline_store_readable 0"));
    BOOST_TEST(page.find("bowline_updates") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_update_that_is_missing_shows_as_unbalanced) {
    auto lost = figures();
    ++lost.store->counts.received;
    BOOST_TEST(hasLine(toPrometheusText(metricsOf(lost)), "bowline_updates_balanced 0"));
}

// The rules of `promtool check metrics`, so that they hold where promtool is not installed.
BOOST_AUTO_TEST_CASE(names_keep_the_rules_of_promtool) {
    const std::regex name("bowline_[a-z0-9_]+");
    const std::regex foreignUnit(
        ".*_(milliseconds|ms|minutes|hours|days|kilobytes|megabytes|percent)(_.*)?"
    );
    std::set<std::string> seen;
    for (const auto& metric : metricsOf(figures())) {
        BOOST_TEST(std::regex_match(metric.name, name), metric.name);
        BOOST_TEST(!std::regex_match(metric.name, foreignUnit), metric.name);
        BOOST_TEST(seen.insert(metric.name).second, metric.name << " twice");
        BOOST_TEST(
            metric.name.ends_with("_total") == (metric.type == MetricType::Counter), metric.name
        );
        for (const char* reserved : {"_count", "_sum", "_bucket", "_info"})
            BOOST_TEST(!metric.name.ends_with(reserved), metric.name);
        BOOST_TEST((metric.help.size() > 1 && metric.help.ends_with('.')), metric.name);
    }
}
