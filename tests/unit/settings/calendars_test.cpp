// Opening hours: what is read, what is refused, and when a business is open by its own clock.
#include "connector/settings/calendars.h"

#include "connector/settings/config.h"
#include "connector/settings/times_of_day.h"
#include "tests/unit/settings/support.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::settings;

namespace {

std::string calendarWith(const std::string& fields) {
    return test::kConfig + "calendars:\n  office: { " + fields + " }\n";
}

const std::string kOpen = R"(open: { mon-fri: "09:00-12:30, 13:30-17:00", sat: "10:00-13:00" })";

struct Fault {
    std::string fields;
    const char* code;
    friend std::ostream& operator<<(std::ostream& out, const Fault& f) { return out << f.fields; }
};

const std::vector<Fault> kFaults = {
    {"zone: Europe/Berln, " + kOpen, "unknown_zone"},
    {kOpen, "missing_key"},
    {"zone: Europe/Berlin", "missing_key"},
    {R"(zone: Europe/Berlin, open: { monday: "09:00-17:00" })", "unknown_day"},
    {R"(zone: Europe/Berlin, open: { fri-mon: "09:00-17:00" })", "unknown_day"},
    {R"(zone: Europe/Berlin, open: { mon: "9-17" })", "bad_hours"},
    {R"(zone: Europe/Berlin, open: { mon: "22:00-02:00" })", "bad_hours"},
    {R"(zone: Europe/Berlin, open: { mon: "09:00-24:30" })", "bad_hours"},
    {R"(zone: Europe/Berlin, open: { mon: "09:00-17:00," })", "bad_hours"},
    {R"(zone: Europe/Berlin, open: { mon-fri: "09:00-17:00", fri: "16:00-18:00" })",
     "hours_overlap"},
    {"zone: Europe/Berlin, " + kOpen + ", holidays: [2026-02-30]", "bad_date"},
    {"zone: Europe/Berlin, " + kOpen + ", holidays: [25.12.2026]", "bad_date"},
};

struct Moment {
    const char* at;
    const char* zone;
    bool isOpen;
    friend std::ostream& operator<<(std::ostream& out, const Moment& m) {
        return out << m.at << " in " << m.zone;
    }
};

// Berlin goes to UTC+2 on 2026-03-29 and back to UTC+1 on 2026-10-25, both at 01:00 UTC; New York
// is at UTC-4 in summer; Kathmandu at UTC+5:45 all year.
constexpr Moment kMoments[] = {
    {"2026-11-27T08:00Z", "Europe/Berlin", true},  // Friday, 09:00
    {"2026-11-27T07:59Z", "Europe/Berlin", false},
    {"2026-11-27T11:29Z", "Europe/Berlin", true},
    {"2026-11-27T11:30Z", "Europe/Berlin", false},  // 12:30: the break
    {"2026-11-27T12:30Z", "Europe/Berlin", true},
    {"2026-11-27T16:00Z", "Europe/Berlin", false},
    {"2026-11-28T09:00Z", "Europe/Berlin", true},  // Saturday, 10:00
    {"2026-11-29T10:00Z", "Europe/Berlin", false},
    {"2026-12-25T10:00Z", "Europe/Berlin", false},  // a Friday, and a holiday
    {"2026-03-27T07:30Z", "Europe/Berlin", false},  // before the clock changed: 08:30
    {"2026-03-30T07:30Z", "Europe/Berlin", true},   // and after: 09:30
    {"2026-10-23T07:30Z", "Europe/Berlin", true},
    {"2026-10-26T07:30Z", "Europe/Berlin", false},
    {"2026-07-03T13:00Z", "America/New_York", true},
    {"2026-07-03T12:59Z", "America/New_York", false},
    {"2026-07-03T03:15Z", "Asia/Kathmandu", true},
    {"2026-07-03T03:14Z", "Asia/Kathmandu", false},
    {"2026-07-05T23:30Z", "Pacific/Auckland", true},  // Monday there, 11:30
    {"2055-07-02T07:30Z", "Europe/Berlin", true},     // Friday
};

}  // namespace

BOOST_DATA_TEST_CASE(a_calendar_that_says_nothing_clear_is_refused, kFaults, fault) {
    LintSink sink("bowline.yaml");
    BOOST_TEST(!readConfig(calendarWith(fault.fields), test::vocabulary(), sink));
    BOOST_REQUIRE(!sink.lints().empty());
    BOOST_TEST(sink.lints().front().code == fault.code);
    BOOST_TEST(sink.lints().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_slip_in_a_zone_gets_the_nearest_name) {
    LintSink sink("bowline.yaml");
    BOOST_TEST(!readConfig(calendarWith("zone: Europe/Berln, " + kOpen), test::vocabulary(), sink));
    BOOST_TEST(sink.lints().front().hint == "Did you mean `Europe/Berlin`?");
}

BOOST_DATA_TEST_CASE(
    a_business_is_open_by_its_own_clock, boost::unit_test::data::make(kMoments), moment
) {
    LintSink sink("bowline.yaml");
    const auto text = calendarWith(
        "zone: " + std::string(moment.zone) + ", " + kOpen + ", holidays: [2026-12-25]"
    );
    const auto config = readConfig(
        text +
            "routes:\n  - { id: day, during: office, to: [helpdesk] }\n"
            "  - { id: rest, to: [helpdesk] }\n",
        test::vocabulary(),
        sink
    );
    BOOST_REQUIRE_MESSAGE(config, test::printed(sink.lints()));
    const auto at = parseInstant(moment.at);
    BOOST_REQUIRE(at);
    BOOST_TEST(isOpen(*config->routes.front().when.during, *at) == moment.isOpen);
}
