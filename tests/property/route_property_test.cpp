// A route says where a message goes, never how much of it: random tables of rules, each with a rule
// deleted, moved or narrowed, and everywhere that a message arrives it shows exactly what the
// mapping of that place shows. Where it goes may change with a table; `bowline diff` tells that.
#include "connector/expression/template.h"
#include "connector/stages/consent_gate.h"
#include "connector/stages/render.h"
#include "connector/stages/route.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

using namespace bowline;

namespace {

using Random = std::mt19937;

const std::string kSaid = "card 4111111111111111, mail ana@example.org, order 17";
const std::vector<std::string> kBaits = {"4111111111111111", "ana@example.org"};
const std::vector<DestinationId> kPlaces = {
    DestinationId("desk"), DestinationId("crm"), DestinationId("archive")};
const std::vector<std::string> kWords = {"card", "refund", "order"};
const std::vector<std::string> kClasses = {"payment_card", "email", "iban"};

TemplatePtr written(const std::string& source) {
    auto compiled = expression::Template::compile(source, expression::mappingDialect());
    BOOST_REQUIRE(std::holds_alternative<expression::Template>(compiled));
    return std::make_shared<const expression::Template>(
        std::move(std::get<expression::Template>(compiled))
    );
}

/// Each place shows another degree of the text; all name what the rule says in one field.
Mapping mappingOf(const DestinationId& place) {
    Mapping mapping;
    mapping.destination = place;
    mapping.purpose = PurposeId("answer");
    mapping.text = place == kPlaces[0]   ? TextMode::FullMasked
                   : place == kPlaces[1] ? TextMode::FieldsOnly
                                         : TextMode::Withheld;
    mapping.otherwise.action = Action::Mask;
    mapping.contactName = written("{contact.alias}");
    mapping.ticketSubject = written("{message.text | shorten(30)}");
    mapping.ticketQueue = written("{route.rule} {route.queue} {route.tags} {route.priority}");
    mapping.commentText = written("{message.text}");
    return mapping;
}

RuleSet rulesWith(std::vector<RouteRule> routes) {
    RuleSet rules;
    for (const auto& place : kPlaces)
        rules.mappings.emplace(place, mappingOf(place));
    rules.purposes.emplace(
        PurposeId("answer"), Purpose{PurposeId("answer"), Basis::Contract, true}
    );
    rules.routes = std::move(routes);
    return rules;
}

template <class List>
auto anyOf(Random& random, const List& list) {
    return list[random() % list.size()];
}

bool oneIn(Random& random, unsigned count) {
    return random() % count == 0;
}

RouteCondition anyCondition(Random& random) {
    RouteCondition when;
    if (oneIn(random, 2))
        when.words = {anyOf(random, kWords)};
    if (oneIn(random, 3))
        when.found = {anyOf(random, kClasses)};
    if (oneIn(random, 4))
        when.kinds = {oneIn(random, 2) ? "text" : "image"};
    if (oneIn(random, 4))
        when.knownPerson = oneIn(random, 2);
    return when;
}

RouteRule anyRule(Random& random, std::size_t number) {
    RouteRule rule{"rule-" + std::to_string(number), anyCondition(random), {}, "Support"};
    rule.path = oneIn(random, 5) ? RoutePath::Record : RoutePath::Ticket;
    for (const auto& place : kPlaces) {
        if (rule.path == RoutePath::Ticket && oneIn(random, 2))
            rule.destinations.push_back(place);
    }
    rule.priority = oneIn(random, 2) ? "high" : "";
    rule.tags = {"tag-" + std::to_string(number)};
    return rule;
}

std::vector<RouteRule> anyTable(Random& random) {
    std::vector<RouteRule> table;
    for (auto left = random() % 5; left > 0; --left)
        table.push_back(anyRule(random, left));
    table.push_back({"default", {}, {anyOf(random, kPlaces)}, "Support"});
    return table;
}

/// The last rule stays: a table without it is refused.
std::vector<RouteRule> changed(Random& random, std::vector<RouteRule> table) {
    if (table.size() < 2)
        return table;
    const auto at = table.begin() + static_cast<std::ptrdiff_t>(random() % (table.size() - 1));
    switch (random() % 3) {
        case 0:
            table.erase(at);
            break;
        case 1:
            std::shuffle(table.begin(), table.end() - 1, random);
            break;
        default:
            at->when.found = {anyOf(random, kClasses)};
    }
    return table;
}

stages::Inspected message(Random& random, const RuleSet& rules) {
    MessageUpdate update;
    update.content = textContent(MessageText(kSaid));
    stages::Placed placed;
    placed.event.kind = EventKind::Message;
    placed.event.body = std::move(update);
    placed.newPerson = oneIn(random, 2);
    placed.newEpisode = true;
    return {
        stages::ConsentGate::check(std::move(placed), {}, rules.purposes),
        {MessageText(kSaid),
         {{{5, 21}, "payment_card", "Visa", 1.0, "test"}, {{28, 43}, "email", "", 1.0, "test"}}},
        {}};
}

stages::Rendered shownAt(
    const DestinationId& place, const stages::Routed& routed, const RuleSet& rules
) {
    return stages::render(routed, place, {"Amber-Falcon-27", {"c", "t", "m"}}, {}, rules);
}

/// Without what the rule itself says: words of the author's, the same for every message.
ItemContent withoutRule(ItemContent content) {
    content.ticketQueue.clear();
    return content;
}

bool showsBait(const ItemContent& content) {
    return std::ranges::any_of(kBaits, [&](const std::string& bait) {
        return (content.ticketQueue + content.ticketSubject + content.commentText).find(bait) !=
               std::string::npos;
    });
}

/// How many places `routed` has, after each of them was compared with what its mapping alone shows.
std::size_t compared(const stages::Routed& routed, const RuleSet& rules) {
    for (const auto& place : routed.destinations) {
        const stages::Routed alone{routed.inspected, {place}, {}, {"alone", {}, {place}, ""}};
        const auto got = shownAt(place, routed, rules);
        const auto wanted = shownAt(place, alone, rules);
        BOOST_REQUIRE((withoutRule(got.item.content) == withoutRule(wanted.item.content)));
        BOOST_REQUIRE((got.forbidden == wanted.forbidden));
        BOOST_REQUIRE((got.item.removed == wanted.item.removed));
        BOOST_REQUIRE(!showsBait(got.item.content));
    }
    return routed.destinations.size();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_table_of_routes_says_where_a_message_goes_and_never_how_much_of_it) {
    Random random(20261201);
    std::size_t places = 0;
    int elsewhere = 0;
    for (int round = 0; round < 5000; ++round) {
        const auto table = anyTable(random);
        const auto before = rulesWith(table);
        const auto after = rulesWith(changed(random, table));
        const auto said = message(random, before);
        const auto then = stages::route(said, before, "");
        const auto now = stages::route(said, after, "");
        places += compared(then, before) + compared(now, after);
        elsewhere += then.destinations == now.destinations ? 0 : 1;
    }
    BOOST_TEST_MESSAGE("places compared: " << places << ", sent elsewhere: " << elsewhere);
    BOOST_TEST(places > 5000U);
    BOOST_TEST(elsewhere > 200);
}
