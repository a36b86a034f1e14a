// The comparison itself: it must see what the crash test promises to see.
#include "tests/support/comparison.h"

#include "tests/support/temp_folder.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

namespace bowline::tests {

namespace {

/// A talker whose four messages were acknowledged.
Talker fourMessages(int number) {
    Talker talker(number);
    Chance chance(1);
    while (talker.fates().size() < 4) {
        static_cast<void>(talker.nextBody(chance));
        talker.acknowledged();
    }
    return talker;
}

struct Shown {
    int talker;
    std::size_t message;
    bool late = false;
};

TicketFigures compareWith(const std::vector<Shown>& shown) {
    nlohmann::json messages = nlohmann::json::array();
    for (const auto& one : shown) {
        messages.push_back(
            {{"key", "k"},
             {"at", "2026-09-21T14:13:20Z"},
             {"kind", "text"},
             {"text", textOf(one.talker, one.message)},
             {"late", one.late}}
        );
    }
    const auto none = nlohmann::json::object();
    const nlohmann::json ticket{
        {"format", 1},
        {"ticket", "t"},
        {"subject", ""},
        {"queue", ""},
        {"fields", none},
        {"contact", {{"key", "c"}, {"alias", "a"}, {"name", ""}, {"fields", none}}},
        {"messages", messages}};
    const TempFolder folder;
    writeFile(folder / "ticket.json", ticket.dump());
    return compare(ticketsIn(folder.path()), {fourMessages(0), fourMessages(1)});
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_comparison_counts_what_is_in_no_ticket) {
    BOOST_TEST(compareWith({{0, 1}, {0, 2}, {0, 4}}).lost == 5);  // one, and all of the other's
}

BOOST_AUTO_TEST_CASE(the_comparison_counts_what_is_there_twice) {
    BOOST_TEST(compareWith({{0, 1}, {0, 1}, {0, 2}}).doubled == 1);
}

BOOST_AUTO_TEST_CASE(the_comparison_counts_what_stands_behind_a_later_message) {
    BOOST_TEST(compareWith({{0, 2}, {0, 1}, {0, 3}}).outOfOrder == 1);
    const auto labelled = compareWith({{0, 2}, {0, 1, true}, {0, 3}});
    BOOST_TEST(labelled.outOfOrder == 0);
    BOOST_TEST(labelled.late == 1);
}

BOOST_AUTO_TEST_CASE(the_comparison_counts_what_nobody_sent_and_what_stands_with_somebody_else) {
    BOOST_TEST(compareWith({{0, 1}, {0, 77}}).strange == 1);
    BOOST_TEST(compareWith({{0, 1}, {1, 1}}).strange == 1);
}

}  // namespace bowline::tests
