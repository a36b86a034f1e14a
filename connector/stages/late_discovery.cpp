#include "connector/stages/late_discovery.h"

#include "connector/stages/allowed.h"
#include "connector/stages/mask.h"
#include "connector/stages/placeholders.h"
#include "connector/stages/render.h"

#include <algorithm>
#include <iterator>

namespace bowline::stages {

namespace {

bool holds(const ShownEntry& entry, const EarlierPart& earlier) {
    return entry.event == earlier.event &&
           entry.text().find(earlier.part.expose()) != std::string::npos;
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

std::vector<EarlierPart> partsToHide(const Inspected& inspected, const Mapping& mapping) {
    std::vector<EarlierPart> parts;
    std::ranges::copy_if(
        inspected.completes,
        std::back_inserter(parts),
        [&](const EarlierPart& earlier) {
            return ruleOf(mapping, earlier.cls).action != Action::Keep &&
                   !isOurs(inspected, mapping, earlier.cls);
        }
    );
    return parts;
}

/// One that does not stand in `text` yet: numbers and addresses are counted.
std::string placeholderIn(
    const std::string& text, const std::string& cls, std::string_view language
) {
    constexpr std::size_t kMostCounted = 100;
    std::string placeholder;
    for (std::size_t ordinal = 1; ordinal <= kMostCounted; ++ordinal) {
        placeholder = valuePlaceholder({cls, "", ordinal, ""}, language);
        if (text.find(placeholder) == std::string::npos)
            break;
    }
    return placeholder;
}

/// Once it was removed from the entry, it counts as removed once, wherever else it stood.
void hide(const EarlierPart& earlier, MaskedItem& item, std::string_view language) {
    auto& text = item.content.commentText;
    const auto placeholder = placeholderIn(text, earlier.cls, language);
    const std::string part(earlier.part.expose());
    for (auto at = text.find(part); at != std::string::npos;
         at = text.find(part, at + placeholder.size()))
        text.replace(at, part.size(), placeholder);
    ++item.removed[earlier.cls];
}

}  // namespace

std::vector<LateDiscovery> lateDiscoveries(
    const Inspected& inspected, const Mapping& mapping, const std::vector<ShownEntry>& shown
) {
    std::vector<LateDiscovery> late;
    for (const auto& earlier : partsToHide(inspected, mapping)) {
        const auto isShown = [&](const ShownEntry& entry) { return holds(entry, earlier); };
        if (std::ranges::any_of(shown, isShown))
            late.push_back({earlier.cls, earlier.event});
    }
    return late;
}

std::vector<Amendment> amendmentsOf(
    const Inspected& inspected,
    const Mapping& mapping,
    const std::vector<ShownEntry>& shown,
    std::string_view language
) {
    const auto parts = partsToHide(inspected, mapping);
    std::vector<Amendment> amendments;
    for (const auto& entry : shown) {
        const auto isHeld = [&](const EarlierPart& earlier) { return holds(entry, earlier); };
        if (std::ranges::none_of(parts, isHeld))
            continue;
        amendments.push_back({entry.event, entry.episode, entry.item});
        for (const auto& earlier : parts) {
            if (holds(entry, earlier))
                hide(earlier, amendments.back().item, language);
        }
    }
    return amendments;
}

}  // namespace bowline::stages
