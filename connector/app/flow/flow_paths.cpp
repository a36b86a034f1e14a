#include "connector/app/flow/flow_paths.h"

#include "connector/app/trial/text_trial.h"
#include "connector/base/error.h"
#include "connector/expression/template.h"
#include "connector/settings/rule_set.h"
#include "connector/stages/mask.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

namespace {

struct NamedTemplate {
    std::string field;
    TemplatePtr written;
};

std::vector<NamedTemplate> templatesOf(const Mapping& mapping) {
    std::vector<NamedTemplate> all = {
        {"contact.name", mapping.contactName},
        {"ticket.subject", mapping.ticketSubject},
        {"ticket.queue", mapping.ticketQueue},
        {"ticket.priority", mapping.ticketPriority},
        {"comment.text", mapping.commentText}};
    for (const auto& [name, rule] : mapping.contactFields)
        all.push_back({"contact.fields." + name, rule.written});
    for (const auto& [name, rule] : mapping.ticketFields)
        all.push_back({"ticket.fields." + name, rule.written});
    for (const auto& written : mapping.ticketTags)
        all.push_back({"ticket.tags", written});
    std::erase_if(all, [](const NamedTemplate& one) { return !one.written; });
    return all;
}

bool reads(const NamedTemplate& one, std::string_view path) {
    return std::ranges::find(one.written->reads(), path) != one.written->reads().end();
}

/// What an action lets out of a value that stands in a text which is shown.
Exposure exposureUnder(const ClassRule& rule) {
    if (rule.action == Action::Keep)
        return Exposure::Value;
    if (rule.action == Action::Generalise || rule.keepLast != 0 || rule.token != TokenScope::None)
        return Exposure::Part;
    const bool isTraceless = rule.action == Action::Strip || rule.silent;
    return isTraceless ? Exposure::Nothing : Exposure::Fact;
}

TextMode loosestMode(const Mapping& mapping) {
    TextMode mode = mapping.text;
    for (const auto& rule : mapping.textRules)
        mode = std::max(mode, rule.then);
    return mode;
}

class FlowReader {
public:
    FlowReader(const RuleSet& rules, const Mapping& mapping, const std::string& cls)
        : rules_(rules),
          mapping_(mapping),
          cls_(cls),
          rule_(stages::ruleOf(mapping, cls)),
          templates_(templatesOf(mapping)) {}

    ClassFlow read() {
        throughText();
        throughName();
        throughCountry();
        throughTextMode();
        throughRoutes();
        return {cls_, mapping_.destination, inWords(rule_), std::move(paths_), allowed()};
    }

private:
    [[nodiscard]] std::string ruleStep() const {
        const bool isNamed = mapping_.sensitive.contains(cls_);
        return (isNamed ? "sensitive." + cls_ : std::string("otherwise")) + ": " + inWords(rule_);
    }

    [[nodiscard]] std::size_t allowed() const {
        const auto found = mapping_.allowed.find(cls_);
        return found == mapping_.allowed.end() ? 0 : found->second.size();
    }

    void add(Exposure exposure, std::vector<std::string> steps) {
        if (exposure != Exposure::Nothing)
            paths_.push_back({exposure, std::move(steps)});
    }

    /// A text mode that shows no text still shows its stub, which a withheld class chooses.
    void throughText() {
        const bool isShown = loosestMode(mapping_) == TextMode::FullMasked;
        const bool choosesStub = rule_.action == Action::Withhold;
        const auto exposure = choosesStub ? Exposure::Fact : exposureUnder(rule_);
        for (const auto& one : templates_) {
            if (isShown && reads(one, "message.text"))
                add(exposure, {"message.text", ruleStep(), one.field});
        }
    }

    void throughName() {
        const bool isKept = stages::ruleOf(mapping_, "contact_name").action == Action::Keep;
        for (const auto& one : templates_) {
            if (isKept && reads(one, "contact.name"))
                add(exposureUnder(rule_), {"the display name", ruleStep(), one.field});
        }
    }

    void throughCountry() {
        for (const auto& one : templates_) {
            if (cls_ == "phone" && reads(one, "contact.country"))
                add(Exposure::Part, {"the sender's number", "contact.country", one.field});
        }
    }

    void throughTextMode() {
        for (const auto& rule : mapping_.textRules) {
            if (rule.unlessFound.contains(cls_))
                add(Exposure::Fact,
                    {"message.text", "text_when.unless_found", "how much of the text is shown"});
        }
    }

    /// Any rule that asks for the class, or for words, which may be its values, decides about every
    /// field that names something of routes, also when another rule takes the message then.
    void throughRoutes() {
        for (const auto& route : rules_.routes) {
            const bool asksForClass = route.when.found.contains(cls_);
            if (!asksForClass && route.when.words.empty())
                continue;
            const auto step =
                fmt::format("route {}: {}", route.id, asksForClass ? "found" : "words");
            add(Exposure::Fact, {"message.text", step, "whether it goes to this destination"});
            for (const auto& one : templates_) {
                if (std::ranges::any_of(one.written->reads(), [](const std::string& path) {
                        return path.starts_with("route.");
                    }))
                    add(Exposure::Fact, {"message.text", step, one.field});
            }
        }
    }

    const RuleSet& rules_;
    const Mapping& mapping_;
    const std::string& cls_;
    ClassRule rule_;
    std::vector<NamedTemplate> templates_;
    std::vector<FlowPath> paths_;
};

}  // namespace

Exposure ClassFlow::exposure() const {
    Exposure most = Exposure::Nothing;
    for (const auto& path : paths)
        most = std::max(most, path.exposure);
    return most;
}

ClassFlow flowOf(const RuleSet& rules, const std::string& cls, const DestinationId& destination) {
    const auto found = rules.mappings.find(destination);
    if (found == rules.mappings.end())
        throw Error("flow: no mapping serves " + destination.str(), "run `bowline check`");
    return FlowReader(rules, found->second, cls).read();
}

std::vector<ClassFlow> allFlows(const RuleSet& rules, const std::vector<std::string>& builtIn) {
    auto classes = builtIn;
    for (const auto& own : settings::ownClassesOf(rules))
        classes.push_back(own.id);
    std::vector<ClassFlow> flows;
    for (const auto& cls : classes) {
        for (const auto& [destination, mapping] : rules.mappings)
            flows.push_back(flowOf(rules, cls, destination));
    }
    return flows;
}

}  // namespace bowline::app
