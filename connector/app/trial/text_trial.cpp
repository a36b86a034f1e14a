#include "connector/app/trial/text_trial.h"

#include "connector/app/trial/destination_trial.h"
#include "connector/stages/allowed.h"
#include "connector/stages/mask.h"
#include "connector/stages/route.h"
#include "connector/stages/text_mode.h"

#include <fmt/format.h>

namespace bowline::app {

namespace {

constexpr std::string_view kNumber = "+12025550123";  // reserved for fiction: NANP 555-01xx

stages::Placed placedFor(const std::string& said, const ChannelId& channel, Instant at) {
    MessageUpdate message;
    message.from.phone = Phone(kNumber);
    message.content = textContent(MessageText(said));
    stages::Placed placed;
    placed.event.kind = EventKind::Message;
    placed.event.channel = channel;
    placed.event.sentAt = at;
    placed.event.body = std::move(message);
    placed.region = "US";
    placed.newPerson = placed.newEpisode = true;
    return placed;
}

TriedSpan spanUnder(
    const Mapping& mapping, const Finding& finding, const stages::Inspected& inspected
) {
    const auto& region = inspected.consented.placed().region;
    if (stages::isAllowed(mapping, finding, inspected.text, region))
        return {finding, "allow." + finding.cls, inWords({Action::Keep})};
    const bool isNamed = mapping.sensitive.contains(finding.cls);
    return {
        finding,
        isNamed ? "sensitive." + finding.cls : "otherwise",
        inWords(stages::ruleOf(mapping, finding.cls))};
}

TriedText triedAt(
    const stages::Routed& routed,
    const DestinationId& destination,
    const stages::PersonValues& person,
    const RuleSet& rules
) {
    const Mapping& mapping = rules.mappings.at(destination);
    const std::string key(32, 'k');
    const stages::DestinationView view{"Amber-Falcon-27", {}, {}, {}, {key, key}, {}};
    const auto judged = judge(routed, destination, view, person, rules);
    TriedText out{
        destination, mapping.name, stages::textModeOf(mapping, routed.inspected), {}, {}, {}, {}};
    for (const auto& finding : routed.inspected.text.findings)
        out.spans.push_back(spanUnder(mapping, finding, routed.inspected));
    out.fields = fieldsOf(judged.rendered.item.content);
    out.unfit = judged.rendered.unfit;
    if (const auto* leak = judged.leak())
        out.leak = *leak;
    return out;
}

}  // namespace

std::string inWords(const ClassRule& rule) {
    if (rule.action == Action::Generalise)
        return fmt::format("generalise to the {}", toText(rule.to));
    if (rule.token != TokenScope::None)
        return rule.token == TokenScope::Conversation ? "tokenise within the conversation"
                                                      : "tokenise within the destination";
    if (rule.keepLast != 0)
        return fmt::format("{}, the last {} stay", toText(rule.action), rule.keepLast);
    return std::string(toText(rule.action)) + (rule.silent ? ", silent" : "");
}

TextTrial tryText(
    const RuleSetPtr& rules, const std::string& said, const ChannelId& channel, Instant at
) {
    stages::PersonValues person;
    person.phones.emplace_back(kNumber);
    auto inspected = StageRun(rules).inspected(placedFor(said, channel, at), nullptr, person, {});
    TextTrial out;
    out.said = said;
    out.findings = inspected.text.findings;
    const auto routed = stages::route(std::move(inspected), *rules, "");
    out.route = routed.rule.id;
    out.queue = routed.rule.queue;
    out.path = routed.rule.path;
    for (const auto& destination : routed.destinations)
        out.destinations.push_back(triedAt(routed, destination, person, *rules));
    return out;
}

}  // namespace bowline::app
