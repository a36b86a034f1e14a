// `bowline status`: the terms of promise 1, oldest age, breakers. Asks the daemon; when none runs,
// reads the store itself.
#include "connector/app/commands/commands.h"
#include "connector/app/commands/status_page.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

namespace bowline::app {

namespace {

struct StatusOptions {
    std::string config;
    bool json = false;
};

void printTerms(const nlohmann::json& invariant) {
    for (const auto& [term, value] : invariant.items()) {
        if (value.is_number_integer())
            std::cout << "  " << term << ": " << value.get<std::int64_t>() << "\n";
    }
    const bool balanced = invariant.value("balanced", false);
    std::cout
        << (balanced ? "  everything received is accounted for\n"
                     : "  ALARM: the terms do not add up; keep the store as it is and compare with "
                       "a backup\n");
}

std::string_view wordsFor(std::string_view reason) {
    if (reason == "two_owners")
        return "a number of one came with the user id of the other";
    if (reason == "number_with_other_id")
        return "the number of one came with a new user id: a new owner, or a second account";
    return "the provider gave one an identifier of the other";
}

void printWaiting(const nlohmann::json& circuit) {
    if (const auto next = textOf(circuit, "next_try"); !next.empty())
        std::cout << "  next trial: " << next << "\n";
    if (circuit["waiting"].is_number_integer())
        std::cout << "  waiting: " << circuit["waiting"].get<std::int64_t>() << "\n";
}

void printCircuit(const nlohmann::json& circuit) {
    const auto state = textOf(circuit, "state");
    const auto cure = textOf(circuit, "cure");
    std::cout << "destination " << textOf(circuit, "destination") << ": ";
    if (state == "ok") {
        std::cout << "ok\n";
        return;
    }
    if (state == "stopped")
        std::cout << "STOPPED, it refuses us: " << textOf(circuit, "why") << "\n";
    else
        std::cout << "does not answer, deliveries wait\n";
    if (!cure.empty())
        std::cout << "  what to do: " << cure << "\n";
    printWaiting(circuit);
}

/// What a human has to tell: bowline never makes one person of two.
void printMergeProposals(const nlohmann::json& proposals) {
    const auto count = proposals["count"].get<std::int64_t>();
    if (count == 0)
        return;
    std::cout << "persons who may be one: " << count << "\n";
    for (const auto& pair : proposals["newest"])
        std::cout << "  " << textOf(pair, "destination") << ": " << textOf(pair, "alias") << " and "
                  << textOf(pair, "other_alias") << " (" << wordsFor(textOf(pair, "reason"))
                  << ", since " << textOf(pair, "since") << ")\n";
}

void printIncidents(const nlohmann::json& status) {
    constexpr std::size_t kMost = 3;
    const auto& newest = status["newest_incidents"];
    std::cout << "incidents: " << status["incidents"].get<std::int64_t>() << "\n";
    for (std::size_t i = 0; i < std::min(kMost, newest.size()); ++i)
        printIncident(newest[i]);
    if (newest.size() > kMost)
        std::cout << "  more: bowline queue\n";
}

void printLaunch(const std::string& launch) {
    if (launch == "trial")
        std::cout << "rules: a TRIAL, started with --unsigned: nobody has reviewed them\n";
    if (launch == "waiting")
        std::cout << "rules: NOT LIVE, webhooks are answered 503\n"
                     "  what to do: bowline preflight, then bowline go-live\n";
    if (launch == "live")
        std::cout << "rules: live, with a signed review\n";
}

void printText(const nlohmann::json& status, bool running) {
    std::cout << "daemon: " << (running ? "running" : "not running") << "\n";
    if (!running)
        std::cout << "  what to do: systemctl start bowline, or bowline serve\n";
    for (const auto& reason : status["reasons"])
        std::cout << "  not ready: " << reason.get<std::string>() << "\n";
    printLaunch(textOf(status, "launch"));
    std::cout << "messages\n";
    if (status["invariant"].is_object())
        printTerms(status["invariant"]);
    if (!status["oldest_waiting_age_ms"].is_null()) {
        std::cout << "  oldest waiting: "
                  << status["oldest_waiting_age_ms"].get<std::int64_t>() / 1000 << " s\n";
    }
    for (const auto& circuit : status["circuits"])
        printCircuit(circuit);
    if (status["incidents"].is_number())
        printIncidents(status);
    for (const auto& alarm : status["alarms"])
        printAlarm(alarm);
    if (status.contains("merge_proposals") && status["merge_proposals"].is_object())
        printMergeProposals(status["merge_proposals"]);
}

int runStatus(const StatusOptions& options) {
    const auto config = configOrRefuse(options.config);
    const auto [status, running] = statusOf(config);
    options.json ? (void)(std::cout << status.dump(2) << "\n") : printText(status, running);
    const bool balanced =
        status["invariant"].is_object() && status["invariant"].value("balanced", false);
    const bool stopped = std::ranges::any_of(status["circuits"], [](const auto& circuit) {
        return textOf(circuit, "state") == "stopped";
    });
    return running && balanced && !stopped && status["alarms"].empty() ? kOk : kFinding;
}

}  // namespace

void addStatus(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<StatusOptions>();
    auto* command = cli.add_subcommand(
        "status",
        "what was received and where it is; exit 1 when it does not add up, no daemon runs, a "
        "destination is stopped or an alarm is open"
    );
    addConfigOption(*command, options->config);
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] { chosen = [options] { return runStatus(*options); }; });
}

}  // namespace bowline::app
