#include "adapters/rest/step_reader.h"

#include "adapters/rest/answer_reader.h"
#include "adapters/rest/expression_reader.h"
#include "adapters/rest/request_reader.h"
#include "adapters/rest/scalar_reader.h"

#include <fmt/format.h>
#include <set>

namespace bowline::adapters::rest {

namespace {

using settings::inBackquotes;
using settings::YamlNode;

constexpr std::size_t kMostSteps = 16;

std::string idOf(FileSection& section, std::set<std::string>& taken, Faults& faults) {
    const YamlNode* node = section.require("id");
    const std::string id = node ? wordOf(*node, "id", faults) : std::string();
    const bool isNew = taken.insert(id).second;
    if (node && (!isIdentifier(id) || !isNew)) {
        faults.error(
            node->mark,
            "bad_name",
            isNew ? inBackquotes(id) + " cannot be the name of a step"
                  : "the name " + inBackquotes(id) + " is taken",
            "Use a short word of a-z, 0-9 and _, another one in each step"
        );
    }
    return id;
}

void readLoop(Step& step, FileSection& section, NameScope& scope, Loading& loading) {
    if (!section.has("foreach") && !section.has("as")) {
        section.find("foreach");
        section.find("as");
        return;
    }
    const YamlNode* each = section.require("foreach");
    const YamlNode* as = section.require("as");
    if (each)
        step.each = ExpressionReader(loading.faults).list(*each, "foreach", scope);
    if (as)
        step.as = loopName(*as, loading.faults);
    if (as)
        scope.addItem(step.as, each && ExpressionReader::isFiles(*each));
}

Step readStep(
    const YamlNode& node, std::set<std::string>& taken, NameScope scope, Loading& loading
) {
    const auto used = withUse(node, loading);
    FileSection section(used.written ? *used.written : node, "steps", loading.faults);
    Step step;
    step.id = idOf(section, taken, loading.faults);
    if (const YamlNode* condition = section.find("if"))
        step.onlyIf = ExpressionReader(loading.faults).predicate(*condition, "if", scope);
    readLoop(step, section, scope, loading);
    if (used.isSound)
        step.request = readRequest(section, scope, loading);
    auto parts = readAnswerParts(section, std::move(scope), loading);
    step.answers = std::move(parts.answers);
    step.picks = std::move(parts.picks);
    step.assertion = std::move(parts.assertion);
    if (used.isSound)
        section.close();
    return step;
}

}  // namespace

std::vector<Step> readSteps(
    const YamlNode& node,
    std::string_view key,
    const std::vector<Step>& earlier,
    NameScope& scope,
    Loading& loading
) {
    std::vector<Step> steps;
    std::set<std::string> taken = {"main"};  // the step of an operation of one request
    for (const Step& step : earlier)
        taken.insert(step.id);
    for (const YamlNode& item : itemsOf(node, key, loading.faults)) {
        if (steps.size() == kMostSteps) {
            loading.faults.error(
                item.mark,
                "too_many",
                fmt::format("`{}` has more than {} items", key, kMostSteps),
                "Split the work over several operations"
            );
            break;
        }
        steps.push_back(readStep(item, taken, scope, loading));
        for (const Pick& pick : steps.back().picks)
            scope.addTree("steps." + steps.back().id + "." + pick.name);
    }
    return steps;
}

AnswerParts readAnswerParts(FileSection& section, NameScope scope, Loading& loading) {
    scope.addAnswer();
    AnswerParts parts;
    if (const YamlNode* answers = section.find("responses"))
        parts.answers = readAnswers(*answers, scope, loading);
    if (const YamlNode* pick = section.find("pick"))
        parts.picks = readPicks(*pick, "pick", std::nullopt, scope, loading);
    if (const YamlNode* assertion = section.find("assert"))
        parts.assertion = ExpressionReader(loading.faults).predicate(*assertion, "assert", scope);
    return parts;
}

}  // namespace bowline::adapters::rest
