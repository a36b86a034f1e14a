#include "connector/app/flow/flow_print.h"

#include "connector/detect/measured_recall.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

namespace {

constexpr std::string_view kNoProof =
    "What detection does not find stands in a shown text as it was written.";

/// What was measured of a class, since nothing can be proven about free text.
std::string recallOf(const std::string& cls) {
    const auto measured = detect::measuredRecall(cls);
    if (!measured)
        return "Recall of this class on free text: not measured.";
    return fmt::format(
        "Recall of this class on labelled texts: {} of {} values masked whole ({}; real chats have "
        "less).",
        measured->masked,
        measured->of,
        detect::recallMeasuredIn()
    );
}

nlohmann::json recallAsJson(const std::string& cls) {
    const auto measured = detect::measuredRecall(cls);
    if (!measured)
        return nullptr;
    return {
        {"masked", measured->masked},
        {"of", measured->of},
        {"measured", detect::recallMeasuredIn()}};
}

std::string_view inWords(Exposure exposure) {
    constexpr std::string_view kWords[] = {
        "nothing", "that there is one", "a part of it", "the value"};
    return kWords[static_cast<int>(exposure)];
}

template <class Project>
std::vector<std::string> distinct(const std::vector<ClassFlow>& flows, Project project) {
    std::vector<std::string> out;
    for (const auto& flow : flows) {
        const std::string name = project(flow);
        if (std::ranges::find(out, name) == out.end())
            out.push_back(name);
    }
    return out;
}

const ClassFlow& at(
    const std::vector<ClassFlow>& flows, const std::string& cls, const std::string& destination
) {
    return *std::ranges::find_if(flows, [&](const ClassFlow& flow) {
        return flow.cls == cls && flow.destination.str() == destination;
    });
}

/// What is listed by its value is no rule about a class.
std::string exceptionOf(const ClassFlow& flow) {
    return flow.allowed == 0
               ? std::string()
               : fmt::format(
                     ", except {} of your own that `allow.{}` lists", flow.allowed, flow.cls
                 );
}

void printPaths(std::ostream& out, const ClassFlow& flow, Exposure least) {
    for (const auto& path : flow.paths) {
        if (path.exposure >= least)
            out << fmt::format("  {}: {}\n", inWords(path.exposure), fmt::join(path.steps, " -> "));
    }
}

}  // namespace

void printFlows(std::ostream& out, const std::vector<ClassFlow>& flows) {
    const auto destinations =
        distinct(flows, [](const ClassFlow& flow) { return flow.destination.str(); });
    out << fmt::format("{:<20}", "class");
    for (const auto& destination : destinations)
        out << fmt::format("  {:<28}", destination);
    out << "\n";
    for (const auto& cls : distinct(flows, [](const ClassFlow& flow) { return flow.cls; })) {
        out << fmt::format("{:<20}", cls);
        for (const auto& destination : destinations) {
            const auto& flow = at(flows, cls, destination);
            out << fmt::format(
                "  {:<28}",
                fmt::format(
                    "{} ({}{})",
                    inWords(flow.exposure()),
                    flow.action,
                    flow.allowed == 0 ? "" : fmt::format(", {} allowed", flow.allowed)
                )
            );
        }
        out << "\n";
    }
    out << kNoProof << " How much it finds of a class: --prove CLASS DESTINATION\n";
}

void printProof(std::ostream& out, const ClassFlow& flow) {
    if (flow.exposure() >= Exposure::Part) {
        out << fmt::format("not proven: {} reaches {}\n", flow.cls, flow.destination.str());
        return printPaths(out, flow, Exposure::Part);
    }
    out << fmt::format(
        "proven: no rule releases a value of {} to {} ({}){}\n",
        flow.cls,
        flow.destination.str(),
        flow.action,
        exceptionOf(flow)
    );
    if (flow.exposure() == Exposure::Fact)
        out << "what does go there:\n";
    printPaths(out, flow, Exposure::Fact);
    out << kNoProof << " " << recallOf(flow.cls) << "\n";
}

nlohmann::json flowsAsJson(const std::string& ruleSet, const std::vector<ClassFlow>& flows) {
    auto all = nlohmann::json::array();
    for (const auto& flow : flows) {
        auto paths = nlohmann::json::array();
        for (const auto& path : flow.paths)
            paths.push_back({{"exposure", toText(path.exposure)}, {"steps", path.steps}});
        all.push_back(
            {{"class", flow.cls},
             {"destination", flow.destination.str()},
             {"allowed", flow.allowed},
             {"action", flow.action},
             {"exposure", toText(flow.exposure())},
             {"proven", flow.exposure() < Exposure::Part},
             {"recall", recallAsJson(flow.cls)},
             {"paths", paths}}
        );
    }
    return {{"schema", 1}, {"rule_set", ruleSet}, {"flows", all}};
}

}  // namespace bowline::app
