// `bowline try` as a program: no daemon, no store, exit codes, one JSON document.
#include "connector/app/exit_codes.h"
#include "tests/flow/flow.h"
#include "tests/support/program.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace bowline::tests;
namespace fs = std::filesystem;

namespace {

/// An installation in which no daemon has ever run.
struct Installed {
    Installed() {
        const auto made = runProgram(
            daemonBinary(),
            {"init",
             "--config-dir",
             (folder / "etc").string(),
             "--state-dir",
             (folder / "var").string(),
             "--run-dir",
             (folder / "run").string(),
             "--i-accept-loss"},
            "my-secret\n"
        );
        BOOST_REQUIRE_MESSAGE(made.exitCode == bowline::app::kOk, made.output);
    }
    [[nodiscard]] Finished tried(std::vector<std::string> arguments, std::string_view input) const {
        arguments.insert(arguments.begin(), "try");
        arguments.insert(arguments.end(), {"--config", (folder / "etc/bowline.yaml").string()});
        return runProgram(daemonBinary(), arguments, input);
    }
    TempFolder folder;
};

const std::string kBody = R"({"object": "whatsapp_business_account", "entry": [{"id": "1",
  "changes": [{"field": "messages", "value": {"metadata": {"phone_number_id": "106540352242922"},
  "messages": [{"id": "wamid.1", "from": "15550100001", "timestamp": "1750000000", "type": "text",
  "text": {"body": "my card is 4111 1111 1111 1111"}}]}}]}]})";

}  // namespace

BOOST_AUTO_TEST_SUITE(try_command)

BOOST_AUTO_TEST_CASE(lists_every_element_of_standard_input_without_a_daemon_or_a_store) {
    const Installed installed;
    fs::remove_all(installed.folder / "etc/credentials");
    const auto tried = installed.tried({"--webhook", "-", "--json"}, kBody);
    BOOST_REQUIRE_MESSAGE(tried.exitCode == bowline::app::kOk, tried.output);
    const auto document = nlohmann::json::parse(tried.output);
    BOOST_TEST(document["schema"] == 1);
    BOOST_TEST(document["updates"].size() == 1u);
    BOOST_TEST(tried.output.find("4111") == std::string::npos);
    BOOST_TEST(tried.output.find("[card removed: Visa]") != std::string::npos);
    for (const auto& left : fs::recursive_directory_iterator(installed.folder / "var"))
        BOOST_TEST(left.is_directory(), left.path().string());
}

BOOST_AUTO_TEST_CASE(tells_a_broken_body_a_wrong_call_and_a_broken_configuration_apart) {
    const Installed installed;
    const auto broken = installed.tried({"--webhook", "-"}, "{\"entry\": [");
    BOOST_TEST(broken.exitCode == bowline::app::kFinding);
    BOOST_TEST(broken.output.find("json_syntax") != std::string::npos);
    BOOST_TEST(installed.tried({"--webhook"}, kBody).exitCode == bowline::app::kUsage);
    fs::remove(installed.folder / "etc/bowline.yaml");
    BOOST_TEST(installed.tried({"--webhook", "-"}, kBody).exitCode == bowline::app::kConfiguration);
}

BOOST_AUTO_TEST_CASE(a_text_on_standard_input_is_shown_before_and_after) {
    const Installed installed;
    const auto tried = installed.tried({}, "my card is 4111 1111 1111 1111\n");
    BOOST_TEST(tried.exitCode == bowline::app::kOk);
    BOOST_TEST(
        tried.output.find("| my card is [card removed: Visa]") != std::string::npos, tried.output
    );
    BOOST_TEST(tried.output.find("\x1b") == std::string::npos);
    BOOST_TEST(installed.tried({"--at", "noon"}, "hello").exitCode == bowline::app::kUsage);
}

BOOST_AUTO_TEST_CASE(the_rules_are_tested_and_proven_without_a_daemon) {
    const Installed installed;
    const auto config = (installed.folder / "etc/bowline.yaml").string();
    const auto run = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--config", config});
        return runProgram(daemonBinary(), arguments, "");
    };
    const auto junit = (installed.folder / "junit.xml").string();
    const auto tested = run({"test", "--junit", junit});
    BOOST_TEST(tested.exitCode == bowline::app::kOk, tested.output);
    BOOST_TEST(tested.output.find(", 0 came through") != std::string::npos, tested.output);
    BOOST_TEST(readFile(junit).find("failures=\"0\"") != std::string::npos);
    const auto proven = run({"flow", "--prove", "payment_card", "helpdesk"});
    BOOST_TEST(proven.exitCode == bowline::app::kOk, proven.output);
    const auto refuted = run({"flow", "--prove", "order_number", "helpdesk"});
    BOOST_TEST(refuted.exitCode == bowline::app::kFinding, refuted.output);
    const auto slip = run({"flow", "--prove", "payment_crad", "helpdesk"});
    BOOST_TEST(slip.output.find("Did you mean `payment_card`?") != std::string::npos, slip.output);
    const auto svg = (installed.folder / "flow.svg").string();
    BOOST_TEST(run({"flow", "--json", "--svg", svg}).exitCode == bowline::app::kOk);
    BOOST_TEST(readFile(svg).ends_with("</svg>\n"));
}

BOOST_AUTO_TEST_SUITE_END()
