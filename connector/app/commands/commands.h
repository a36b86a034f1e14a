// The subcommands. Each adds its options to the command line and says what to run when it is
// chosen.
#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace bowline::app {

/// Set by the subcommand that was given; run after parsing.
using Chosen = std::function<int()>;

void addCommands(CLI::App& cli, Chosen& chosen);

void addAdapter(CLI::App& cli, Chosen& chosen);
void addAlarms(CLI::App& cli, Chosen& chosen);
void addQueue(CLI::App& cli, Chosen& chosen);
void addBlocks(CLI::App& cli, Chosen& chosen);
void addAudit(CLI::App& cli, Chosen& chosen);
void addCheck(CLI::App& cli, Chosen& chosen);
void addDemo(CLI::App& cli, Chosen& chosen);
void addDetect(CLI::App& cli, Chosen& chosen);
void addDiff(CLI::App& cli, Chosen& chosen);
void addDocs(CLI::App& cli, Chosen& chosen);
void addGoLive(CLI::App& cli, Chosen& chosen);
void addInit(CLI::App& cli, Chosen& chosen);
void addPreflight(CLI::App& cli, Chosen& chosen);
void addPromote(CLI::App& cli, Chosen& chosen);
void addReload(CLI::App& cli, Chosen& chosen);
void addServe(CLI::App& cli, Chosen& chosen);
void addRollback(CLI::App& cli, Chosen& chosen);
void addShadow(CLI::App& cli, Chosen& chosen);
void addSignOff(CLI::App& cli, Chosen& chosen);
void addStatus(CLI::App& cli, Chosen& chosen);
void addFlow(CLI::App& cli, Chosen& chosen);
void addTest(CLI::App& cli, Chosen& chosen);
void addTry(CLI::App& cli, Chosen& chosen);

/// `--config FILE`, default /etc/bowline/bowline.yaml.
void addConfigOption(CLI::App& command, std::string& path);

}  // namespace bowline::app
