// `bowline flow`: which class of value reaches which destination by the rules; with --prove the
// proof for one of them, or the way by which it fails. Opens no store.
#include "connector/app/commands/commands.h"
#include "connector/app/configuration.h"
#include "connector/app/exit_codes.h"
#include "connector/app/flow/flow_print.h"
#include "connector/base/error.h"
#include "connector/detect/detector.h"
#include "connector/settings/lint.h"

#include <nlohmann/json.hpp>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>

namespace bowline::app {

namespace {

struct FlowOptions {
    std::string config;
    std::vector<std::string> prove;  ///< a class and a destination
    std::string svg;
    bool json = false;
};

std::vector<ClassFlow> chosen(std::vector<ClassFlow> flows, const std::vector<std::string>& prove) {
    if (prove.empty())
        return flows;
    std::vector<std::string> classes;
    std::vector<std::string> destinations;
    for (const auto& flow : flows) {
        classes.push_back(flow.cls);
        destinations.push_back(flow.destination.str());
    }
    std::erase_if(flows, [&](const ClassFlow& flow) {
        return flow.cls != prove[0] || flow.destination.str() != prove[1];
    });
    if (!flows.empty())
        return flows;
    const bool isClass = std::ranges::find(classes, prove[0]) != classes.end();
    throw ConfigError(
        isClass ? "flow: there is no destination " + settings::inBackquotes(prove[1])
                : "flow: nothing finds the class " + settings::inBackquotes(prove[0]),
        settings::suggestion(isClass ? prove[1] : prove[0], isClass ? destinations : classes)
    );
}

void writeSvg(const std::string& file, const std::vector<ClassFlow>& flows) {
    std::ofstream out(file);
    if (!(out << flowsAsSvg(flows)) || !out.flush())
        throw Error("flow: cannot write " + file, "choose a folder that you may write to");
}

int runFlow(const FlowOptions& options) {
    const auto loaded = loadOrRefuse(options.config);
    const auto flows = chosen(allFlows(*loaded.rules, detect::builtInClasses()), options.prove);
    const bool isProof = !options.prove.empty();
    if (options.json)
        std::cout << flowsAsJson(loaded.rules->id, flows).dump(2) << "\n";
    else
        isProof ? printProof(std::cout, flows.front()) : printFlows(std::cout, flows);
    if (!options.svg.empty())
        writeSvg(options.svg, flows);
    return isProof && flows.front().exposure() >= Exposure::Part ? kFinding : kOk;
}

}  // namespace

void addFlow(CLI::App& cli, Chosen& chosenCommand) {
    auto options = std::make_shared<FlowOptions>();
    auto* command =
        cli.add_subcommand("flow", "show which class of value reaches which destination");
    addConfigOption(*command, options->config);
    command
        ->add_option(
            "--prove",
            options->prove,
            "a class and a destination: prove that no rule releases the one to the other"
        )
        ->expected(2);
    command->add_option("--svg", options->svg, "also write a picture to this file");
    command->add_flag("--json", options->json, "print as JSON");
    command->callback([options, &chosenCommand] {
        chosenCommand = [options] { return runFlow(*options); };
    });
}

}  // namespace bowline::app
