// The executable: reads the command line, runs one command, turns what it throws into an exit code.
#include "connector/app/commands/commands.h"
#include "connector/app/exit_codes.h"
#include "connector/app/signals.h"
#include "connector/base/error.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace {

using namespace bowline;
using namespace bowline::app;

int report(const char* what, const std::string& hint, int code) {
    std::cerr << "bowline: " << what << "\n";
    if (!hint.empty())
        std::cerr << "  next: " << hint << "\n";
    return code;
}

int runReporting(const std::function<int()>& command) {
    try {
        return command();
    } catch (const ConfigError& error) {
        return report(error.what(), error.hint(), kConfiguration);
    } catch (const StoreBusy& error) {
        return report(error.what(), error.hint(), kTryAgain);
    } catch (const Error& error) {
        return report(error.what(), error.hint(), kFinding);
    } catch (const Poco::Exception& error) {
        // Only the class: the text of a library may quote what it choked on.
        return report(
            error.name(), "this is a bug; please report it with the command you ran", kFinding
        );
    } catch (const std::exception&) {
        return report(
            "unexpected failure",
            "this is a bug; please report it with the command you ran",
            kFinding
        );
    }
}

}  // namespace

int main(int argc, char** argv) {
    blockSignals();
    CLI::App cli{"bowline: WhatsApp in, tickets out, nothing lost, nothing leaked"};
    cli.require_subcommand(1);
    std::function<int()> chosen;
    addCommands(cli, chosen);
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? kOk : kUsage;
    }
    return runReporting(chosen);
}
