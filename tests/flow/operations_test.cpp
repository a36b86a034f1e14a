// What operations do: set up, check, reload, start twice, ask. A broken configuration never
// replaces a working one, and every refusal says what to do.
#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline::tests;

namespace {

constexpr int kTryAgain = 75;
constexpr int kConfiguration = 78;

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

void edit(const std::filesystem::path& file, std::string_view what, std::string_view with) {
    auto text = readFile(file);
    const auto at = text.find(what);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, file << " has no '" << what << "'");
    writeFile(file, text.replace(at, what.size(), with));
}

/// The mapping without its own tests, which a changed rule would contradict.
void dropMappingTests(const Flow& flow) {
    const auto text = readFile(flow.daemon.mappingFile());
    writeFile(flow.daemon.mappingFile(), text.substr(0, text.find("\ntests:") + 1));
}

std::string textOf(const Flow& flow, std::size_t message) {
    return flow.onlyTicket().texts().at(message);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(operations)

BOOST_AUTO_TEST_CASE(what_init_writes_passes_check_and_its_own_tests) {
    const Flow flow;
    const auto checked = flow.daemon.run({"check"});
    BOOST_TEST(checked.exitCode == 0, checked.output);
    const auto tested = flow.daemon.run({"test"});
    BOOST_TEST(tested.exitCode == 0, tested.output);
}

BOOST_AUTO_TEST_CASE(init_overwrites_nothing) {
    const Flow flow;
    const auto config = readFile(flow.daemon.configFile());
    const auto key = readFile(flow.daemon.credential("master.key"));
    const std::vector<std::string> again{
        "init",
        "--config-dir",
        flow.daemon.configFile().parent_path().string(),
        "--state-dir",
        flow.daemon.stateFolder().string(),
        "--run-dir",
        (flow.folder / "run").string(),
        "--i-accept-loss"};
    const auto refused = runProgram(daemonBinary(), again, "another secret\n");
    BOOST_TEST(refused.exitCode == kConfiguration);
    BOOST_TEST(holds(refused.output, "exists already"), refused.output);
    BOOST_TEST(holds(refused.output, "next:"), refused.output);
    BOOST_TEST(readFile(flow.daemon.configFile()) == config);
    BOOST_TEST(readFile(flow.daemon.credential("master.key")) == key);
    std::filesystem::remove(flow.daemon.configFile());
    BOOST_TEST(runProgram(daemonBinary(), again, "another secret\n").exitCode == kConfiguration);
    BOOST_TEST(!std::filesystem::exists(flow.daemon.configFile()));
}

BOOST_AUTO_TEST_CASE(init_in_a_relative_folder_works_from_every_other_folder) {
    const TempFolder folder;
    const auto relative = std::filesystem::relative(folder.path());
    const auto made = runProgram(
        daemonBinary(),
        {"init",
         "--config-dir",
         (relative / "etc").string(),
         "--state-dir",
         (relative / "var").string(),
         "--run-dir",
         (relative / "run").string(),
         "--i-accept-loss"},
        "a secret\n"
    );
    BOOST_REQUIRE_EQUAL(made.exitCode, 0);
    for (const auto& line : {"  path: \"/", "  admin: \"/", "    path: \"/"})
        BOOST_TEST(holds(readFile(folder / "etc/bowline.yaml"), line), line);
}

BOOST_AUTO_TEST_CASE(check_lists_every_fault_with_its_place_and_a_cure) {
    const Flow flow;
    flow.daemon.configure("bogus_key: 1\n");
    edit(flow.daemon.configFile(), "adapter: folder", "adapter: foldr");
    edit(flow.daemon.mappingFile(), "payment_card: mask", "payment_card: keep");
    edit(flow.daemon.mappingFile(), "  queue: ", "  quee: ");
    const auto checked = flow.daemon.run({"check"});
    BOOST_TEST(checked.exitCode == kConfiguration);
    for (const auto* fault : {"bogus_key", "not_a_choice", "payment_card", "quee"})
        BOOST_TEST(holds(checked.output, fault), fault << " is not in " << checked.output);
    BOOST_TEST(holds(checked.output, "bowline.yaml:"), checked.output);
    BOOST_TEST(holds(checked.output, "helpdesk.yaml:"), checked.output);
    const auto served = flow.daemon.run({"serve"});
    BOOST_TEST(served.exitCode == kConfiguration);
    BOOST_TEST(!std::filesystem::exists(flow.daemon.storeFile()));
}

BOOST_AUTO_TEST_CASE(a_broken_configuration_does_not_replace_a_working_one) {
    RunningFlow flow;
    edit(flow.daemon.mappingFile(), "order_number: keep", "order_number: kepe");
    BOOST_TEST(!flow.daemon.reload());
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(1), 1, "order ORD-123456")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(textOf(flow, 0) == "order ORD-123456");
    BOOST_TEST(holds(readFile(flow.daemon.logFile()), "why=broken"));
}

BOOST_AUTO_TEST_CASE(a_changed_mapping_takes_effect_on_hup) {
    RunningFlow flow;
    const auto ana = customer(1);
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 1, "order ORD-123456")), 200);
    BOOST_REQUIRE(flow.settled());
    dropMappingTests(flow);
    edit(flow.daemon.mappingFile(), "order_number: keep", "order_number: mask");
    BOOST_REQUIRE(flow.daemon.reload());
    BOOST_REQUIRE_EQUAL(flow.post(oneText(ana, 2, "order ORD-654321")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(textOf(flow, 0) == "order ORD-123456");
    BOOST_TEST(!holds(textOf(flow, 1), "654321"));
    BOOST_TEST(flow.probe().number("SELECT count(DISTINCT rule_set) FROM outbox") == 2);
}

BOOST_AUTO_TEST_CASE(what_needs_a_restart_is_not_taken_halfway) {
    RunningFlow flow;
    const auto original = readFile(flow.daemon.configFile());
    constexpr std::pair<const char*, const char*> kChanges[] = {
        {"path: /webhooks/meta", "path: /webhooks/other"},
        {"/tickets", "/elsewhere"},
        {"${cred:app_secret}", "${cred:other_secret}"},
        {"circuit_open: 1s", "circuit_open: 2s"},
        {"circuit_longest: 5s", "circuit_longest: 6s"},
        {"delivery:",
         "purposes:\n  answer:\n    basis: contract\n    stopped_by_word: false\ndelivery:"}};
    for (const auto& [what, with] : kChanges) {
        writeFile(flow.daemon.configFile(), original);
        edit(flow.daemon.configFile(), what, with);
        BOOST_TEST(!flow.daemon.reload(), what);
    }
    BOOST_TEST(holds(readFile(flow.daemon.logFile()), "why=needs_restart"));
    BOOST_TEST(!holds(readFile(flow.daemon.logFile()), "why=broken"));
    writeFile(flow.daemon.configFile(), original);
    BOOST_TEST(flow.daemon.reload());
    BOOST_TEST(flow.post(oneText(customer(1), 1, "still here")) == 200);
}

BOOST_AUTO_TEST_CASE(a_second_daemon_on_the_same_store_is_sent_away) {
    const RunningFlow flow;
    const auto second = flow.daemon.run({"serve"});
    BOOST_TEST(second.exitCode == kTryAgain);
    BOOST_TEST(holds(second.output, "another bowline"), second.output);
    BOOST_TEST(holds(second.output, "next:"), second.output);
    BOOST_TEST(flow.post(oneText(customer(1), 1, "the first goes on")) == 200);
    BOOST_TEST(flow.settled());
}

BOOST_AUTO_TEST_CASE(status_answers_with_and_without_a_daemon) {
    RunningFlow flow;
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(1), 1, "hello")), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.status().at("ready") == true);
    BOOST_TEST(flow.daemon.run({"status"}).exitCode == 0);
    flow.daemon.stop();
    const auto asleep = flow.status();
    BOOST_TEST(asleep.at("reasons") == nlohmann::json::array({"not_running"}));
    BOOST_TEST(asleep.at("invariant").at("synced") == 1);
    const auto printed = flow.daemon.run({"status"});
    BOOST_TEST(printed.exitCode == 1);
    BOOST_TEST(holds(printed.output, "systemctl start bowline"), printed.output);
}

BOOST_AUTO_TEST_SUITE_END()
