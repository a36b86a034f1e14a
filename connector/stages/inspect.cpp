#include "connector/stages/inspect.h"

#include "connector/detect/cover.h"
#include "connector/stages/compose.h"

namespace bowline::stages {

namespace {

std::string_view nameOf(const Event& event) {
    const Sender* sender = senderOf(event);
    return sender != nullptr && sender->name ? sender->name->expose() : std::string_view{};
}

std::vector<EarlierPart> partsOf(
    const std::vector<detect::EarlierPart>& found, const Neighbours& neighbours
) {
    std::vector<EarlierPart> parts;
    for (const auto& [at, part, cls] : found) {
        const auto& neighbour = neighbours.before[at];
        if (neighbour.isHers)
            parts.push_back({neighbour.event, part, cls});
    }
    return parts;
}

}  // namespace

Inspected inspect(
    Consented consented,
    const Event* target,
    std::string_view language,
    const detect::Detector& detector,
    const std::vector<detect::KnownValue>& known,
    const Neighbours& neighbours
) {
    const auto& placed = consented.placed();
    auto entry = compose(placed.event, target, language);
    auto found =
        detect::scanAmong(detector, entry.text.expose(), textsOf(neighbours), known, placed.region);
    auto findings = detect::withCover(std::move(found.findings), entry.assumed);
    const auto name = nameOf(placed.event);
    InspectedText inspectedName{MessageText(name), detector.scan(name, known, placed.region)};
    std::vector<ForbiddenValue> whole;
    for (auto& [cls, value] : found.whole)
        whole.push_back({std::move(value), std::move(cls)});
    return {
        std::move(consented),
        {std::move(entry.text), std::move(findings), std::move(entry.fixed)},
        std::move(inspectedName),
        partsOf(found.earlier, neighbours),
        std::move(whole)};
}

}  // namespace bowline::stages
