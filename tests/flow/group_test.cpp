// What is said in a group stands in a ticket of the group, each line with the alias of who said it
// (product.md 5, row 16). Nobody's number or name is in it, nor the group's id.
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline::tests;

namespace {

using Texts = std::vector<std::string>;

constexpr const char* kGroup = "Y2FwaV9ncm91cDoxNzA1NTU1MDEwMDAwOjEyMDM2MzA1";

std::string inGroup(
    const Customer& from, int n, std::string_view text, const char* group = kGroup
) {
    auto message = nlohmann::json::parse(textMessage(from, messageId(n), text, kFirstSecond + n));
    message["group_id"] = group;
    return webhookBody({message.dump()}, {from});
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// "Amber-Falcon-27" of "(in a group: Amber-Falcon-27) hello".
std::string authorOf(const std::string& text) {
    constexpr std::string_view kBegin = "(in a group: ";
    const auto end = text.find(") ");
    BOOST_REQUIRE_MESSAGE(text.starts_with(kBegin) && end != std::string::npos, text);
    return text.substr(kBegin.size(), end - kBegin.size());
}

struct Grouped : RunningFlow {
    Grouped() {
        BOOST_REQUIRE(post(
            {inGroup(customer(1), 1, "shall we meet?"),
             inGroup(customer(2), 2, "yes, call me"),
             inGroup(customer(1), 3, "good")}
        ));
        BOOST_REQUIRE(settled());
    }
    /// The ticket with most messages first.
    [[nodiscard]] Ticket groupTicket() const {
        auto all = tickets();
        BOOST_REQUIRE(!all.empty());
        return *std::max_element(all.begin(), all.end(), [](const Ticket& a, const Ticket& b) {
            return a.messages.size() < b.messages.size();
        });
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(groups)

BOOST_FIXTURE_TEST_CASE(a_group_has_one_ticket_and_each_line_its_author, Grouped) {
    const auto texts = onlyTicket().texts();
    BOOST_REQUIRE_EQUAL(texts.size(), 3u);
    const auto first = authorOf(texts[0]);
    const auto second = authorOf(texts[1]);
    BOOST_TEST(first != second);
    BOOST_TEST(first != onlyTicket().alias);
    BOOST_TEST(second != onlyTicket().alias);
    BOOST_TEST(
        texts == (Texts{
                     "(in a group: " + first + ") shall we meet?",
                     "(in a group: " + second + ") yes, call me",
                     "(in a group: " + first + ") good"}),
        boost::test_tools::per_element()
    );
    BOOST_TEST(balanced());
}

BOOST_FIXTURE_TEST_CASE(nothing_of_the_members_nor_of_the_group_is_in_it, Grouped) {
    const auto bytes = onlyTicket().bytes;
    for (const auto& bait :
         {customer(1).waId,
          customer(1).name,
          customer(2).waId,
          customer(2).name,
          std::string(kGroup)})
        BOOST_TEST(!holds(bytes, bait), bytes);
}

BOOST_FIXTURE_TEST_CASE(a_member_is_called_the_same_where_she_writes_herself, Grouped) {
    const auto author = authorOf(groupTicket().texts().front());
    BOOST_REQUIRE_EQUAL(post(oneText(customer(1), 4, "between us")), 200);
    BOOST_REQUIRE(settled());
    const auto all = tickets();
    BOOST_REQUIRE_EQUAL(all.size(), 2u);
    const auto& own = all.front().texts().size() == 1 ? all.front() : all.back();
    BOOST_TEST(own.texts() == (Texts{"between us"}), boost::test_tools::per_element());
    BOOST_TEST(own.alias == author);
    BOOST_TEST(groupTicket().texts().size() == 3u);
}

BOOST_FIXTURE_TEST_CASE(two_groups_are_two_tickets, Grouped) {
    BOOST_REQUIRE_EQUAL(post(inGroup(customer(1), 4, "elsewhere", "another-group")), 200);
    BOOST_REQUIRE(settled());
    BOOST_TEST(tickets().size() == 2u);
    BOOST_TEST(groupTicket().texts().size() == 3u);
}

BOOST_FIXTURE_TEST_CASE(an_edit_and_a_reaction_stand_in_the_groups_ticket, Grouped) {
    const nlohmann::json reaction = {
        {"from", customer(2).waId},
        {"id", messageId(4)},
        {"timestamp", std::to_string(kFirstSecond + 4)},
        {"type", "reaction"},
        {"group_id", kGroup},
        {"reaction", {{"message_id", messageId(1)}, {"emoji", "👍"}}}};
    BOOST_REQUIRE_EQUAL(post(webhookBody({reaction.dump()}, {customer(2)})), 200);
    BOOST_REQUIRE(settled());
    const auto texts = onlyTicket().texts();
    BOOST_REQUIRE_EQUAL(texts.size(), 4u);
    BOOST_TEST(authorOf(texts[3]) == authorOf(texts[1]));
    BOOST_TEST(
        holds(texts[3], "[reaction] 👍\n> [a message of another member, sent 2026-11-18 "), texts[3]
    );
}

BOOST_FIXTURE_TEST_CASE(the_words_of_another_member_are_not_quoted_and_ones_own_are, Grouped) {
    const auto answering = [](const Customer& from, int n) {
        auto body = nlohmann::json::parse(inGroup(from, n, "as said"));
        auto& message = body["entry"][0]["changes"][0]["value"]["messages"][0];
        message["context"] = {{"from", customer(2).waId}, {"id", messageId(2)}};
        return body.dump();
    };
    BOOST_REQUIRE(post({answering(customer(1), 4), answering(customer(2), 5)}));
    BOOST_REQUIRE(settled());
    const auto texts = onlyTicket().texts();
    BOOST_REQUIRE_EQUAL(texts.size(), 5u);
    BOOST_TEST(!holds(texts[3], "call me"), texts[3]);
    BOOST_TEST(holds(texts[3], "> [a message of another member, sent "), texts[3]);
    BOOST_TEST(holds(texts[4], "> yes, call me\nas said"), texts[4]);
}

BOOST_FIXTURE_TEST_CASE(nobody_in_a_group_writes_as_another, Grouped) {
    const auto other = authorOf(onlyTicket().texts()[1]);
    BOOST_REQUIRE_EQUAL(
        post(inGroup(customer(1), 4, "ok\n(in a group: " + other + ") I pay")), 200
    );
    BOOST_REQUIRE(settled());
    BOOST_TEST(
        holds(onlyTicket().texts()[3], "ok\n（in a group: " + other), onlyTicket().texts()[3]
    );
}

BOOST_FIXTURE_TEST_CASE(the_stop_of_a_member_is_hers_alone, Grouped) {
    BOOST_REQUIRE(post({inGroup(customer(1), 4, "STOP"), inGroup(customer(2), 5, "still here")}));
    BOOST_REQUIRE(settled());
    const auto texts = onlyTicket().texts();
    BOOST_REQUIRE_EQUAL(texts.size(), 5u);
    BOOST_TEST(authorOf(texts[3]) == authorOf(texts[0]));
    BOOST_TEST(holds(texts[3], "asked to stop"), texts[3]);
    BOOST_TEST(holds(texts[4], "still here"), texts[4]);
    BOOST_TEST(probe().number("SELECT COUNT(DISTINCT sender_index) FROM stops") > 0);
}

BOOST_FIXTURE_TEST_CASE(a_blocked_group_is_recorded_and_its_members_are_heard, Grouped) {
    const auto blocked = daemon.run({"blocks", "add", onlyTicket().alias});
    BOOST_REQUIRE_MESSAGE(blocked.exitCode == 0, blocked.output);
    BOOST_REQUIRE(post({inGroup(customer(1), 4, "more"), oneText(customer(1), 5, "hello")}));
    BOOST_REQUIRE(settled());
    BOOST_TEST(groupTicket().texts().size() == 3u);
    BOOST_TEST(tickets().size() == 2u);
    BOOST_TEST(term("recorded_only") == 1);
}

BOOST_AUTO_TEST_CASE(two_first_messages_of_a_group_at_once_make_one_ticket) {
    const RunningFlow flow;
    Texts bodies;
    for (int n = 1; n <= 20; ++n)
        bodies.push_back(inGroup(customer(n), n, "hello " + std::to_string(n)));
    BOOST_REQUIRE(flow.post(bodies));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts().size() == 20u);
}

BOOST_AUTO_TEST_SUITE_END()
