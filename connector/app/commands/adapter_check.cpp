// `bowline adapter check FILE|NAME`: every fault of an adapter file at once, then its cases,
// offline.
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

int runAdapterCheck(const AdapterCheckOptions& options) {
    const auto result = checked(options);
    printLints(std::cout, result.lints);
    return result.file.spec == nullptr ? kConfiguration : kOk;
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
