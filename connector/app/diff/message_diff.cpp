// Visible is what stands in a rendered field, not what a rule says: so it holds for every template
// and filter.
#include "connector/app/diff/message_diff.h"

#include "connector/app/trial/destination_trial.h"
#include "connector/stages/route.h"
#include "connector/stages/shown_pieces.h"

#include <map>

namespace bowline::app {

namespace {

/// What one destination gets; no fields when it gets nothing.
struct Shown {
    std::map<std::string, std::string> fields;
    std::optional<std::string> leak;
    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> all;
        for (const auto& [name, text] : fields)
            all.push_back(text);
        return all;
    }
};

struct Side {
    stages::Routed routed;
    std::map<DestinationId, Shown> shown;
};

Side sideOf(const StageRun& stages, const DiffInput& message) {
    auto inspected = stages.inspected(message.placed, message.target, message.person, {});
    Side side{stages::route(std::move(inspected), stages.rules(), message.openedBy), {}};
    for (const auto& destination : side.routed.destinations) {
        const auto judged = judge(
            side.routed, destination, message.viewAt(destination), message.person, stages.rules()
        );
        auto& shown = side.shown[destination];
        for (const auto& [name, value] : fieldsOf(judged.rendered.item.content))
            shown.fields.emplace(name, value);
        if (const auto* leak = judged.leak())
            shown.leak = leak->cls;
    }
    return side;
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

DestinationDiff differenceAt(
    const DestinationId& destination,
    const Shown& before,
    const Shown& after,
    const stages::ShownPieces& pieces
) {
    auto shown = pieces.compare(before.texts(), after.texts());
    DestinationDiff diff;
    diff.destination = destination;
    diff.newlyVisible = std::move(shown.newlyVisible);
    diff.newlyHidden = std::move(shown.newlyHidden);
    diff.changedFields = changedFields(before, after);
    diff.isNewThere = before.fields.empty() && !after.fields.empty();
    diff.isGoneThere = after.fields.empty() && !before.fields.empty();
    if (after.leak && !before.leak)
        diff.refused = after.leak;
    return diff;
}

}  // namespace

MessageDiff::MessageDiff(RuleSetPtr before, RuleSetPtr after)
    : before_(std::move(before)), after_(std::move(after)) {}

std::vector<DestinationDiff> MessageDiff::compare(const DiffInput& message) const {
    const auto before = sideOf(before_, message);
    const auto after = sideOf(after_, message);
    std::set<DestinationId> destinations;
    for (const auto* side : {&before, &after}) {
        for (const auto& [destination, shown] : side->shown)
            destinations.insert(destination);
    }
    std::vector<DestinationDiff> out;
    std::optional<stages::ShownPieces> pieces;
    for (const auto& destination : destinations) {
        const auto at = [&](const Side& side) {
            const auto found = side.shown.find(destination);
            return found == side.shown.end() ? Shown{} : found->second;
        };
        const auto was = at(before);
        const auto is = at(after);
        if (was.fields == is.fields && was.leak == is.leak)
            continue;
        if (!pieces)
            pieces = piecesOf(before, after);
        out.push_back(differenceAt(destination, was, is, *pieces));
    }
    return out;
}

}  // namespace bowline::app
