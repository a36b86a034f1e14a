// A ticket system that is described in a file: the real daemon, a desk on loopback that answers as
// live ones do, and the commands that an integrator uses.
#include "connector/app/exit_codes.h"
#include "tests/flow/live_desk.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::app;

namespace {

bool holds(const std::string& text, std::string_view word) {
    return text.find(word) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(desk)

BOOST_AUTO_TEST_CASE(messages_become_a_ticket_with_comments_in_a_described_system) {
    DeskFlow flow;
    flow.daemon.start();
    const auto ana = customer(1);
    BOOST_REQUIRE(flow.post({oneText(ana, 1, "card 4111 1111 1111 1111"), oneText(ana, 2, "thanks")}
    ));
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.balanced());
    BOOST_TEST(flow.desk.things("/contacts").size() == 1U);
    const auto tickets = flow.desk.things("/tickets");
    BOOST_REQUIRE_EQUAL(tickets.size(), 1U);
    BOOST_TEST(tickets[0].at("queue") == "Support");
    BOOST_TEST(tickets[0].at("fields").contains("WA-Alias"));
    const auto comments = flow.desk.things("/comments");
    BOOST_REQUIRE_EQUAL(comments.size(), 2U);
    BOOST_TEST(comments[0].at("text") == "card [card removed: Visa]");
    BOOST_TEST(comments[1].at("text") == "thanks");
    BOOST_TEST(flow.desk.refused() == 0);
}

BOOST_AUTO_TEST_CASE(a_wrong_token_is_cured_by_replacing_its_file) {
    DeskFlow flow;
    flow.setToken("an old token");
    flow.daemon.start();
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(1), 1, "hello")), 200);
    BOOST_REQUIRE(flow.daemon.eventually([&] { return flow.desk.refused() > 0; }));
    BOOST_TEST(flow.desk.things("/tickets").empty());
    BOOST_TEST(flow.daemon.eventually([&] {
        const auto told = flow.daemon.run({"status"});
        return told.exitCode == kFinding && holds(told.output, "destination helpdesk: STOPPED");
    }));
    flow.setToken(kToken);
    BOOST_TEST(flow.settled());
    BOOST_TEST(flow.daemon.run({"status"}).exitCode == 0);
    BOOST_TEST(flow.desk.things("/tickets").size() == 1U);
    const auto log = readFile(flow.daemon.logFile());
    BOOST_TEST(holds(log, "event=secret.taken"));
    BOOST_TEST(!holds(log, kToken));
    BOOST_TEST(!holds(log, "an old token"));
}

BOOST_AUTO_TEST_CASE(a_private_address_is_refused_unless_it_is_allowed) {
    DeskFlow flow;
    edit(flow.daemon.configFile(), "    allow: [127.0.0.1]\n", "");
    const auto probed = flow.adapter({"probe", "helpdesk"});
    BOOST_TEST(probed.exitCode == kFinding);
    BOOST_TEST(holds(probed.output, "refused_address"), probed.output);
    BOOST_TEST(holds(probed.output, "allow"), probed.output);
}

BOOST_AUTO_TEST_CASE(a_probe_makes_a_ticket_compares_it_and_takes_it_away) {
    DeskFlow flow;
    const auto probed = flow.adapter({"probe", "helpdesk"});
    BOOST_TEST(probed.exitCode == 0, probed.output);
    BOOST_TEST(holds(probed.output, "probe of helpdesk: ok"), probed.output);
    BOOST_TEST(flow.desk.things("/tickets").empty());
    flow.desk.drop("WA-Alias");
    const auto dropped = flow.adapter({"probe", "helpdesk", "--json"});
    BOOST_TEST(dropped.exitCode == kFinding, dropped.output);
    const auto report = nlohmann::json::parse(dropped.output);
    BOOST_TEST(report.at("ok") == false);
    BOOST_TEST(flow.desk.things("/tickets").empty());
    BOOST_TEST(!std::filesystem::exists(flow.daemon.storeFile()));
}

BOOST_AUTO_TEST_CASE(a_probe_works_beside_the_running_daemon_and_says_what_it_cannot_ask) {
    DeskFlow flow;
    flow.daemon.start();
    BOOST_TEST(flow.adapter({"probe", "helpdesk"}).exitCode == 0);
    const auto unknown = flow.adapter({"probe", "helpdsk"});
    BOOST_TEST(unknown.exitCode == kConfiguration);
    BOOST_TEST(holds(unknown.output, "helpdesk"), unknown.output);
    const Flow folder;
    const auto files = folder.daemon.run({"adapter", "probe", "helpdesk"});
    BOOST_TEST(files.exitCode == kConfiguration);
    BOOST_TEST(holds(files.output, "next:"), files.output);
}

BOOST_AUTO_TEST_CASE(check_names_the_faults_of_an_adapter_file_and_of_its_use) {
    DeskFlow flow;
    BOOST_TEST(flow.daemon.run({"check"}).exitCode == 0);
    edit(flow.adapterFile(), "path: /me", "pth: /me");
    edit(flow.adapterFile(), "\"${in.ticket.subject}\"", "\"${in.tickt.subject}\"");
    for (const auto& checked :
         {flow.daemon.run({"check"}),
          flow.adapter({"check", flow.adapterFile().string()}),
          flow.adapter({"check", flow.adapterFile().parent_path().string()}),
          flow.adapter({"check", "desk"})}) {
        BOOST_TEST(checked.exitCode == kConfiguration);
        BOOST_TEST(holds(checked.output, "no key `pth`"), checked.output);
        BOOST_TEST(holds(checked.output, "in.tickt"), checked.output);
        BOOST_TEST(holds(checked.output, "adapter.yaml:"), checked.output);
    }
    const auto nowhere = flow.adapter({"check", "dsek"});
    BOOST_TEST(nowhere.exitCode == kConfiguration);
    BOOST_TEST(holds(nowhere.output, "Did you mean `desk`?"), nowhere.output);
}

BOOST_AUTO_TEST_CASE(check_runs_the_cases_beside_the_file) {
    DeskFlow flow;
    const auto cases = flow.adapterFile().parent_path() / "cases.yaml";
    writeFile(cases, "cases: [\n");
    BOOST_TEST(flow.adapter({"check", "desk"}).exitCode == kConfiguration);
    std::filesystem::remove(cases);
    const auto none = flow.adapter({"check", "desk", "--json"});
    BOOST_TEST(none.exitCode == 0, none.output);
    BOOST_TEST(nlohmann::json::parse(none.output).at("ok") == true);
}

BOOST_AUTO_TEST_CASE(a_new_adapter_passes_its_check_and_is_never_written_over) {
    const DeskFlow flow;
    const auto parent = flow.daemon.configFile().parent_path() / "adapters";
    const std::vector<std::string> again{"adapter", "new", "shop", "--dir", parent.string()};
    const auto made = runProgram(daemonBinary(), again, "");
    BOOST_TEST(made.exitCode == 0, made.output);
    const auto checked = flow.adapter({"check", "shop"});
    BOOST_TEST(checked.exitCode == 0, checked.output);
    BOOST_TEST(holds(checked.output, " 0 failed"), checked.output);
    BOOST_TEST(holds(flow.adapter({"list"}).output, "shop: "));
    const auto text = readFile(parent / "shop" / "adapter.yaml");
    const auto refused = runProgram(daemonBinary(), again, "");
    BOOST_TEST(refused.exitCode == kConfiguration);
    BOOST_TEST(readFile(parent / "shop" / "adapter.yaml") == text);
    for (const char* name : {"folder", "Shop", "../shop", ""}) {
        const auto bad =
            runProgram(daemonBinary(), {"adapter", "new", name, "--dir", parent.string()}, "");
        BOOST_TEST(bad.exitCode != 0, name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
