// A changed mapping beside live traffic: shadowed, put in place, taken back.
#include "tests/flow/reviewed_flow.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace bowline::tests;

namespace {

constexpr const char* kSaid = "mail ana.example@example.org";

template <class Base>
struct With : Base {
    With() {
        auto text = readFile(this->daemon.mappingFile());
        const std::string rule = "  email: mask";
        text.replace(text.find(rule), rule.size(), "  email: keep");
        writeFile(changed, text);
    }

    void say(int who, int n) const {
        BOOST_REQUIRE_EQUAL(this->post(oneText(customer(who), n, kSaid)), 200);
        BOOST_REQUIRE(this->settled());
    }
    [[nodiscard]] bool shows(const Ticket& ticket) const {
        return ticket.bytes.find("ana.example") != std::string::npos;
    }
    [[nodiscard]] std::int64_t shown() const {
        const auto all = this->tickets();
        return std::count_if(all.begin(), all.end(), [&](const auto& one) { return shows(one); });
    }

    std::string changed = this->folder / "changed.yaml";
};

using Shadowed = With<Flow>;
using ShadowedLive = With<ReviewedFlow>;

}  // namespace

BOOST_AUTO_TEST_SUITE(shadow)

BOOST_FIXTURE_TEST_CASE(shadowing_changes_no_byte_of_a_ticket_and_reports_what_would, Shadowed) {
    daemon.start();
    // Of the time at which it is switched on: messages carry a time of their own.
    BOOST_REQUIRE(daemon.run({"shadow", "on", "--mapping", changed}).exitCode == 0);
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    const auto who = customer(1);
    BOOST_REQUIRE_EQUAL(
        post(webhookBody({textMessage(who, messageId(1), kSaid, now + 60)}, {who})), 200
    );
    BOOST_REQUIRE(settled());
    BOOST_TEST(shown() == 0);
    const auto report = daemon.run({"shadow", "report", "--json", "--accept", "email"});
    BOOST_REQUIRE_MESSAGE(report.exitCode == 0, report.output);
    const auto json = nlohmann::json::parse(report.output);
    BOOST_TEST(json["newly_visible"] == (nlohmann::json{{"email", 1}}));
    BOOST_TEST(daemon.run({"shadow", "report"}).exitCode == 1);
}

BOOST_FIXTURE_TEST_CASE(without_a_shadow_there_is_no_report, Shadowed) {
    BOOST_TEST(daemon.run({"shadow", "report"}).exitCode == 78);
    BOOST_TEST(daemon.run({"shadow", "off"}).exitCode == 0);
}

BOOST_FIXTURE_TEST_CASE(promote_puts_it_in_place_and_rollback_takes_it_back, Shadowed) {
    daemon.start();
    const auto before = readFile(daemon.mappingFile());
    BOOST_REQUIRE(daemon.run({"shadow", "on", "--mapping", changed}).exitCode == 0);
    const auto promoted = daemon.run({"promote"});
    BOOST_REQUIRE_MESSAGE(promoted.exitCode == 0, promoted.output);
    BOOST_TEST(readFile(daemon.mappingFile()) == readFile(changed));
    say(1, 1);
    BOOST_TEST(shown() == 1);
    BOOST_REQUIRE(daemon.run({"rollback"}).exitCode == 0);
    BOOST_TEST(readFile(daemon.mappingFile()) == before);
    say(2, 2);
    BOOST_TEST(shown() == 1);
    BOOST_TEST(daemon.run({"shadow", "report"}).exitCode == 78);
}

BOOST_FIXTURE_TEST_CASE(a_broken_mapping_is_neither_shadowed_nor_promoted, Shadowed) {
    daemon.start();
    const auto before = readFile(daemon.mappingFile());
    writeFile(changed, readFile(changed) + "colour: blue\n");
    BOOST_TEST(daemon.run({"shadow", "on", "--mapping", changed}).exitCode == 78);
    BOOST_TEST(daemon.run({"promote", "--mapping", changed}).exitCode == 78);
    BOOST_TEST(readFile(daemon.mappingFile()) == before);
}

BOOST_FIXTURE_TEST_CASE(what_nobody_signed_is_not_promoted_and_the_file_stays, ShadowedLive) {
    launch();
    const auto before = readFile(daemon.mappingFile());
    BOOST_TEST(daemon.run({"promote", "--mapping", changed}).exitCode == 1);
    BOOST_TEST(readFile(daemon.mappingFile()) == before);
    BOOST_TEST(daemon.run({"rollback"}).exitCode == 78);
    BOOST_REQUIRE(signOff(dpo, "second.txt", {"--mapping", changed}).exitCode == 0);
    const auto promoted = daemon.run({"promote", "--mapping", changed});
    BOOST_TEST(promoted.exitCode == 0, promoted.output);
    // Back to what was signed before: no new signature is needed.
    BOOST_TEST(daemon.run({"rollback"}).exitCode == 0);
}

BOOST_FIXTURE_TEST_CASE(without_a_daemon_nothing_is_promoted, Shadowed) {
    const auto before = readFile(daemon.mappingFile());
    BOOST_TEST(daemon.run({"promote", "--mapping", changed}).exitCode != 0);
    BOOST_TEST(readFile(daemon.mappingFile()) == before);
}

BOOST_AUTO_TEST_SUITE_END()
