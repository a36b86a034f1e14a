// Looks a kind of adapter up by name; see the header.
#include "connector/adapter_api/registry.h"

#include "connector/base/error.h"
#include "connector/base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace bowline::adapter_api {

namespace {

std::string cureFor(std::span<const AdapterKind> kinds, std::string_view typed) {
    std::vector<std::string> known;
    for (const auto& kind : kinds)
        known.emplace_back(kind.name);
    if (const auto near = nearestName(typed, known))
        return fmt::format("did you mean {}?", *near);
    return fmt::format("known adapters: {}", fmt::join(known, ", "));
}

}  // namespace

std::unique_ptr<Adapter> makeAdapter(
    std::span<const AdapterKind> kinds, std::string_view name, const AdapterSettings& settings
) {
    const auto found = std::ranges::find(kinds, name, &AdapterKind::name);
    if (found != kinds.end())
        return found->make(settings);
    throw ConfigError(
        fmt::format("adapter_api: there is no adapter {}", name), cureFor(kinds, name)
    );
}

}  // namespace bowline::adapter_api
