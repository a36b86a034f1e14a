// The consent gate fails closed, and routing leaves out what does not pass.
#include "connector/base/error.h"
#include "connector/stages/consent_gate.h"
#include "connector/stages/route.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::stages;

namespace {

const PurposeId kAnswer{"answer"};
const PurposeId kMarketing{"marketing"};
const DestinationId kDesk{"desk"};
const DestinationId kLetters{"letters"};

std::map<PurposeId, Purpose> purposes() {
    return {
        {kAnswer, {kAnswer, Basis::Contract, true}},
        {kMarketing, {kMarketing, Basis::OptIn, true}}};
}

Mapping mappingFor(const DestinationId& destination, const PurposeId& purpose) {
    Mapping mapping;
    mapping.destination = destination;
    mapping.purpose = purpose;
    return mapping;
}

RouteCondition ofChannel(const char* name) {
    RouteCondition when;
    when.channels.emplace(name);
    return when;
}

RuleSet rules() {
    RuleSet set;
    set.mappings.emplace(kDesk, mappingFor(kDesk, kAnswer));
    set.mappings.emplace(kLetters, mappingFor(kLetters, kMarketing));
    set.routes = {
        {"support", ofChannel("support"), {kDesk, kLetters}, "Support"},
        {"rest", {}, {kDesk}, "General"}};
    set.purposes = purposes();
    return set;
}

Routed routeFor(const ChannelId& channel, const ConsentView& view) {
    Placed placed;
    placed.event.channel = channel;
    auto consented = ConsentGate::check(placed, view, purposes());
    return route({std::move(consented), {}, {}}, rules(), "");
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_contract_passes_without_a_word_and_marketing_waits_for_one) {
    const auto consented = ConsentGate::check({}, {}, purposes());
    BOOST_TEST((consented.verdictFor(kAnswer) == Verdict{Decision::Pass, "basis"}));
    BOOST_TEST((consented.verdictFor(kMarketing) == Verdict{Decision::Hold, "no_consent"}));
}

BOOST_AUTO_TEST_CASE(a_stop_beats_a_consent_on_record) {
    const auto consented = ConsentGate::check({}, {{kMarketing}, {kMarketing}}, purposes());
    BOOST_TEST((consented.verdictFor(kMarketing) == Verdict{Decision::Drop, "stopped"}));
}

BOOST_AUTO_TEST_CASE(a_purpose_that_nobody_configured_is_held) {
    const auto consented = ConsentGate::check({}, {}, purposes());
    BOOST_TEST((consented.verdictFor(PurposeId("profiling")).decision == Decision::Hold));
}

BOOST_AUTO_TEST_CASE(a_destination_whose_purpose_waits_is_left_out_with_the_reason) {
    const auto routed = routeFor(ChannelId("support"), {});
    BOOST_TEST((routed.destinations == std::vector{kDesk}));
    BOOST_TEST((routed.leftOut == std::vector{LeftOut{kLetters, {Decision::Hold, "no_consent"}}}));
    BOOST_TEST(routed.rule.id == "support");
}

BOOST_AUTO_TEST_CASE(the_rule_without_condition_takes_the_rest) {
    const auto routed = routeFor(ChannelId("sales"), {});
    BOOST_TEST(routed.rule.id == "rest");
    BOOST_TEST(routed.rule.queue == "General");
}

BOOST_AUTO_TEST_CASE(an_event_that_is_stopped_everywhere_is_dropped_and_says_so) {
    const auto routed = routeFor(ChannelId("sales"), {{kAnswer}, {}});
    BOOST_TEST(routed.destinations.empty());
    BOOST_TEST((verdictOfUnrouted(routed) == Verdict{Decision::Drop, "stopped"}));
}

BOOST_AUTO_TEST_CASE(a_table_without_a_last_resort_is_an_error_and_no_silent_loss) {
    Placed placed;
    placed.event.channel = ChannelId("sales");
    auto consented = ConsentGate::check(placed, {}, purposes());
    RuleSet set = rules();
    set.routes.pop_back();
    BOOST_CHECK_THROW(route({std::move(consented), {}, {}}, set, ""), Error);
}

BOOST_AUTO_TEST_CASE(what_was_said_before_bowline_goes_only_where_a_mapping_takes_it) {
    MessageUpdate message;
    message.imported = true;
    Placed placed;
    placed.event.channel = ChannelId("sales");
    placed.event.body = message;
    RuleSet set = rules();
    const auto routed = [&] {
        return route({ConsentGate::check(placed, {}, purposes()), {}, {}}, set, "");
    };
    BOOST_TEST(!takesHistory(set));
    BOOST_TEST(routed().destinations.empty());
    BOOST_TEST((verdictOfUnrouted(routed()) == Verdict{Decision::Drop, "imported"}));
    set.mappings.at(kDesk).takesHistory = true;
    BOOST_TEST(takesHistory(set));
    BOOST_TEST((routed().destinations == std::vector{kDesk}));
}
