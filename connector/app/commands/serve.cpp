// `bowline serve`: the daemon.
#include "connector/app/commands/commands.h"
#include "connector/app/configuration.h"
#include "connector/app/daemon.h"
#include "connector/app/exit_codes.h"
#include "connector/app/logging.h"
#include "connector/app/signals.h"

#include <CLI/CLI.hpp>

namespace bowline::app {

namespace {

struct ServeOptions {
    std::string config;
    bool verbose = false;
    bool isUnsigned = false;
};

int runServe(const ServeOptions& options) {
    startLogging(options.verbose);
    Daemon daemon(options.config, loadOrRefuse(options.config), options.isUnsigned);
    const SignalThread signals(
        {[&] { daemon.requestStop(); }, [&] { daemon.hurry(); }, [&] { daemon.requestReload(); }}
    );
    daemon.run();
    return kOk;
}

}  // namespace

void addServe(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<ServeOptions>();
    auto* command = cli.add_subcommand("serve", "run the daemon");
    addConfigOption(*command, options->config);
    command->add_flag("--verbose", options->verbose, "also log each message's journey by id");
    command->add_flag(
        "--unsigned",
        options->isUnsigned,
        "a trial: rules without a signed review take traffic, where their policies allow it"
    );
    command->callback([options, &chosen] { chosen = [options] { return runServe(*options); }; });
}

}  // namespace bowline::app
