// Each condition of a route by itself, all of them together, and what keeps a ticket on its way.
#include "connector/stages/route_match.h"

#include "connector/stages/consent_gate.h"
#include "connector/stages/route.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>

using namespace bowline;
using namespace bowline::stages;

namespace {

const PurposeId kAnswer{"answer"};
const DestinationId kDesk{"desk"};
const Instant kFriday = fromMillis(1'790'329'200'000);  // 2026-09-25 09:00 UTC

/// Open on Fridays from 09:00 to 10:00 UTC.
CalendarPtr fridays() {
    Calendar calendar;
    calendar.changes = {{Instant{}, std::chrono::seconds{0}}};
    calendar.open.at(4) = {{540, 600}};
    return std::make_shared<const Calendar>(std::move(calendar));
}

/// A German message with a card, by an advertisement, from a known person with an open ticket.
struct Scene {
    Placed placed;
    std::vector<Finding> findings{{{0, 4}, "payment_card", "Visa", 1.0, "test"}};

    Scene() {
        MessageUpdate message;
        message.content = textContent(MessageText("Ich möchte mein Geld zurück, bitte"));
        message.content.parts.push_back({PartRole::AdHeadline, MessageText("Spring Sale 2026")});
        placed.event.channel = ChannelId("support");
        placed.event.kind = EventKind::Message;
        placed.event.sentAt = kFriday;
        placed.event.body = std::move(message);
    }

    [[nodiscard]] Inspected inspected() const {
        const Purpose answer{kAnswer, Basis::Contract, true};
        auto consented = ConsentGate::check(placed, {}, {{kAnswer, answer}});
        return {std::move(consented), {MessageText("text"), findings}, {}};
    }
};

struct Condition {
    const char* name;
    std::function<void(RouteCondition&)> set;
    bool holds;
    friend std::ostream& operator<<(std::ostream& out, const Condition& c) { return out << c.name; }
};

const std::vector<Condition> kConditions = {
    {"none", [](auto&) {}, true},
    {"channel", [](auto& when) { when.channels = {ChannelId("support")}; }, true},
    {"other channel", [](auto& when) { when.channels = {ChannelId("sales")}; }, false},
    {"language",
     [](auto& when) {
         when.languages = {"en", "de"};
     },
     true},
    {"other language", [](auto& when) { when.languages = {"es"}; }, false},
    {"word in another case",
     [](auto& when) {
         when.words = {"nothing", "GELD"};
     },
     true},
    {"phrase", [](auto& when) { when.words = {"geld zuruck"}; }, true},
    {"phrase in another order", [](auto& when) { when.words = {"zurück geld"}; }, false},
    {"part of a word", [](auto& when) { when.words = {"gel"}; }, false},
    {"word of the advertisement only", [](auto& when) { when.words = {"spring"}; }, false},
    {"class",
     [](auto& when) {
         when.found = {"email", "payment_card"};
     },
     true},
    {"other class", [](auto& when) { when.found = {"email"}; }, false},
    {"campaign", [](auto& when) { when.campaigns = {"spring sale"}; }, true},
    {"other campaign", [](auto& when) { when.campaigns = {"geld"}; }, false},
    {"kind", [](auto& when) { when.kinds = {"text"}; }, true},
    {"other kind", [](auto& when) { when.kinds = {"image"}; }, false},
    {"during", [](auto& when) { when.during = fridays(); }, true},
    {"outside", [](auto& when) { when.outside = fridays(); }, false},
    {"known person", [](auto& when) { when.knownPerson = true; }, true},
    {"new person", [](auto& when) { when.knownPerson = false; }, false},
    {"open ticket", [](auto& when) { when.openTicket = true; }, true},
    {"new ticket", [](auto& when) { when.openTicket = false; }, false},
};

RouteRule ruleNamed(const char* id, RouteCondition when = {}) {
    return {id, std::move(when), {kDesk}, id};
}

RuleSet rulesWith(std::vector<RouteRule> routes) {
    RuleSet set;
    Mapping mapping;
    mapping.destination = kDesk;
    mapping.purpose = kAnswer;
    set.mappings.emplace(kDesk, mapping);
    set.routes = std::move(routes);
    return set;
}

RouteCondition withWord(const char* word) {
    RouteCondition when;
    when.words = {word};
    return when;
}

RouteCondition ofOpenTickets() {
    RouteCondition when;
    when.openTicket = true;
    return when;
}

}  // namespace

BOOST_DATA_TEST_CASE(a_condition_holds_or_not, boost::unit_test::data::make(kConditions), c) {
    RouteCondition when;
    c.set(when);
    const auto inspected = Scene().inspected();
    BOOST_TEST(RouteFacts(inspected).meet(when) == c.holds);
}

BOOST_AUTO_TEST_CASE(all_conditions_of_a_rule_must_hold) {
    RouteCondition when;
    for (const auto& condition : kConditions) {
        if (condition.holds)
            condition.set(when);
    }
    const auto inspected = Scene().inspected();
    BOOST_TEST(RouteFacts(inspected).meet(when));
    when.found = {"email"};
    BOOST_TEST(!RouteFacts(inspected).meet(when));
}

BOOST_AUTO_TEST_CASE(a_message_without_words_meets_no_condition_on_words) {
    Scene scene;
    scene.placed.event.body = CallUpdate{};
    const auto inspected = scene.inspected();
    const RouteFacts facts(inspected);
    BOOST_TEST(!facts.meet(withWord("geld")));
    RouteCondition german;
    german.languages = {"de"};
    BOOST_TEST(!facts.meet(german));
}

BOOST_AUTO_TEST_CASE(a_ticket_stays_on_the_way_of_the_rule_that_opened_it) {
    const auto rules = rulesWith(
        {ruleNamed("refunds", withWord("geld")), ruleNamed("opener"), ruleNamed("default")}
    );
    BOOST_TEST(route(Scene().inspected(), rules, "default").rule.id == "default");
    BOOST_TEST(route(Scene().inspected(), rules, "opener").rule.id == "opener");
}

BOOST_AUTO_TEST_CASE(a_rule_that_asks_for_open_tickets_takes_one_over) {
    const auto rules = rulesWith({ruleNamed("follow-up", ofOpenTickets()), ruleNamed("default")});
    BOOST_TEST(route(Scene().inspected(), rules, "default").rule.id == "follow-up");
}

BOOST_AUTO_TEST_CASE(a_rule_that_is_gone_or_opens_no_ticket_keeps_nothing) {
    auto parked = ruleNamed("parked");
    parked.path = RoutePath::Park;
    const auto rules = rulesWith({ruleNamed("refunds", withWord("geld")), parked});
    BOOST_TEST(route(Scene().inspected(), rules, "gone").rule.id == "refunds");
    BOOST_TEST(route(Scene().inspected(), rules, "parked").rule.id == "refunds");
    BOOST_TEST(route(Scene().inspected(), rules, "").rule.id == "refunds");
}

BOOST_AUTO_TEST_CASE(a_message_that_opens_a_ticket_looks_at_the_whole_table) {
    Scene scene;
    scene.placed.newEpisode = true;
    const auto rules = rulesWith({ruleNamed("refunds", withWord("geld")), ruleNamed("default")});
    BOOST_TEST(route(scene.inspected(), rules, "default").rule.id == "refunds");
}
