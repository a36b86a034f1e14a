// `bowline reload` and `bowline go-live`: asked of the daemon, answered when it is done. Exit 1
// when it refuses; the old rules go on then.
#include "connector/app/commands/commands.h"
#include "connector/app/commands/daemon_call.h"
#include "connector/app/configuration.h"

#include <CLI/CLI.hpp>

namespace bowline::app {

namespace {

void addCall(
    CLI::App& cli,
    Chosen& chosen,
    const std::string& name,
    const std::string& target,
    const std::string& sentence
) {
    auto config = std::make_shared<std::string>();
    auto* command = cli.add_subcommand(name, sentence);
    addConfigOption(*command, *config);
    command->callback([=, &chosen] {
        chosen = [=] { return tellDaemon(configOrRefuse(*config), target, name); };
    });
}

}  // namespace

void addReload(CLI::App& cli, Chosen& chosen) {
    addCall(
        cli,
        chosen,
        "reload",
        "/reload",
        "let the daemon take the changed configuration; exit 1 and the old one goes on when it "
        "cannot"
    );
}

void addGoLive(CLI::App& cli, Chosen& chosen) {
    addCall(
        cli,
        chosen,
        "go-live",
        "/go-live",
        "let the reviewed rules take traffic; exit 1 when the review is not complete"
    );
}

}  // namespace bowline::app
