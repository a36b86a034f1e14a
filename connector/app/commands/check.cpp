// `bowline check`: every fault of configuration, mappings and adapters at once; opens no store,
// reads no secret's content beyond its presence.
#include "connector/app/commands/commands.h"
#include "connector/app/commands/lint_print.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <iostream>

namespace bowline::app {

namespace {

struct CheckOptions {
    std::string config;
    bool json = false;
};

void printJson(const settings::LoadResult& loaded) {
    const auto ruleSet = loaded.rules ? nlohmann::json(loaded.rules->id) : nlohmann::json();
    std::cout
        << nlohmann::
               json{{"ok", loaded.usable()}, {"rule_set", ruleSet}, {"faults", lintsAsJson(loaded.lints)}}
                   .dump(2)
        << "\n";
}

void printText(const Configuration& loaded) {
    printLints(std::cout, loaded.lints);
    if (!loaded.usable()) {
        std::cout << "check: not usable; nothing was changed\n";
        return;
    }
    std::cout << "check: ok. " << loaded.rules->mappings.size() << " mapping(s), "
              << loaded.tests.size() << " mapping test(s), rule set "
              << loaded.rules->id.substr(0, 12) << "\n";
    for (const auto& [destination, adapter] : loaded.adapters)
        std::cout << "The system behind " << destination.str()
                  << " was not asked; `bowline adapter probe " << destination.str()
                  << "` asks it.\n";
}

int runCheck(const CheckOptions& options) {
    const auto loaded = loadConfiguration(options.config);
    options.json ? printJson(loaded) : printText(loaded);
    return loaded.usable() ? kOk : kConfiguration;
}

}  // namespace

void addCheck(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<CheckOptions>();
    auto* command = cli.add_subcommand(
        "check", "list all faults of the configuration, the mappings and the adapters"
    );
    addConfigOption(*command, options->config);
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] { chosen = [options] { return runCheck(*options); }; });
}

}  // namespace bowline::app
