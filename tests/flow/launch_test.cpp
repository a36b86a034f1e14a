// The launch gate of a running daemon: no rules take traffic before somebody else than their author
// has signed them, and none that nobody signed ever follow.
#include "tests/flow/reviewed_flow.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace bowline::tests;

namespace {

constexpr const char* kStrictMapping = R"(mapping: helpdesk
to: helpdesk
purpose: answer
extends: strict
contact:
  name: "{contact.alias}"
ticket:
  subject: "[WA] {contact.alias}"
comment:
  text: "{message.text}"
)";

struct Gated : ReviewedFlow {
    [[nodiscard]] bool takes(int n) const { return post(oneText(customer(1), n, "hello")) == 200; }

    [[nodiscard]] std::string launchState() const { return status()["launch"]; }

    [[nodiscard]] std::int64_t entries(const std::string& part) const {
        return probe().number(
            "SELECT COUNT(*) FROM ledger_entries WHERE CAST(bytes AS TEXT) LIKE '%" + part + "%'"
        );
    }

    /// A rule of the mapping says something else; the file stays sound.
    void changeMapping(const std::string& from, const std::string& to) const {
        auto text = readFile(daemon.mappingFile());
        const auto at = text.find(from);
        BOOST_REQUIRE(at != std::string::npos);
        writeFile(daemon.mappingFile(), text.replace(at, from.size(), to));
    }

    Approver stranger;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(launch)

BOOST_FIXTURE_TEST_CASE(before_the_launch_signed_traffic_is_answered_503_and_not_stored, Gated) {
    daemon.start();
    BOOST_TEST(post(oneText(customer(1), 1, "hello")) == 503);
    BOOST_TEST(probe().number("SELECT COUNT(*) FROM journal") == 0);
    BOOST_TEST(launchState() == "waiting");
    BOOST_TEST(status()["reasons"].dump().find("not_live") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(without_a_review_nothing_goes_live, Gated) {
    daemon.start();
    const auto refused = daemon.run({"go-live"});
    BOOST_TEST(refused.exitCode == 1);
    BOOST_TEST(refused.output.find("privacy (dpo)") != std::string::npos, refused.output);
    const auto preflight = daemon.run({"preflight"});
    BOOST_TEST(preflight.exitCode == 1);
    BOOST_TEST(preflight.output.find("MISSING review privacy") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_review_alone_opens_nothing_before_somebody_says_go_live, Gated) {
    BOOST_REQUIRE(signOff(dpo, "first.txt").exitCode == 0);
    daemon.start();
    BOOST_TEST(!takes(1));
    BOOST_TEST(daemon.run({"reload"}).exitCode == 0);
    BOOST_TEST(!takes(1));
    BOOST_TEST(daemon.run({"go-live"}).exitCode == 0);
    BOOST_TEST(takes(1));
}

BOOST_FIXTURE_TEST_CASE(a_signed_review_and_go_live_open_the_gate, Gated) {
    launch();
    BOOST_TEST(daemon.run({"preflight"}).exitCode == 0);
    BOOST_TEST(launchState() == "live");
    BOOST_TEST(takes(1));
    BOOST_REQUIRE(settled());
    BOOST_TEST(tickets().size() == 1U);
    BOOST_TEST(entries(R"("action":"launch.opened"%"privacy":"dpo")") == 1);
    BOOST_TEST(daemon.run({"audit", "verify"}).exitCode == 0);
}

BOOST_FIXTURE_TEST_CASE(a_strangers_signature_is_refused_and_kept_nowhere, Gated) {
    const auto refused = signOff(stranger, "first.txt");
    BOOST_TEST(refused.exitCode == 1);
    BOOST_TEST(
        refused.output.find("nobody whose approval counts") != std::string::npos, refused.output
    );
    BOOST_TEST(!std::filesystem::exists(daemon.configFile().parent_path() / "reviews"));
}

BOOST_FIXTURE_TEST_CASE(a_launched_daemon_starts_again_by_itself, Gated) {
    launch();
    std::filesystem::remove_all(daemon.configFile().parent_path() / "reviews");
    daemon.stop();
    daemon.start();
    BOOST_TEST(takes(1));
}

BOOST_FIXTURE_TEST_CASE(rules_that_nobody_signed_are_refused_and_the_old_ones_go_on, Gated) {
    launch();
    changeMapping("  email: mask", "  email: keep");
    const auto refused = daemon.run({"reload"});
    BOOST_TEST(refused.exitCode == 1);
    BOOST_TEST(refused.output.find("no complete review") != std::string::npos, refused.output);
    BOOST_TEST(!daemon.reload());
    BOOST_TEST(post(oneText(customer(1), 1, "mail ana.example@example.org")) == 200);
    BOOST_REQUIRE(settled());
    BOOST_TEST(onlyTicket().bytes.find("ana.example") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(whoever_writes_the_rules_cannot_name_herself_as_their_approver, Gated) {
    launch();
    const auto config = readFile(daemon.configFile());
    const auto own = "    - { name: eve, key: \"" + stranger.publicKey() + "\" }\n";
    writeFile(daemon.configFile(), config + own);
    changeMapping("  email: mask", "  email: keep");
    const auto signedByHerself = signOff(stranger, "hers.txt");
    BOOST_TEST(signedByHerself.exitCode == 1, signedByHerself.output);
    // Nor by laying the files there by hand, nor by a start anew.
    const auto folder = daemon.configFile().parent_path() / "reviews";
    std::filesystem::copy(this->folder / "hers.txt", folder / "hers.review");
    std::filesystem::copy(this->folder / "hers.txt.sig", folder / "hers.review.sig");
    const auto refused = daemon.run({"reload"});
    BOOST_TEST(refused.exitCode == 1, refused.output);
    daemon.stop();
    daemon.start();
    BOOST_TEST(!takes(1));
    // Somebody who counts may let her in.
    BOOST_REQUIRE(signOff(dpo, "second.txt").exitCode == 0);
    BOOST_TEST(daemon.run({"reload"}).exitCode == 0);
    changeMapping("  email: keep", "  email: mask");
    BOOST_TEST(signOff(stranger, "third.txt").exitCode == 0);
    BOOST_TEST(daemon.run({"reload"}).exitCode == 0);
}

BOOST_FIXTURE_TEST_CASE(nothing_leaves_while_no_stop_can_be_heard, Gated) {
    launch();
    closeTickets();
    BOOST_TEST(takes(1));
    BOOST_REQUIRE(daemon.eventually([&] {
        return probe().number("SELECT COUNT(*) FROM outbox") == 1;
    }));
    daemon.stop();
    changeMapping("  email: mask", "  email: keep");
    openTickets();
    daemon.start();
    BOOST_TEST(!takes(2));
    BOOST_TEST(daemon.stop() == 0);
    BOOST_TEST(tickets().empty());
    changeMapping("  email: keep", "  email: mask");
    daemon.start();
    BOOST_REQUIRE(settled());
    BOOST_TEST(tickets().size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(once_signed_they_become_active, Gated) {
    launch();
    changeMapping("  email: mask", "  email: keep");
    BOOST_REQUIRE(signOff(dpo, "second.txt").exitCode == 0);
    const auto taken = daemon.run({"reload"});
    BOOST_TEST(taken.exitCode == 0, taken.output);
    BOOST_TEST(post(oneText(customer(1), 1, "mail ana.example@example.org")) == 200);
    BOOST_REQUIRE(settled());
    BOOST_TEST(onlyTicket().bytes.find("ana.example") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_start_with_rules_that_nobody_signed_takes_no_traffic, Gated) {
    launch();
    daemon.stop();
    changeMapping("  email: mask", "  email: keep");
    daemon.start();
    BOOST_TEST(!takes(1));
    changeMapping("  email: keep", "  email: mask");
    BOOST_TEST(daemon.run({"reload"}).exitCode == 0);
    BOOST_TEST(takes(1));
}

BOOST_FIXTURE_TEST_CASE(what_was_taken_before_is_not_rendered_by_rules_that_nobody_signed, Gated) {
    launch();
    closeTickets();
    BOOST_TEST(post(oneText(customer(1), 1, "mail ana.example@example.org")) == 200);
    daemon.kill();
    changeMapping("  email: mask", "  email: keep");
    openTickets();
    daemon.start();
    changeMapping("  email: keep", "  email: mask");
    BOOST_TEST(daemon.run({"reload"}).exitCode == 0);
    BOOST_REQUIRE(settled());
    BOOST_TEST(onlyTicket().bytes.find("ana.example") == std::string::npos);
    BOOST_TEST(balanced());
}

BOOST_FIXTURE_TEST_CASE(a_trial_says_so_everywhere, Gated) {
    daemon.isTrial = true;
    daemon.start();
    BOOST_TEST(takes(1));
    BOOST_TEST(launchState() == "trial");
    BOOST_TEST(daemon.run({"status"}).output.find("TRIAL") != std::string::npos);
    BOOST_TEST(entries(R"("action":"config.activated"%"outcome":"trial")") == 1);
    BOOST_TEST(daemon.run({"go-live"}).exitCode == 1);
}

BOOST_FIXTURE_TEST_CASE(a_strict_policy_takes_no_traffic_in_a_trial, Gated) {
    writeFile(daemon.mappingFile(), kStrictMapping);
    daemon.isTrial = true;
    daemon.start();
    BOOST_TEST(!takes(1));
}

BOOST_FIXTURE_TEST_CASE(a_broken_change_is_answered_with_its_faults, Gated) {
    launch();
    changeMapping("  email: mask", "  email: hide");
    const auto refused = daemon.run({"reload"});
    BOOST_TEST(refused.exitCode == 1);
    BOOST_TEST(refused.output.find("helpdesk.yaml:") != std::string::npos, refused.output);
    BOOST_TEST(takes(1));
}

BOOST_AUTO_TEST_SUITE_END()
