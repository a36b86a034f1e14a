// What was said before bowline, told with the history of a number: one ticket a conversation that
// is closed on arrival, with the times of then (product.md 5, row 15).
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

using namespace bowline::tests;

namespace {

using Texts = std::vector<std::string>;

std::string old(const Customer& from, int n, const char* text) {
    return textMessage(from, messageId(n), text, kFirstSecond - 30 * 86'400 + n);
}

/// Of a ticket, the times in its labels taken out.
Texts wordsOf(const Ticket& ticket) {
    Texts words;
    for (const auto& text : ticket.texts()) {
        constexpr std::string_view kBegin = "(earlier message, sent 2026-";
        BOOST_TEST(text.starts_with(kBegin), text);
        words.push_back(text.substr(text.find(" UTC) ") + 6));
    }
    return words;
}

struct Imported : RunningFlow {
    Imported() {
        BOOST_REQUIRE_EQUAL(
            post(historyBody(
                customer(1),
                {old(customer(1), 1, "is it ready?"),
                 old(business(), 2, "tomorrow"),
                 old(customer(1), 3, "thanks, my card is 4111 1111 1111 1111")}
            )),
            200
        );
        BOOST_REQUIRE(settled());
    }
    [[nodiscard]] Ticket ticketWith(const char* status) const {
        for (auto& ticket : tickets()) {
            if (ticket.status == status)
                return ticket;
        }
        BOOST_FAIL("no ticket of this status");
        return {};
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(history)

BOOST_FIXTURE_TEST_CASE(both_sides_stand_masked_in_one_ticket_that_is_over, Imported) {
    const auto ticket = onlyTicket();
    BOOST_TEST(ticket.status == "solved");
    BOOST_TEST(
        wordsOf(ticket) == (Texts{
                               "is it ready?",
                               "[sent from the phone] tomorrow",
                               "thanks, my card is [card removed: Visa]"}),
        boost::test_tools::per_element()
    );
    BOOST_TEST(balanced());
}

BOOST_FIXTURE_TEST_CASE(what_is_over_is_nobodys_turn, Imported) {
    const auto turns =
        "SELECT COUNT(*) FROM timeline WHERE kind IN ('first_reply', 'waits_for_us', "
        "'waits_for_person')";
    BOOST_TEST(probe().number(turns) == 0);
    BOOST_REQUIRE_EQUAL(post(oneText(customer(1), 4, "and now?")), 200);
    BOOST_REQUIRE(settled());
    BOOST_TEST(probe().number(turns) == 1);
}

BOOST_FIXTURE_TEST_CASE(a_message_of_today_begins_a_ticket_of_its_own_that_names_it, Imported) {
    BOOST_REQUIRE_EQUAL(post(oneText(customer(1), 4, "and now?")), 200);
    BOOST_REQUIRE(settled());
    BOOST_TEST(tickets().size() == 2u);
    const auto now = ticketWith("");
    BOOST_REQUIRE_EQUAL(now.texts().size(), 1u);
    BOOST_TEST(now.texts().front().find("(continues an earlier ticket") == 0u, now.texts().front());
    BOOST_TEST(ticketWith("solved").texts().size() == 3u);
}

BOOST_FIXTURE_TEST_CASE(a_later_chunk_goes_into_the_same_ticket, Imported) {
    BOOST_REQUIRE_EQUAL(post(historyBody(customer(1), {old(customer(1), 4, "good morning")})), 200);
    BOOST_REQUIRE(settled());
    BOOST_TEST(onlyTicket().status == "solved");
    BOOST_TEST(onlyTicket().texts().size() == 4u);
}

BOOST_AUTO_TEST_CASE(history_that_comes_while_people_talk_leaves_their_ticket_alone) {
    const RunningFlow flow;
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(1), 1, "hello")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_REQUIRE_EQUAL(
        flow.post(historyBody(customer(1), {old(customer(1), 2, "STOP"), old(business(), 3, "ok")})
        ),
        200
    );
    BOOST_REQUIRE(flow.settled());
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(1), 4, "still here")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_REQUIRE_EQUAL(flow.tickets().size(), 2u);
    for (const auto& ticket : flow.tickets()) {
        BOOST_TEST(ticket.texts().size() == 2u);
        if (ticket.status.empty())
            BOOST_TEST(
                ticket.texts() == (Texts{"hello", "still here"}), boost::test_tools::per_element()
            );
    }
    BOOST_TEST(flow.probe().number("SELECT COUNT(*) FROM stops") == 0);
}

BOOST_AUTO_TEST_CASE(where_no_mapping_takes_it_history_is_recorded_and_nobody_continues_it) {
    Flow flow;
    auto mapping = readFile(flow.daemon.mappingFile());
    const auto line = mapping.find("  history: ticket\n");
    BOOST_REQUIRE(line != std::string::npos);
    mapping.erase(line, std::string_view("  history: ticket\n").size());
    writeFile(flow.daemon.mappingFile(), mapping);
    flow.daemon.start();
    BOOST_REQUIRE(flow.post(
        {historyBody(customer(1), {old(customer(1), 1, "is it ready?")}),
         oneText(customer(1), 2, "hello")}
    ));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts() == (Texts{"hello"}), boost::test_tools::per_element());
    BOOST_TEST(flow.term("recorded_only") == 1);
    BOOST_TEST(flow.balanced());
}

BOOST_AUTO_TEST_CASE(what_was_imported_and_comes_again_is_a_duplicate) {
    const Imported flow;
    BOOST_REQUIRE_EQUAL(
        flow.post(historyBody(customer(1), {old(customer(1), 1, "is it ready?")})), 200
    );
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts().size() == 3u);
    BOOST_TEST(flow.term("duplicates") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
