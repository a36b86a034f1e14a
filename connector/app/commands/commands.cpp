#include "connector/app/commands/commands.h"

#include <CLI/CLI.hpp>

namespace bowline::app {

void addCommands(CLI::App& cli, Chosen& chosen) {
    for (const auto add : {addInit,    addServe,   addCheck,  addFlow,    addTest,     addTry,
                           addDiff,    addDetect,  addShadow, addPromote, addRollback, addPreflight,
                           addSignOff, addGoLive,  addReload, addStatus,  addQueue,    addAlarms,
                           addBlocks,  addAdapter, addAudit,  addDocs,    addDemo}) {
        add(cli, chosen);
    }
}

void addConfigOption(CLI::App& command, std::string& path) {
    path = "/etc/bowline/bowline.yaml";
    command.add_option("--config", path, "configuration file")->capture_default_str();
}

}  // namespace bowline::app
