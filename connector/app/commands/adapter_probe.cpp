// `bowline adapter probe DEST`: one made-up ticket in the live system, read back and taken away.
#include "connector/app/commands/adapter.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"
#include "connector/app/keys_at_start.h"
#include "connector/app/probe.h"
#include "connector/app/probe_store.h"
#include "connector/base/error.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <iostream>

namespace bowline::app {

namespace {

struct ProbeOptions {
    std::string config;
    std::string destination;
    bool json = false;
};

const settings::DestinationSettings& destinationIn(
    const Configuration& loaded, const std::string& name
) {
    const auto& all = loaded.config->destinations;
    const auto found =
        std::ranges::find(all, DestinationId(name), &settings::DestinationSettings::name);
    if (found == all.end()) {
        std::vector<std::string> names;
        for (const auto& destination : all)
            names.push_back(destination.name.str());
        throw ConfigError(
            "adapter probe: there is no destination " + settings::inBackquotes(name),
            settings::suggestion(name, names)
        );
    }
    if (!loaded.adapters.contains(found->name))
        throw ConfigError(
            "adapter probe: `" + name + "` writes files, there is no system to ask",
            "name a destination whose adapter is described in a file"
        );
    return *found;
}

nlohmann::json toJson(const ProbeReport& report) {
    nlohmann::json lines = nlohmann::json::array();
    for (const auto& line : report.lines) {
        lines.push_back(
            {{"what", line.what},
             {"state", toText(line.state)},
             {"expected", line.expected},
             {"found", line.found},
             {"cure", line.cure}}
        );
    }
    return {
        {"ok", report.passed()},
        {"lines", std::move(lines)},
        {"excess_rights", report.excess},
        {"remains", report.remains}};
}

void printLine(const ProbeLine& line) {
    std::cout << fmt::format(
        "{:<6} {:<28} {:<34} {}\n",
        line.state == ProbeState::Fault ? "FAULT" : toText(line.state),
        line.what,
        line.expected,
        line.found
    );
    if (!line.cure.empty())
        std::cout << "       cure: " << line.cure << "\n";
}

void printList(const char* title, const std::vector<std::string>& items) {
    if (items.empty())
        return;
    std::cout << title << "\n";
    for (const auto& item : items)
        std::cout << "  " << item << "\n";
}

void printText(const std::string& destination, const ProbeReport& report) {
    std::cout << fmt::format("{:<6} {:<28} {:<34} {}\n", "", "what", "expected", "found");
    for (const auto& line : report.lines)
        printLine(line);
    printList("rights that are not needed; take them away:", report.excess);
    printList("what remains there of this probe:", report.remains);
    const auto faults = std::ranges::count(report.lines, ProbeState::Fault, &ProbeLine::state);
    std::cout << "probe of " << destination << ": "
              << (faults == 0 ? std::string("ok") : fmt::format("{} fault(s)", faults)) << "\n";
}

int runProbe(const ProbeOptions& options) {
    const auto loaded = loadOrRefuse(options.config);
    const auto& destination = destinationIn(loaded, options.destination);
    const auto item = probeItemFor(loaded.rules, destination.name);
    SystemClock clock;
    const auto adapter = makeRestAdapter(destination, loaded.adapters.at(destination.name));
    ProbeStore store(*loaded.config, secretSource(options.config), adapter->spec(), clock);
    const auto outlet = makeHttpExchange(destination, *adapter, store.parts());
    const auto say = [](const std::string& what) { std::cerr << what << "\n"; };
    const auto report = Probe(*adapter, *outlet, item, clock, say).run();
    options.json ? (void)(std::cout << toJson(report).dump(2) << "\n")
                 : printText(options.destination, report);
    return report.passed() ? kOk : kFinding;
}

}  // namespace

void addAdapterProbe(CLI::App& adapter, Chosen& chosen) {
    auto options = std::make_shared<ProbeOptions>();
    auto* command = adapter.add_subcommand(
        "probe", "make a ticket in the live system, read it back, take it away"
    );
    command->add_option("destination", options->destination, "its name in bowline.yaml")
        ->required();
    addConfigOption(*command, options->config);
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] { chosen = [options] { return runProbe(*options); }; });
}

}  // namespace bowline::app
