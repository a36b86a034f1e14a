// The guard's negative control in a flow: mappings with holes, through which a value would leave if
// nobody looked a second time. (That the bait leaves without the guard is shown by
// unit_empty_guard, which is linked with an empty one.)
#include "tests/flow/flow.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

using namespace bowline::tests;

namespace {

/// A change of the mapping that lets a value through, and a message that uses it.
struct Hole {
    const char* name;
    const char* rule;      ///< what stands in the shipped mapping
    const char* loosened;  ///< what stands there instead
    const char* says;
    const char* cls;
    const char* bait;  ///< must not reach the ticket in any spelling
    friend std::ostream& operator<<(std::ostream& out, const Hole& hole) {
        return out << hole.name;
    }
};

// Values that are whole only together with what the author's template puts beside them: a card,
// which its checksum tells, and the customer's own number, which the guard is told.
constexpr Hole kHoles[] = {
    {"a_template_that_completes_a_card",
     "  text: \"{message.text}\"",
     "  text: \"{message.text} 1111 1111\"",
     "it begins with 4111 1111",
     "payment_card",
     "4111 1111 1111 1111"},
    {"a_template_that_completes_the_customers_number",
     "  text: \"{message.text}\"",
     "  text: \"+44 7700 {message.text}\"",
     "900001 is mine",
     "phone",
     "+44 7700 900001"}};

void makeHole(const Flow& flow, const Hole& hole) {
    auto mapping = readFile(flow.daemon.mappingFile());
    mapping = mapping.substr(0, mapping.find("\ntests:") + 1);
    const auto at = mapping.find(hole.rule);
    BOOST_REQUIRE(at != std::string::npos);
    writeFile(
        flow.daemon.mappingFile(), mapping.replace(at, std::string(hole.rule).size(), hole.loosened)
    );
}

}  // namespace

BOOST_AUTO_TEST_SUITE(the_guard_in_the_flow)

BOOST_DATA_TEST_CASE(a_hole_in_the_mapping_is_stopped_and_told, kHoles, hole) {
    Flow flow;
    makeHole(flow, hole);
    flow.daemon.start();
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 1, hole.says)), 200);
    BOOST_REQUIRE(flow.settled());
    const auto ticket = flow.onlyTicket();
    BOOST_REQUIRE_EQUAL(ticket.messages.size(), 1);
    BOOST_TEST(ticket.bytes.find(hole.bait) == std::string::npos);
    BOOST_TEST(!ticket.messages[0].text.empty());  // the stub
    BOOST_TEST(flow.term("parked") == 1);
    BOOST_TEST(flow.status().at("incidents") == 1);
    const auto incident = flow.status().at("newest_incidents").at(0);
    BOOST_TEST(incident.at("class") == hole.cls);
    BOOST_TEST(incident.at("destination") == "helpdesk");
    BOOST_TEST(incident.at("contained").is_string());
    const auto status = flow.daemon.run({"status"});
    BOOST_TEST(status.exitCode == 1);
    BOOST_TEST(status.output.find("ALARM helpdesk incident.leak_guard") != std::string::npos);
    BOOST_TEST(flow.daemon.run({"alarms", "ack", "incident.leak_guard"}).exitCode == 0);
    BOOST_TEST(flow.daemon.run({"alarms"}).exitCode == 0);
    const auto queue = flow.daemon.run({"queue"});
    BOOST_TEST(queue.exitCode == 1);
    BOOST_TEST(queue.output.find("leak_guard") != std::string::npos, queue.output);
    BOOST_TEST(queue.output.find(std::string("desk: ") + hole.cls) != std::string::npos);
    BOOST_TEST(queue.output.find(hole.bait) == std::string::npos);
    BOOST_TEST(flow.balanced());
    const auto log = readFile(flow.daemon.logFile());
    BOOST_TEST(log.find("event=guard.blocked") != std::string::npos);
    BOOST_TEST(log.find("event=alarm.raised destination=helpdesk") != std::string::npos, log);
    BOOST_TEST(log.find(hole.bait) == std::string::npos);
}

BOOST_DATA_TEST_CASE(what_is_clean_passes_the_same_hole, kHoles, hole) {
    Flow flow;
    makeHole(flow, hole);
    flow.daemon.start();
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(1), 1, "When do you open?")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().bytes.find("When do you open?") != std::string::npos);
    BOOST_TEST(flow.term("parked") == 0);
}

BOOST_AUTO_TEST_CASE(an_own_class_does_not_show_the_customers_number) {
    Flow flow;
    makeHole(flow, {"", "pattern: 'ORD-[0-9]{6}'", "pattern: 'ORD-[0-9]+'", "", "", ""});
    flow.daemon.start();
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 1, "order ORD-" + ana.waId)), 200);
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 2, "order ORD-17")), 200);
    BOOST_REQUIRE(flow.settled());
    const auto ticket = flow.onlyTicket();
    BOOST_TEST(ticket.bytes.find(ana.waId) == std::string::npos);
    BOOST_TEST(ticket.texts().back() == "order ORD-17");
}

BOOST_AUTO_TEST_SUITE_END()
