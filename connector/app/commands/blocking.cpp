// `bowline blocks`: whose messages are recorded and shown to nobody; `add`, `remove`: by the alias
// that a ticket calls her.
#include "connector/app/commands/commands.h"
#include "connector/app/commands/daemon_call.h"
#include "connector/app/commands/word.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"
#include "connector/app/store_files.h"
#include "connector/base/error.h"
#include "connector/store/blocks.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>

namespace bowline::app {

namespace {

struct BlockOptions {
    std::string config;
    bool json = false;
    std::string alias;
    std::string destination;  ///< empty: of any
};

nlohmann::json toJson(const std::vector<store::BlockedAlias>& blocked) {
    auto out = nlohmann::json::array();
    for (const auto& one : blocked)
        out.push_back(
            {{"destination", one.destination.str()},
             {"alias", one.alias},
             {"since", toIso8601(one.since)}}
        );
    return out;
}

void print(const std::vector<store::BlockedAlias>& blocked) {
    if (blocked.empty())
        std::cout << "nobody is blocked\n";
    for (const auto& [destination, alias, since] : blocked)
        std::cout << fmt::format("{}  {} ({})\n", toIso8601(since), alias, destination.str());
}

int listBlocks(const BlockOptions& options) {
    const auto config = configOrRefuse(options.config);
    const StoreFiles files(config);
    if (!files.exists())
        throw Error("blocks: there is no store yet", "start the daemon: bowline serve");
    const auto blocked = store::Blocks(*files.openReader()).listed(config.tenant);
    if (options.json)
        std::cout << toJson(blocked).dump(2) << "\n";
    else
        print(blocked);
    return kOk;
}

int change(const BlockOptions& options, bool remove) {
    const auto config = configOrRefuse(options.config);
    const std::string destination =
        options.destination.empty() ? "" : "&destination=" + options.destination;
    const std::string end = remove ? "&remove=1" : "";
    return tellDaemon(config, "/blocks?alias=" + options.alias + destination + end, "blocks");
}

void addChange(CLI::App& list, Chosen& chosen, const std::shared_ptr<BlockOptions>& options) {
    for (const bool remove : {false, true}) {
        auto* command = list.add_subcommand(
            remove ? "remove" : "add",
            remove ? "what she writes from now on is shown again"
                   : "what she writes from now on is recorded and shown to nobody"
        );
        addConfigOption(*command, options->config);
        command->add_option("alias", options->alias, "as her ticket calls her: Amber-Falcon-27")
            ->required()
            ->check(wordOrWhy);
        command
            ->add_option(
                "--destination", options->destination, "whose alias it is, when two have it"
            )
            ->check(wordOrWhy);
        command->callback([options, remove, &chosen] {
            chosen = [options, remove] { return change(*options, remove); };
        });
    }
}

}  // namespace

void addBlocks(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<BlockOptions>();
    auto* list = cli.add_subcommand(
        "blocks", "whose messages are recorded and shown to nobody; her STOP counts all the same"
    );
    addConfigOption(*list, options->config);
    list->add_flag("--json", options->json, "print as JSON");
    list->callback([options, list, &chosen] {
        if (list->get_subcommands().empty())
            chosen = [options] { return listBlocks(*options); };
    });
    addChange(*list, chosen, options);
}

}  // namespace bowline::app
