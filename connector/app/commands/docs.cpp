// `bowline docs`: the manual of the settings, printed from their declarations.
#include "connector/app/commands/commands.h"
#include "connector/app/exit_codes.h"
#include "connector/app/vocabulary.h"
#include "connector/settings/reference.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace bowline::app {

namespace {

int runDocs(const std::string& what) {
    const auto specs = vocabularyOf(AdapterShelf::shipped());
    if (what == "schema") {
        std::cout << settings::jsonSchema(specs);
    } else if (what == "example") {
        std::cout << settings::annotatedYaml(specs);
    } else {
        std::cout << settings::referenceMarkdown(specs);
    }
    return kOk;
}

}  // namespace

void addDocs(CLI::App& cli, Chosen& chosen) {
    auto what = std::make_shared<std::string>("reference");
    auto* command = cli.add_subcommand(
        "docs", "print reference, JSON schema or annotated example of bowline.yaml"
    );
    command->add_option("what", *what, "reference, schema or example")
        ->check(CLI::IsMember({"reference", "schema", "example"}))
        ->capture_default_str();
    command->callback([what, &chosen] { chosen = [what] { return runDocs(*what); }; });
}

}  // namespace bowline::app
