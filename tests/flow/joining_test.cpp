// Comments that wait travel in one request, and the daemon is killed while such a request is
// unanswered: each message stands once in its ticket, in its order.
#include "tests/flow/live_desk.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>

using namespace bowline;
using namespace bowline::tests;

namespace {

using Texts = std::vector<std::string>;
using nlohmann::json;

constexpr int kRounds = 3;
constexpr int kBurst = 5;  // messages of a customer that wait in a round

std::string joiningAdapter() {
    auto text = changed(
        deskAdapter(),
        "responses:\n",
        "limits:\n  coalesce: {ops: [comment.public], window: 60s, max_items: 20}\nresponses:\n"
    );
    text = changed(text, "{index_lag: 5s}", "strong");
    return changed(
        text,
        "body: {json: {key: \"${in.key}\", text:",
        "body: {json: {key: \"${in.key}\", ticket: \"${in.ticket.id}\", text:"
    );
}

/// Two customers whose tickets are there.
class JoiningFlow : public DeskFlow {
public:
    JoiningFlow() {
        writeFile(adapterFile(), joiningAdapter());
        daemon.start();
        say(1);
        BOOST_REQUIRE(settled());
    }
    /// Each says `count` things more.
    void say(int count) {
        for (int n = 0; n < count; ++n) {
            ++said_;
            for (const int who : {1, 2}) {
                const auto text = fmt::format("message {} of {}", said_, who);
                const auto id = who * 1000 + said_;
                BOOST_REQUIRE_EQUAL(post(oneText(customer(who), id, text)), 200);
                expected_[who].push_back(text);
            }
        }
    }
    [[nodiscard]] std::size_t comments() const { return desk.things("/comments").size(); }
    /// The paragraphs of each ticket's comments, in the order of their making.
    [[nodiscard]] std::vector<Texts> paragraphs() const {
        auto things = desk.things("/comments");
        const auto number = [](const json& c) { return std::stoi(c.at("id").get<std::string>()); };
        std::ranges::sort(things, {}, number);
        std::map<std::string, Texts> tickets;
        for (const auto& comment : things) {
            auto& texts = tickets[comment.at("ticket").get<std::string>()];
            std::string rest = comment.at("text").get<std::string>() + "\n\n";
            for (auto end = rest.find("\n\n"); end != std::string::npos; end = rest.find("\n\n")) {
                texts.push_back(rest.substr(0, end));
                rest.erase(0, end + 2);
            }
        }
        std::vector<Texts> all;
        for (auto& [id, texts] : tickets)
            all.push_back(std::move(texts));
        std::ranges::sort(all);
        return all;
    }
    [[nodiscard]] std::vector<Texts> expected() const {
        std::vector<Texts> all;
        for (const auto& [who, texts] : expected_)
            all.push_back(texts);
        std::ranges::sort(all);
        return all;
    }

private:
    int said_ = 0;
    std::map<int, Texts> expected_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(joined)

BOOST_AUTO_TEST_CASE(what_waited_for_a_desk_that_was_down_becomes_one_comment_a_ticket) {
    JoiningFlow flow;
    flow.desk.become(Mood::Unavailable);
    flow.say(kBurst);
    flow.desk.become(Mood::Answering);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.balanced());
    BOOST_TEST((flow.paragraphs() == flow.expected()));
    BOOST_TEST(flow.comments() < 2U * (1 + kBurst));
    BOOST_TEST(flow.probe().number("SELECT COUNT(*) FROM outbox WHERE joined_to IS NOT NULL") > 0);
}

BOOST_AUTO_TEST_CASE(kill_9_while_a_joined_comment_is_unanswered_loses_doubles_and_misplaces_nothing
) {
    JoiningFlow flow;
    for (int round = 0; round < kRounds; ++round) {
        flow.desk.become(Mood::Unavailable);
        flow.say(kBurst);
        const auto before = flow.comments();
        flow.desk.become(Mood::Silent);
        BOOST_REQUIRE(flow.daemon.eventually([&] { return flow.comments() > before; }));
        flow.daemon.kill();
        BOOST_TEST(
            flow.probe().number(
                "SELECT COUNT(*) FROM outbox WHERE state = 'leased' AND joined_to <> item_id"
            ) > 0
        );
        flow.desk.become(Mood::Answering);
        flow.daemon.start();
    }
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.balanced());
    BOOST_TEST((flow.paragraphs() == flow.expected()));
    BOOST_TEST(flow.comments() < 2U * (1 + kRounds * kBurst));
    const auto audit = flow.daemon.run({"audit", "verify"});
    BOOST_TEST(audit.exitCode == 0, audit.output);
}

BOOST_AUTO_TEST_SUITE_END()
