#include "connector/stages/late_discovery.h"

#include "connector/stages/allowed.h"
#include "connector/stages/mask.h"
#include "connector/stages/render.h"

#include <algorithm>

namespace bowline::stages {

namespace {

bool isShown(const EarlierPart& earlier, const std::vector<ShownEntry>& shown) {
    return std::ranges::any_of(shown, [&](const ShownEntry& entry) {
        return entry.event == earlier.event &&
               entry.text.find(earlier.part.expose()) != std::string::npos;
    });
}

/// Whether all values of `cls` that the message shares with others are the business's own.
bool isOurs(const Inspected& inspected, const Mapping& mapping, const std::string& cls) {
    const auto& region = inspected.consented.placed().region;
    const auto isOther = [&](const ForbiddenValue& value) {
        return value.cls == cls && !isAllowed(mapping, cls, value.value.expose(), region);
    };
    return std::ranges::find(inspected.whole, cls, &ForbiddenValue::cls) != inspected.whole.end() &&
           std::ranges::none_of(inspected.whole, isOther);
}

}  // namespace

std::vector<LateDiscovery> lateDiscoveries(
    const Inspected& inspected, const Mapping& mapping, const std::vector<ShownEntry>& shown
) {
    std::vector<LateDiscovery> late;
    for (const auto& earlier : inspected.completes) {
        const bool isFree = ruleOf(mapping, earlier.cls).action == Action::Keep ||
                            isOurs(inspected, mapping, earlier.cls);
        if (!isFree && isShown(earlier, shown))
            late.push_back({earlier.cls, earlier.event});
    }
    return late;
}

}  // namespace bowline::stages
