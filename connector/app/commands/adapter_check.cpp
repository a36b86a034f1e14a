// `bowline adapter check FILE|NAME`: every fault of an adapter file at once, then its cases,
// offline.
#include "adapters/rest/cases.h"
#include "connector/app/adapter_shelf.h"
#include "connector/app/commands/adapter.h"
#include "connector/app/commands/lint_print.h"
#include "connector/app/exit_codes.h"
#include "connector/base/error.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

namespace bowline::app {

namespace {

namespace fs = std::filesystem;
using adapters::rest::CaseResult;

struct AdapterCheckOptions {
    std::string target;
    std::string config;
    bool json = false;
};

struct Checked {
    AdapterFile file;
    std::vector<settings::Lint> lints;
};

Checked checkedFile(const fs::path& file) {
    settings::LintSink sink(file.string());
    auto read = readAdapterFile(file, sink);
    return {std::move(read), sink.lints()};
}

Checked checkedName(const AdapterCheckOptions& options) {
    const auto shelf = AdapterShelf::beside(options.config);
    const AdapterFile* file = shelf.find(options.target);
    if (file == nullptr) {
        std::vector<std::string> names;
        for (const auto& known : shelf.all())
            names.push_back(known.name);
        throw ConfigError(
            "adapter check: there is no file and no adapter " +
                settings::inBackquotes(options.target),
            settings::suggestion(options.target, names)
        );
    }
    std::vector<settings::Lint> lints;
    std::ranges::copy_if(shelf.lints(), std::back_inserter(lints), [&](const auto& lint) {
        return lint.file == file->source.name;
    });
    return {*file, std::move(lints)};
}

Checked checked(const AdapterCheckOptions& options) {
    std::error_code failure;
    const fs::path target(options.target);
    if (fs::is_directory(target, failure))
        return checkedFile(target / "adapter.yaml");
    const bool isFile = fs::exists(target, failure) || target.has_parent_path();
    return isFile ? checkedFile(target) : checkedName(options);
}

/// The cases of a sound file. Faults of cases.yaml itself join the others.
std::vector<CaseResult> casesOf(Checked& checked) {
    const auto& cases = checked.file.cases;
    if (checked.file.spec == nullptr || !cases)
        return {};
    settings::LintSink sink(cases->name);
    auto results = adapters::rest::runCases(cases->text, checked.file.spec, sink);
    checked.lints.insert(checked.lints.end(), sink.lints().begin(), sink.lints().end());
    return results;
}

std::ptrdiff_t failuresIn(const std::vector<CaseResult>& results) {
    return std::ranges::count_if(results, [](const CaseResult& one) { return !one.passed(); });
}

void printJson(const Checked& checked, const std::vector<CaseResult>& results) {
    nlohmann::json cases = nlohmann::json::array();
    for (const auto& one : results) {
        cases.push_back(
            {{"name", one.name},
             {"line", one.mark.line},
             {"passed", one.passed()},
             {"differences", one.differences}}
        );
    }
    const bool isSound = !settings::hasErrors(checked.lints);
    const nlohmann::json all{
        {"ok", isSound && failuresIn(results) == 0},
        {"adapter", checked.file.name},
        {"faults", lintsAsJson(checked.lints)},
        {"cases", std::move(cases)}};
    std::cout << all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
}

void printFailure(const std::string& file, const CaseResult& one) {
    std::cout << file << ":" << one.mark.line << ": FAILED: " << one.name << "\n";
    for (const auto& difference : one.differences)
        std::cout << "    " << difference << "\n";
}

void printText(const Checked& checked, const std::vector<CaseResult>& results) {
    printLints(std::cout, checked.lints);
    if (settings::hasErrors(checked.lints)) {
        std::cout << "adapter check: not usable\n";
        return;
    }
    for (const auto& one : results) {
        if (!one.passed())
            printFailure(checked.file.cases->name, one);
    }
    const auto failed = failuresIn(results);
    std::cout << "adapter check: " << checked.file.name << ": "
              << checked.file.spec->operations.size()
              << " operations; cases: " << std::ssize(results) - failed << " passed, " << failed
              << " failed\n";
    if (!checked.file.cases)
        std::cout << "there was no case to run: write cases.yaml beside the file\n";
}

int runAdapterCheck(const AdapterCheckOptions& options) {
    auto result = checked(options);
    const auto cases = casesOf(result);
    options.json ? printJson(result, cases) : printText(result, cases);
    if (settings::hasErrors(result.lints))
        return kConfiguration;
    return failuresIn(cases) == 0 ? kOk : kFinding;
}

}  // namespace

void addAdapterCheck(CLI::App& adapter, Chosen& chosen) {
    auto options = std::make_shared<AdapterCheckOptions>();
    auto* command =
        adapter.add_subcommand("check", "list all faults of an adapter file, then run its cases");
    command->add_option("target", options->target, "an adapter.yaml, its folder, or a name")
        ->required();
    addConfigOption(*command, options->config);
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosen] {
        chosen = [options] { return runAdapterCheck(*options); };
    });
}

}  // namespace bowline::app
