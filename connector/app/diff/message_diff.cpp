// Visible is what stands in a rendered field: so it holds for every template and filter. And what a
// rule shows more of than before, since a part of a value cannot be looked for.
#include "connector/app/diff/message_diff.h"

#include "connector/app/trial/destination_trial.h"
#include "connector/settings/class_rules.h"
#include "connector/settings/rule_set.h"
#include "connector/stages/leak_guard.h"
#include "connector/stages/mask.h"
#include "connector/stages/render.h"
#include "connector/stages/route.h"
#include "connector/stages/shown_pieces.h"

#include <map>

namespace bowline::app {

namespace {

/// What one destination gets; no fields when it gets nothing.
struct Shown {
    std::map<std::string, std::string> fields;
    std::optional<stages::Rendered> rendered;

    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> all;
        for (const auto& [name, text] : fields)
            all.push_back(text);
        return all;
    }
    /// Class for which the leak guard stops it.
    [[nodiscard]] std::optional<std::string> leak() const {
        if (!rendered)
            return std::nullopt;
        const auto verdict = stages::LeakGuard::check(
            rendered->item, rendered->forbidden, {{}, rendered->permitted}
        );
        const auto* leak = std::get_if<stages::Leak>(&verdict);
        return leak == nullptr ? std::nullopt : std::optional(leak->cls);
    }
};

struct Side {
    stages::Routed routed;
    std::map<DestinationId, Shown> shown;

    [[nodiscard]] Shown at(const DestinationId& destination) const {
        const auto found = shown.find(destination);
        return found == shown.end() ? Shown{} : found->second;
    }
};

using Views = std::map<DestinationId, stages::DestinationView>;

const stages::DestinationView& viewOf(
    Views& views, const DiffInput& message, const DestinationId& destination
) {
    const auto found = views.find(destination);
    return found != views.end()
               ? found->second
               : views.emplace(destination, message.viewAt(destination)).first->second;
}

Side sideOf(
    const RuleSet& rules, stages::Inspected inspected, const DiffInput& message, Views& views
) {
    Side side{stages::route(std::move(inspected), rules, message.openedBy), {}};
    for (const auto& destination : side.routed.destinations) {
        const auto& view = viewOf(views, message, destination);
        auto& shown = side.shown[destination];
        shown.rendered = stages::render(side.routed, destination, view, message.person, rules);
        for (auto& [name, value] : fieldsOf(shown.rendered->item.content))
            shown.fields.emplace(std::move(name), std::move(value));
    }
    return side;
}

/// True when gate and detection say the same of every message.
bool inspectAlike(const RuleSet& a, const RuleSet& b) {
    return a.purposes == b.purposes && a.language == b.language &&
           settings::ownClassesOf(a) == settings::ownClassesOf(b);
}

stages::ShownPieces piecesOf(const Side& a, const Side& b) {
    stages::ShownPieces pieces;
    for (const auto* side : {&a, &b})
        pieces.addFindings(side->routed.inspected);
    pieces.addWords(a.routed.inspected);
    return pieces;
}

std::set<std::string> changedFields(const Shown& before, const Shown& after) {
    std::set<std::string> names;
    for (const auto* side : {&before, &after}) {
        for (const auto& [name, value] : side->fields) {
            const auto old = before.fields.find(name);
            const auto now = after.fields.find(name);
            const bool isInBoth = old != before.fields.end() && now != after.fields.end();
            if (!isInBoth || old->second != now->second)
                names.insert(name);
        }
    }
    return names;
}

std::set<std::string> classesIn(const stages::Inspected& inspected) {
    std::set<std::string> classes;
    for (const auto* source : {&inspected.text, &inspected.name}) {
        for (const auto& finding : source->findings)
            classes.insert(finding.cls);
    }
    return classes;
}

/// Of the classes that both sides found, those of which `loose` shows more than `strict`: a part
/// that stays, a year, a token are no whole value that could be looked for.
std::set<std::string> shownMore(
    const Side& a, const Side& b, const Mapping& strict, const Mapping& loose
) {
    const auto here = classesIn(a.routed.inspected);
    std::set<std::string> out;
    for (const auto& cls : classesIn(b.routed.inspected)) {
        if (here.contains(cls) &&
            settings::isStricter(stages::ruleOf(strict, cls), stages::ruleOf(loose, cls)))
            out.insert(cls);
    }
    return out;
}

DestinationDiff differenceAt(
    const DestinationId& destination,
    const Side& before,
    const Side& after,
    const RuleSet& oldRules,
    const RuleSet& newRules
) {
    const auto was = before.at(destination);
    const auto is = after.at(destination);
    auto shown = piecesOf(before, after).compare(was.texts(), is.texts());
    DestinationDiff diff;
    diff.destination = destination;
    diff.newlyVisible = std::move(shown.newlyVisible);
    diff.newlyHidden = std::move(shown.newlyHidden);
    diff.changedFields = changedFields(was, is);
    if (was.rendered && is.rendered) {
        const auto& old = oldRules.mappings.at(destination);
        const auto& now = newRules.mappings.at(destination);
        diff.newlyVisible.merge(shownMore(before, after, old, now));
        diff.newlyHidden.merge(shownMore(before, after, now, old));
    }
    if (!was.leak())
        diff.refused = is.leak();
    return diff;
}

}  // namespace

MessageDiff::MessageDiff(RuleSetPtr before, RuleSetPtr after)
    : before_(std::move(before)),
      after_(std::move(after)),
      isInspectedAlike_(inspectAlike(before_.rules(), after_.rules())) {}

std::vector<DestinationDiff> MessageDiff::compare(const DiffInput& message) const {
    const auto inspectedBy = [&message](const StageRun& stages) {
        return stages.inspected(
            message.placed, message.target, message.person, {}, message.neighbours
        );
    };
    auto inspected = inspectedBy(before_);
    auto anew = isInspectedAlike_ ? inspected : inspectedBy(after_);
    Views views;
    const auto before = sideOf(before_.rules(), std::move(inspected), message, views);
    const auto after = sideOf(after_.rules(), std::move(anew), message, views);
    std::vector<DestinationDiff> out;
    for (const auto& [destination, view] : views) {
        // The guard says the same of the same.
        if (before.at(destination).fields != after.at(destination).fields)
            out.push_back(differenceAt(destination, before, after, before_.rules(), after_.rules())
            );
    }
    return out;
}

}  // namespace bowline::app
