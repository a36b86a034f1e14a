// `bowline test [FILE...]`: runs the `tests:` of mapping files and searches around them. Without
// files: those of the configuration, with its routes.
#include "connector/app/commands/commands.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"
#include "connector/app/trial/test_run.h"
#include "connector/app/vocabulary.h"
#include "connector/base/error.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

namespace bowline::app {

namespace {

struct TestOptions {
    std::string config;
    std::vector<std::string> files;
    std::string junit;
    bool json = false;
};

TestReport reportOf(const settings::LoadResult& loaded) {
    if (!loaded.rules)
        settings::refuse(loaded.lints);
    return runTests(MappingTrial(loaded.rules, loaded.config.has_value()), loaded.tests);
}

TestReport reportFor(const TestOptions& options) {
    if (options.files.empty())
        return reportOf(loadConfiguration(options.config));
    TestReport report;
    for (const auto& file : options.files)
        report.add(reportOf(settings::loadMapping(file, vocabularyOf(AdapterShelf::shipped()))));
    return report;
}

void writeJunit(const std::string& file, const TestReport& report) {
    std::ofstream out(file);
    if (!(out << reportAsJunit(report)) || !out.flush())
        throw Error("test: cannot write " + file, "choose a folder that you may write to");
}

int runTest(const TestOptions& options) {
    const auto report = reportFor(options);
    if (options.json)
        std::cout << reportAsJson(report).dump(2) << "\n";
    else
        printReport(std::cout, report);
    if (!options.junit.empty())
        writeJunit(options.junit, report);
    return report.isGood() ? kOk : kFinding;
}

}  // namespace

void addTest(CLI::App& cli, Chosen& chosen) {
    auto options = std::make_shared<TestOptions>();
    auto* command = cli.add_subcommand("test", "run the tests that mapping files carry");
    addConfigOption(*command, options->config);
    command->add_option(
        "files", options->files, "mapping files; without: those of the configuration"
    );
    command->add_option("--junit", options->junit, "also write the result to this file, for CI");
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] { chosen = [options] { return runTest(*options); }; });
}

}  // namespace bowline::app
