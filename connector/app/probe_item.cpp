#include "connector/app/probe_item.h"

#include "connector/app/mapping_trial.h"
#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/stages/leak_guard.h"

#include <algorithm>

namespace bowline::app {

namespace {

constexpr std::size_t kKeyBytes = 16;

std::string freshKey() {
    return toHex(randomBytes(kKeyBytes));
}

/// Nobody's: what it is made of is no person.
std::string contactKeyOf(const DestinationId& destination) {
    return toHex(asText(sha256("bowline probe " + destination.str()))).substr(0, 2 * kKeyBytes);
}

/// The routes that lead to this destination, without their conditions: a probe meets none of them.
RuleSetPtr rulesFor(const DestinationId& destination, RuleSet rules) {
    std::erase_if(rules.routes, [&](const RouteRule& route) {
        return std::ranges::find(route.destinations, destination) == route.destinations.end();
    });
    for (auto& route : rules.routes)
        route.when = {};
    if (rules.routes.empty())
        rules.routes.push_back({"probe", {}, {destination}, ""});
    return std::make_shared<const RuleSet>(std::move(rules));
}

void fill(FieldValues& fields) {
    for (auto& [name, value] : fields) {
        if (value == FieldValue(""))
            value = "probe";
    }
}

}  // namespace

ProbeItem probeItemFor(const RuleSetPtr& rules, const DestinationId& destination) {
    settings::MappingTest message;
    message.destination = destination;
    message.say = "This is a probe of bowline. Nobody waits for an answer.";
    const stages::DestinationView view{
        "Bowline-Probe", {contactKeyOf(destination), freshKey(), freshKey()}};
    auto rendered =
        MappingTrial(rulesFor(destination, *rules), true).result(message, view).rendered;
    fill(rendered.item.content.contactFields);
    fill(rendered.item.content.ticketFields);
    auto checked = stages::LeakGuard::check(
        std::move(rendered.item), rendered.forbidden, {{}, rendered.permitted}
    );
    if (const auto* leak = std::get_if<stages::Leak>(&checked))
        throw ConfigError(
            "adapter probe: the leak guard stops even a made-up message: " + leak->cls + " in " +
                leak->field,
            "run `bowline test` and look at the mapping"
        );
    return {std::get<ClearedItem>(std::move(checked)), std::move(rendered.forbidden)};
}

}  // namespace bowline::app
