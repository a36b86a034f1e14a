// `bowline queue`: what waits for a human, and what the guards found. Never a value.
#include "connector/app/commands/commands.h"
#include "connector/app/commands/status_page.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"
#include "connector/base/error.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <iostream>

namespace bowline::app {

namespace {

struct QueueOptions {
    std::string config;
    bool json = false;
};

void printParked(const nlohmann::json& item) {
    std::cout << "  " << textOf(item, "since") << " " << textOf(item, "destination") << ": "
              << textOf(item, "reason") << ", item " << textOf(item, "item") << "\n";
}

void printQueue(const nlohmann::json& queue) {
    std::cout << "parked: " << queue["parked"].size() << "\n";
    for (const auto& item : queue["parked"])
        printParked(item);
    std::cout << "incidents: " << queue["incidents"].size() << "\n";
    for (const auto& incident : queue["incidents"])
        printIncident(incident);
}

int runQueue(const QueueOptions& options) {
    const auto page = statusOf(configOrRefuse(options.config)).page;
    if (page["parked_items"].is_null())
        throw Error("queue: the store cannot be read", "see `bowline status`");
    const nlohmann::json queue{
        {"parked", page["parked_items"]}, {"incidents", page["newest_incidents"]}};
    options.json ? (void)(std::cout << queue.dump(2) << "\n") : printQueue(queue);
    return queue["parked"].empty() ? kOk : kFinding;
}

}  // namespace

void addQueue(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<QueueOptions>();
    auto* command = cli.add_subcommand(
        "queue",
        "items that are parked, the oldest first, and the newest incidents, at most 20 of each; "
        "exit 1 when something is parked"
    );
    addConfigOption(*command, options->config);
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] { chosen = [options] { return runQueue(*options); }; });
}

}  // namespace bowline::app
