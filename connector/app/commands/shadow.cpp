// `bowline shadow`, `promote`, `rollback`: a changed mapping is compared with live traffic before
// it decides anything, put in place when the daemon takes it, and taken back by one command.
//
// What is shadowed never meets a message on its way: the report renders what the store keeps once
// more, in memory. So no byte that leaves can depend on it.
#include "connector/app/commands/commands.h"
#include "connector/app/commands/daemon_call.h"
#include "connector/app/commands/diff.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"
#include "connector/app/shadow/rule_change.h"
#include "connector/base/error.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace bowline::app {

namespace {

struct ShadowOptions {
    std::string config;
    std::string mapping;
    std::vector<std::string> accept;
    bool json = false;
};

Candidate candidateOrRefuse(const RuleChange& change) {
    if (auto candidate = change.candidate())
        return std::move(*candidate);
    throw ConfigError("shadow: no mapping is shadowed", "bowline shadow on --mapping NEW.yaml");
}

int runOn(const ShadowOptions& options) {
    RuleChange(options.config).shadow(options.mapping, SystemClock().now());
    std::cout << "shadowed: what comes from now on is compared with " << options.mapping
              << "\n  bowline shadow report says how; bowline promote puts it in place\n";
    return kOk;
}

int runOff(const ShadowOptions& options) {
    const bool wasOn = RuleChange(options.config).dropShadow();
    std::cout << (wasOn ? "shadow: off\n" : "shadow: nothing was shadowed\n");
    return kOk;
}

int runReport(const ShadowOptions& options) {
    const auto candidate = candidateOrRefuse(RuleChange(options.config));
    Comparison comparison;
    comparison.config = options.config;
    comparison.mapping = candidate.file;
    comparison.since = candidate.since;
    comparison.accept = options.accept;
    comparison.json = options.json;
    return printComparison(comparison);
}

/// Asks the daemon to take the files as they are now; when it does not, `undo` puts them back.
template <class Undo>
int reloadOr(const ShadowOptions& options, const std::string& command, const Undo& undo) {
    try {
        const int code = tellDaemon(configOrRefuse(options.config), "/reload", command);
        if (code != kOk)
            undo();
        return code;
    } catch (...) {
        undo();
        throw;
    }
}

int runPromote(const ShadowOptions& options) {
    const RuleChange change(options.config);
    const auto mapping = options.mapping.empty() ? candidateOrRefuse(change).file : options.mapping;
    const auto replaced = change.put(mapping);
    const int code = reloadOr(options, "promote", [&] { change.undo(replaced); });
    if (code != kOk)
        return code;
    change.keepAsPrevious(replaced);
    if (options.mapping.empty())
        (void)change.dropShadow();
    return kOk;
}

int runRollback(const ShadowOptions& options) {
    const RuleChange change(options.config);
    change.swapBack();
    return reloadOr(options, "rollback", [&] { change.swapBack(); });
}

using Run = int (*)(const ShadowOptions&);

CLI::App* addRun(
    CLI::App& parent,
    Chosen& chosen,
    const char* name,
    const char* sentence,
    Run run,
    const std::shared_ptr<ShadowOptions>& options
) {
    auto* command = parent.add_subcommand(name, sentence);
    addConfigOption(*command, options->config);
    command->callback([options, run, &chosen] { chosen = [options, run] { return run(*options); }; }
    );
    return command;
}

}  // namespace

void addShadow(CLI::App& cli, Chosen& chosen) {
    const auto options = std::make_shared<ShadowOptions>();
    auto* shadow = cli.add_subcommand("shadow", "compare a changed mapping with live traffic");
    shadow->require_subcommand(1);
    addRun(
        *shadow,
        chosen,
        "on",
        "keep the mapping, and compare what comes from now on",
        runOn,
        options
    )
        ->add_option("--mapping", options->mapping, "the changed mapping file")
        ->required()
        ->check(CLI::ExistingFile);
    addRun(*shadow, chosen, "off", "forget the mapping", runOff, options);
    auto* report = addRun(
        *shadow,
        chosen,
        "report",
        "what would differ since then; exit 1 when something becomes visible",
        runReport,
        options
    );
    report->add_option("--accept", options->accept, "a class that may become visible, or all");
    report->add_flag("--json", options->json, "print as JSON");
}

void addPromote(CLI::App& cli, Chosen& chosen) {
    const auto options = std::make_shared<ShadowOptions>();
    addRun(
        cli,
        chosen,
        "promote",
        "put the shadowed mapping in place; exit 1 and everything stays when the daemon refuses",
        runPromote,
        options
    )
        ->add_option("--mapping", options->mapping, "this file instead of the shadowed one")
        ->check(CLI::ExistingFile);
}

void addRollback(CLI::App& cli, Chosen& chosen) {
    addRun(
        cli,
        chosen,
        "rollback",
        "put the mapping back that promote replaced",
        runRollback,
        std::make_shared<ShadowOptions>()
    );
}

}  // namespace bowline::app
