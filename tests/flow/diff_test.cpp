// `bowline diff` over the traffic of a running daemon: what it says must be what another daemon
// under the changed rules really writes.
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <set>
#include <sstream>

using namespace bowline::tests;

namespace {

constexpr const char* kMail = "ana.example@example.org";

/// One for each customer; the second word tells the tickets apart.
constexpr std::array<const char*, 12> kSaid{
    "about apples: write to ana.example@example.org please",
    "about bread: order ORD-123456 is late",
    "about carrots: nothing to hide here",
    "about dates: order ORD-204711, mail luis@example.com",
    "about eggs: my card is 4111 1111 1111 1111",
    "about figs: call +1 202 555 0143",
    "about grapes: thanks a lot",
    "about honey: ORD-999999 and ORD-888888",
    "about ice: MAIL ME AT KIM@EXAMPLE.NET",
    "about jam: when do you open?",
    "about kale: it is 5 euros",
    "about lemons: the card again, 4012 8888 8888 1881",
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, from);
    return text.replace(at, from.size(), to);
}

/// Says everything, and a second message of one customer into the ticket that she has.
void sayAll(const Flow& flow) {
    for (std::size_t i = 0; i < kSaid.size(); ++i) {
        const auto who = customer(static_cast<int>(i));
        BOOST_REQUIRE_EQUAL(flow.post(oneText(who, static_cast<int>(i), kSaid[i])), 200);
    }
    BOOST_REQUIRE(flow.settled());
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(0), 50, "and ORD-777777 too")), 200);
    BOOST_REQUIRE(flow.settled());
}

/// Texts of each ticket by what it is about.
std::map<std::string, std::vector<std::string>> byTopic(const Flow& flow) {
    std::map<std::string, std::vector<std::string>> out;
    for (const auto& ticket : flow.tickets()) {
        std::istringstream first(ticket.texts().front());
        std::string about;
        std::string topic;
        first >> about >> topic;
        out[topic] = ticket.texts();
    }
    return out;
}

std::map<std::string, std::string> aliasByTopic(const Flow& flow) {
    std::map<std::string, std::string> out;
    for (const auto& ticket : flow.tickets()) {
        std::istringstream first(ticket.texts().front());
        std::string about;
        std::string topic;
        first >> about >> topic;
        out[ticket.alias] = topic;
    }
    return out;
}

struct Compared : RunningFlow {
    [[nodiscard]] std::string changed(
        const std::vector<std::pair<std::string, std::string>>& changes
    ) const {
        auto text = readFile(daemon.mappingFile());
        for (const auto& [from, to] : changes)
            text = replaced(std::move(text), from, to);
        const auto file = folder / "changed.yaml";
        writeFile(file, text);
        return file;
    }

    [[nodiscard]] Finished diff(const std::string& file, std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"diff", "--mapping", file});
        return daemon.run(more);
    }

    [[nodiscard]] nlohmann::json diffed(const std::string& file) const {
        const auto done = diff(file, {"--json", "--accept", "all"});
        BOOST_REQUIRE_MESSAGE(done.exitCode == 0, done.output);
        return nlohmann::json::parse(done.output);
    }
};

const std::vector<std::pair<std::string, std::string>> kLooserMail{
    {"  email: mask", "  email: keep"}};
const std::vector<std::pair<std::string, std::string>> kTwoChanges{
    {"  email: mask", "  email: keep"}, {"  order_number: keep", "  order_number: mask"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(diff)

BOOST_FIXTURE_TEST_CASE(it_lists_exactly_the_tickets_that_differ_when_really_written, Compared) {
    sayAll(*this);
    const auto file = changed(kTwoChanges);
    const auto topics = aliasByTopic(*this);
    std::set<std::string> listed;
    const auto report = diffed(file);
    for (const auto& ticket : report["tickets"])
        listed.insert(topics.at(ticket["alias"].get<std::string>()));

    Flow other;
    writeFile(other.daemon.mappingFile(), readFile(file));
    other.daemon.start();
    sayAll(other);
    const auto now = byTopic(other);
    std::set<std::string> differ;
    for (const auto& [topic, texts] : byTopic(*this)) {
        if (now.at(topic) != texts)
            differ.insert(topic);
    }
    BOOST_TEST(differ.size() == 5U);
    BOOST_TEST(listed == differ, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_value_over_two_messages_differs_too, Compared) {
    sayAll(*this);
    const auto who = customer(20);
    BOOST_REQUIRE_EQUAL(post(oneText(who, 60, "about olives: I am at +1 202 5")), 200);
    BOOST_REQUIRE(settled());
    BOOST_REQUIRE_EQUAL(post(oneText(who, 61, "55 0143 today")), 200);
    BOOST_REQUIRE(settled());
    const auto topics = aliasByTopic(*this);
    std::set<std::string> listed;
    const auto report = diffed(changed({{"  phone: mask", "  phone: keep"}}));
    for (const auto& ticket : report["tickets"])
        listed.insert(topics.at(ticket["alias"].get<std::string>()));
    BOOST_TEST((listed == std::set<std::string>{"figs:", "olives:"}));
}

BOOST_FIXTURE_TEST_CASE(classes_and_tickets_are_counted_and_no_value_is_said, Compared) {
    sayAll(*this);
    const auto report = diffed(changed(kTwoChanges));
    BOOST_TEST(report["newly_visible"] == (nlohmann::json{{"email", 3}}));
    BOOST_TEST(report["newly_hidden"] == (nlohmann::json{{"order_number", 4}}));
    BOOST_TEST(report["compared"] == kSaid.size() + 1);
    BOOST_TEST(report.dump().find("example.org") == std::string::npos);
    BOOST_TEST(report.dump().find("123456") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(what_becomes_visible_is_refused_until_it_is_accepted_by_name, Compared) {
    BOOST_REQUIRE_EQUAL(post(oneText(customer(1), 1, std::string("mail ") + kMail)), 200);
    BOOST_REQUIRE(settled());
    const auto file = changed(kLooserMail);
    const auto refused = diff(file);
    BOOST_TEST(refused.exitCode == 1);
    BOOST_TEST(refused.output.find("--accept email") != std::string::npos, refused.output);
    BOOST_TEST(refused.output.find(kMail) == std::string::npos);
    BOOST_TEST(diff(file, {"--accept", "phone"}).exitCode == 1);
    BOOST_TEST(diff(file, {"--accept", "email"}).exitCode == 0);
}

BOOST_FIXTURE_TEST_CASE(nothing_is_written_and_the_ticket_stays, Compared) {
    BOOST_REQUIRE_EQUAL(post(oneText(customer(1), 1, std::string("mail ") + kMail)), 200);
    BOOST_REQUIRE(settled());
    const auto entries = probe().number("SELECT COUNT(*) FROM ledger_entries");
    const auto bytes = onlyTicket().bytes;
    (void)diffed(changed(kLooserMail));
    BOOST_TEST(probe().number("SELECT COUNT(*) FROM ledger_entries") == entries);
    BOOST_TEST(onlyTicket().bytes == bytes);
}

BOOST_FIXTURE_TEST_CASE(only_what_was_said_since_is_compared, Compared) {
    BOOST_REQUIRE_EQUAL(post(oneText(customer(1), 1, "one")), 200);
    BOOST_REQUIRE_EQUAL(post(oneText(customer(1), 3600, "an hour later")), 200);
    BOOST_REQUIRE(settled());
    const auto file = changed(kLooserMail);
    BOOST_TEST(diffed(file)["compared"] == 2);
    const auto later = diff(file, {"--json", "--since", "2026-11-18T11:30Z"});
    BOOST_TEST(nlohmann::json::parse(later.output)["compared"] == 1);
}

BOOST_FIXTURE_TEST_CASE(what_a_route_kept_from_tickets_is_told_by_conversation, Compared) {
    auto config = readFile(daemon.configFile());
    const std::string begin = "routes:\n";
    config.insert(
        config.find(begin) + begin.size(),
        "  - { id: orders, found: [order_number], path: record }\n"
    );
    writeFile(daemon.configFile(), config);
    BOOST_REQUIRE(daemon.reload());
    for (int who = 1; who <= 2; ++who)
        BOOST_REQUIRE_EQUAL(post(oneText(customer(who), who, "order ORD-123456")), 200);
    BOOST_REQUIRE(settled());
    // What the pattern finds no more goes to a ticket.
    const auto report = diffed(changed({{"ORD-[0-9]{6}", "XXX-[0-9]{6}"}}));
    BOOST_TEST(report["compared"] == 2);
    BOOST_TEST(report["tickets"].size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(a_broken_change_is_refused_with_its_place, Compared) {
    const auto done = diff(changed({{"  email: mask", "  email: hide"}}));
    BOOST_TEST(done.exitCode == 78);
    BOOST_TEST(done.output.find("changed.yaml:") != std::string::npos, done.output);
}

BOOST_AUTO_TEST_SUITE_END()
