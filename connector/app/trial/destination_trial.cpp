// An item is rendered twice: as it would travel, for the guard's verdict, and under the same rules
// without any `keep`, to be shown. Where both differ a kept value stands.
#include "connector/app/trial/destination_trial.h"

#include "connector/pipeline/stub.h"
#include "connector/stages/mask.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace bowline::app {

namespace {

/// The same rules, in which no class is kept.
RuleSet withoutKeep(RuleSet rules) {
    for (auto& [destination, mapping] : rules.mappings) {
        for (auto& [cls, rule] : mapping.sensitive) {
            if (rule.action == Action::Keep)
                rule.action = Action::Mask;
        }
    }
    return rules;
}

std::vector<std::string> differingFields(const ItemContent& a, const ItemContent& b) {
    std::vector<std::string> names;
    const auto left = fieldsOf(a);
    const auto right = fieldsOf(b);
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        if (left[i] != right[i])
            names.push_back(left[i].first);
    }
    return names;
}

std::vector<std::string> keptClasses(const stages::Inspected& inspected, const Mapping& mapping) {
    std::set<std::string> kept;
    for (const auto* text : {&inspected.text, &inspected.name}) {
        for (const auto& finding : text->findings) {
            if (stages::ruleOf(mapping, finding.cls).action == Action::Keep)
                kept.insert(finding.cls);
        }
    }
    return {kept.begin(), kept.end()};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> fieldsOf(const ItemContent& content) {
    std::vector<std::pair<std::string, std::string>> fields{{"contact.name", content.contactName}};
    for (const auto& [name, value] : content.contactFields)
        fields.emplace_back("contact.fields." + name, toText(value));
    fields.emplace_back("ticket.subject", content.ticketSubject);
    fields.emplace_back("ticket.queue", content.ticketQueue);
    for (const auto& [name, value] : content.ticketFields)
        fields.emplace_back("ticket.fields." + name, toText(value));
    fields.emplace_back("ticket.tags", fmt::format("{}", fmt::join(content.ticketTags, ", ")));
    fields.emplace_back("ticket.priority", content.ticketPriority);
    fields.emplace_back("comment.text", content.commentText);
    return fields;
}

DestinationTrial::DestinationTrial(const RuleSet& rules)
    : rules_(rules), nothingKept_(withoutKeep(rules)) {}

std::vector<TriedDestination> DestinationTrial::run(
    const stages::Routed& routed,
    const stages::DestinationView& view,
    const stages::PersonValues& person
) const {
    std::vector<TriedDestination> all;
    for (const auto& destination : routed.destinations)
        all.push_back(tried(routed, destination, view, person));
    for (const auto& out : routed.leftOut) {
        TriedDestination left;
        left.destination = out.destination;
        left.outcome = TriedDestination::Outcome::LeftOut;
        left.purpose = rules_.mappings.at(out.destination).purpose.str();
        left.consent = out.verdict;
        all.push_back(std::move(left));
    }
    return all;
}

TriedDestination DestinationTrial::tried(
    const stages::Routed& routed,
    const DestinationId& destination,
    const stages::DestinationView& view,
    const stages::PersonValues& person
) const {
    const auto& mapping = rules_.mappings.at(destination);
    const auto real = judge(routed, destination, view, person, rules_);
    const auto masked = judge(routed, destination, view, person, nothingKept_);
    const auto& shownItem = masked.rendered.item;
    TriedDestination out;
    out.destination = destination;
    out.purpose = mapping.purpose.str();
    out.consent = routed.inspected.consented.verdictFor(mapping.purpose);
    out.removed = real.rendered.item.removed;
    out.unfit = real.rendered.unfit;
    out.isHidden = masked.leak() != nullptr && real.leak() == nullptr;
    if (const auto* leak = real.leak()) {
        out.outcome = TriedDestination::Outcome::Stub;
        out.leak = *leak;
    }
    if (masked.leak() != nullptr || real.leak() != nullptr) {
        out.shown = pipeline::stubOf(shownItem, rules_.language).content;
        return out;
    }
    out.shown = shownItem.content;
    out.keptIn = differingFields(real.rendered.item.content, shownItem.content);
    if (!out.keptIn.empty())
        out.kept = keptClasses(routed.inspected, mapping);
    return out;
}

}  // namespace bowline::app
