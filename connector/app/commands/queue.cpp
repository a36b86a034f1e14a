// `bowline queue`: what waits for a human, and what the guards found. Never a value.
#include "connector/app/commands/commands.h"
#include "connector/app/commands/daemon_call.h"
#include "connector/app/commands/status_page.h"
#include "connector/app/commands/word.h"
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
    std::string item;         ///< to be sent again; empty: all
    std::string destination;  ///< whose items are; empty: of all
    bool earlierRules = false;
};

void printParked(const nlohmann::json& item) {
    std::cout << "  " << textOf(item, "since") << " " << textOf(item, "destination") << ": "
              << textOf(item, "reason") << ", item " << textOf(item, "item") << "\n";
}

void printQueue(const nlohmann::json& queue) {
    std::cout << "parked: " << queue["parked"].size() << "\n";
    for (const auto& item : queue["parked"])
        printParked(item);
    if (!queue["parked"].empty())
        std::cout << "  when its cause is mended, `bowline queue retry [ITEM]` sends again what a "
                     "destination refused\n";
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

int retry(const QueueOptions& options) {
    std::string target = "/queue/retry?";
    if (!options.item.empty())
        target += "item=" + options.item;
    else if (!options.destination.empty())
        target += "destination=" + options.destination;
    if (options.earlierRules)
        target += "&earlier_rules=1";
    return tellDaemon(configOrRefuse(options.config), target, "queue retry");
}

void addRetry(CLI::App& queue, Chosen& chosen, const std::shared_ptr<QueueOptions>& options) {
    auto* command = queue.add_subcommand(
        "retry",
        "sends again what a destination refused or was tried for too long, at most 1,000 items: "
        "one, those of a destination, or all; what a guard stopped stays"
    );
    addConfigOption(*command, options->config);
    auto* item =
        command->add_option("item", options->item, "as `bowline queue` calls it")->check(wordOrWhy);
    command->add_option("--destination", options->destination, "whose items, when not one is named")
        ->check(wordOrWhy)
        ->excludes(item);
    command->add_flag(
        "--earlier-rules",
        options->earlierRules,
        "also what other rules than today's made: it goes out as they made it"
    );
    command->callback([options, &chosen] { chosen = [options] { return retry(*options); }; });
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
    command->callback([options, command, &chosen] {
        if (command->get_subcommands().empty())
            chosen = [options] { return runQueue(*options); };
    });
    addRetry(*command, chosen, options);
}

}  // namespace bowline::app
