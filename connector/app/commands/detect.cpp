// `bowline detect`: what the detectors find in texts, one JSON object a line in and out, for
// measuring them against others. Reads no configuration, keeps nothing, shows no value.
#include "connector/app/commands/commands.h"
#include "connector/app/detect/jsonl.h"
#include "connector/app/exit_codes.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

namespace bowline::app {

void addDetect(CLI::App& cli, Chosen& chosen) {
    auto region = std::make_shared<std::string>();
    auto* command = cli.add_subcommand(
        "detect",
        "find sensitive values in texts: {\"id\",\"text\"} a line in, their places a line out"
    );
    command->add_flag("--jsonl")->description(
        "one JSON object a line, which is the only form so far"
    );
    command->add_option(
        "--region",
        *region,
        "country of the writers (DE) for numbers without country code; a line's own \"region\" wins"
    );
    command->callback([&chosen, region] {
        chosen = [region] {
            return detectLines(std::cin, std::cout, std::cerr, *region) == 0 ? kOk : kFinding;
        };
    });
}

}  // namespace bowline::app
