// `bowline docs`: the manual of the settings, printed from their declarations.
#include "connector/app/commands/commands.h"
#include "connector/app/exit_codes.h"
#include "connector/app/vocabulary.h"
#include "connector/settings/reference.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <string>

namespace bowline::app {

namespace {

using Print = std::string (*)(const settings::Vocabulary&);

const std::map<std::string, Print>& prints() {
    static const std::map<std::string, Print> all{
        {"reference", settings::referenceMarkdown},
        {"example", settings::annotatedYaml},
        {"schema", settings::jsonSchema},
        {"mapping-schema", settings::mappingSchema},
        {"policy-schema", settings::policySchema}};
    return all;
}

int runDocs(const std::string& what) {
    std::cout << prints().at(what)(vocabularyOf(AdapterShelf::shipped()));
    return kOk;
}

}  // namespace

void addDocs(CLI::App& cli, Chosen& chosen) {
    auto what = std::make_shared<std::string>("reference");
    auto* command = cli.add_subcommand(
        "docs", "print the reference, a JSON schema for editors, or an annotated bowline.yaml"
    );
    command
        ->add_option("what", *what, "reference, example, schema, mapping-schema or policy-schema")
        ->check(CLI::IsMember(prints()))
        ->capture_default_str();
    command->callback([what, &chosen] { chosen = [what] { return runDocs(*what); }; });
}

}  // namespace bowline::app
