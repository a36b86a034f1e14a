// `bowline adapter`: what an integrator needs while describing a ticket system in YAML.
#include "connector/app/commands/adapter.h"

#include "connector/app/adapter_shelf.h"
#include "connector/app/commands/commands.h"
#include "connector/app/exit_codes.h"
#include "connector/app/new_adapter.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>

namespace bowline::app {

namespace {

struct ListOptions {
    std::string config;
    bool json = false;
};

struct NewOptions {
    std::string name;
    std::string parent = "/etc/bowline/adapters";
};

std::vector<std::string> operationsOf(const AdapterFile& file) {
    std::vector<std::string> names;
    if (file.spec != nullptr) {
        for (const auto& [primitive, operation] : file.spec->operations)
            names.emplace_back(adapter_api::toText(primitive));
    }
    return names;
}

void printListJson(const AdapterShelf& shelf) {
    auto list = nlohmann::json::array(
        {{{"name", "folder"}, {"shipped", true}, {"file", nullptr}, {"ok", true}}}
    );
    for (const auto& file : shelf.all()) {
        list.push_back(
            {{"name", file.name},
             {"shipped", file.isShipped},
             {"file", file.isShipped ? nlohmann::json() : nlohmann::json(file.source.name)},
             {"ok", file.spec != nullptr},
             {"operations", operationsOf(file)}}
        );
    }
    std::cout << list.dump(2) << "\n";
}

void printListText(const AdapterShelf& shelf) {
    std::cout << "folder: part of bowline; tickets as files\n";
    for (const auto& file : shelf.all()) {
        const auto state = file.spec == nullptr
                               ? std::string("has faults, see bowline adapter check ") + file.name
                               : fmt::format("{}", fmt::join(operationsOf(file), " "));
        std::cout << file.name << ": " << (file.isShipped ? "part of bowline" : file.source.name)
                  << "; " << state << "\n";
    }
}

int runList(const ListOptions& options) {
    const auto shelf = AdapterShelf::beside(options.config);
    options.json ? printListJson(shelf) : printListText(shelf);
    return kOk;
}

int runNew(const NewOptions& options) {
    for (const auto& file : layDownAdapter(options.parent, options.name))
        std::cout << "wrote " << file.string() << "\n";
    const auto folder = (std::filesystem::path(options.parent) / options.name).string();
    std::cout << "\nNext:\n  1. describe your system in " << folder << "/adapter.yaml\n"
              << "  2. bowline adapter check " << folder
              << "/adapter.yaml   (faults, then the cases)\n"
              << "  3. a destination with `adapter: " << options.name
              << "` in bowline.yaml, and a mapping `to:` it\n"
              << "  4. bowline adapter probe DESTINATION   (against the live system)\n";
    return kOk;
}

void addList(CLI::App& adapter, Chosen& chosen) {
    auto options = std::make_shared<ListOptions>();
    auto* command = adapter.add_subcommand("list", "all adapters and what each can do");
    addConfigOption(*command, options->config);
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] { chosen = [options] { return runList(*options); }; });
}

void addNew(CLI::App& adapter, Chosen& chosen) {
    auto options = std::make_shared<NewOptions>();
    auto* command = adapter.add_subcommand("new", "the skeleton of a new adapter");
    command->add_option("name", options->name, "its name, and that of its folder")->required();
    command->add_option("--dir", options->parent, "where its folder is made")
        ->capture_default_str();
    command->callback([options, &chosen] { chosen = [options] { return runNew(*options); }; });
}

}  // namespace

void addAdapter(CLI::App& cli, Chosen& chosen) {
    auto* adapter = cli.add_subcommand("adapter", "ticket systems that are described in YAML");
    adapter->require_subcommand(1);
    addAdapterCheck(*adapter, chosen);
    addList(*adapter, chosen);
    addNew(*adapter, chosen);
    addAdapterProbe(*adapter, chosen);
}

}  // namespace bowline::app
