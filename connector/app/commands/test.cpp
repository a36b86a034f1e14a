// `bowline test [FILE...]`: runs the `tests:` of mapping files. Without files: those of the
// configuration.
#include "connector/app/commands/commands.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"
#include "connector/app/mapping_trial.h"
#include "connector/app/vocabulary.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace bowline::app {

namespace {

struct TestOptions {
    std::string config;
    std::vector<std::string> files;
};

struct Tally {
    int passed = 0;
    int failed = 0;
};

void printFailure(const settings::MappingTest& test, const std::vector<TrialFailure>& failures) {
    std::cout << test.file << ":" << test.mark.line << ": FAILED: " << test.name << "\n";
    for (const auto& failure : failures) {
        std::cout << "    " << failure.field << "\n      expected: " << failure.expected
                  << "\n      got:      " << failure.got << "\n";
    }
}

void runAll(const settings::LoadResult& loaded, Tally& tally) {
    if (!loaded.rules)
        settings::refuse(loaded.lints);
    const MappingTrial trial(loaded.rules);
    for (const auto& test : loaded.tests) {
        const auto failures = trial.run(test);
        failures.empty() ? ++tally.passed : ++tally.failed;
        if (!failures.empty())
            printFailure(test, failures);
    }
}

int runTest(const TestOptions& options) {
    Tally tally;
    if (options.files.empty())
        runAll(loadConfiguration(options.config), tally);
    for (const auto& file : options.files)
        runAll(settings::loadMapping(file, vocabularyOf(AdapterShelf::shipped())), tally);
    std::cout << "mapping tests: " << tally.passed << " passed, " << tally.failed << " failed\n";
    if (tally.passed + tally.failed == 0)
        std::cout << "there was nothing to run: add `tests:` to a mapping\n";
    return tally.failed == 0 ? kOk : kFinding;
}

}  // namespace

void addTest(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<TestOptions>();
    auto* command = cli.add_subcommand("test", "run the tests that mapping files carry");
    addConfigOption(*command, options->config);
    command->add_option(
        "files", options->files, "mapping files; without: those of the configuration"
    );
    command->callback([options, &chosen] { chosen = [options] { return runTest(*options); }; });
}

}  // namespace bowline::app
