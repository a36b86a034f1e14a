#include "connector/app/review/preflight.h"

#include "connector/app/keys_at_start.h"
#include "connector/app/trial/test_run.h"
#include "connector/app/wiring.h"
#include "connector/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

namespace {

PreflightItem configurationItem(const Configuration& loaded) {
    const auto warnings = loaded.lints.size();
    return {
        "configuration",
        true,
        warnings == 0 ? "no fault" : fmt::format("no fault, {} warning(s)", warnings),
        warnings == 0 ? "" : "read them: bowline check"};
}

PreflightItem testsItem(const Configuration& loaded) {
    const auto report = runTests(MappingTrial(loaded.rules, true), loaded.tests);
    if (report.isGood())
        return {"tests", true, fmt::format("{} hold", loaded.tests.size())};
    return {"tests", false, "tests of the mappings fail", "bowline test says which, and why"};
}

PreflightItem secretsItem(const Configuration& loaded, const settings::FileSecretSource& secrets) {
    try {
        (void)masterKeyOf(*loaded.config, secrets);
        (void)makeChannels(*loaded.config, secrets);
        return {"secrets", true, "the master key and those of the channels can be read"};
    } catch (const Error& error) {
        return {"secrets", false, error.what(), error.hint()};
    }
}

/// Each destination with somebody who answers for what waits there: queues have owners, which the
/// loader demands, but a rule without a queue has none.
PreflightItem queuesItem(const Configuration& loaded) {
    std::vector<std::string> without;
    for (const auto& route : loaded.rules->routes) {
        if (route.queue.empty() && !route.destinations.empty())
            without.push_back(route.id);
    }
    if (without.empty())
        return {"queues", true, "each route has a queue with its three owners"};
    return {
        "queues",
        false,
        fmt::format("nobody answers for the tickets of: {}", fmt::join(without, ", ")),
        "give each route a `queue` with its owners"};
}

std::vector<PreflightItem> reviewItemsOf(
    const settings::ReviewSettings& review, const ReviewState& state
) {
    std::vector<PreflightItem> items;
    for (const auto& item : settings::reviewItems()) {
        const auto found = state.signedBy.find(item);
        if (found != state.signedBy.end()) {
            items.push_back({"review " + item, true, "signed by " + found->second});
            continue;
        }
        items.push_back(
            {"review " + item,
             false,
             "not signed; whose it is: " + ownersOf(review, item),
             review.approvers.empty()
                 ? "name who may sign it in bowline.yaml, `review: approvers:`"
                 : "bowline preflight --write FILE --author NAME, have it signed, bowline sign-off"}
        );
    }
    return items;
}

}  // namespace

bool Preflight::isGood() const {
    return std::ranges::all_of(items, &PreflightItem::isGood);
}

Preflight preflightOf(
    const Configuration& loaded,
    const settings::ReviewSettings& review,
    const settings::FileSecretSource& secrets,
    Instant now
) {
    const auto state = reviewStateOf(review, loaded.rules->id, now);
    Preflight out{
        loaded.rules->id,
        {configurationItem(loaded),
         testsItem(loaded),
         secretsItem(loaded, secrets),
         queuesItem(loaded)},
        state.faults};
    auto items = reviewItemsOf(review, state);
    std::ranges::move(items, std::back_inserter(out.items));
    return out;
}

void printPreflight(std::ostream& out, const Preflight& preflight) {
    out << "preflight of the rules " << preflight.ruleSet.substr(0, 12) << "\n";
    for (const auto& item : preflight.items) {
        out << fmt::format(
            "  {} {:<16} {}\n", item.isGood ? "ok     " : "MISSING", item.name, item.found
        );
        if (!item.cure.empty())
            out << fmt::format("          {:<16} {}\n", "", item.cure);
    }
    for (const auto& fault : preflight.faults)
        out << "  does not count: " << fault << "\n";
    out
        << (preflight.isGood() ? "preflight: everything is there; next: bowline go-live\n"
                               : "preflight: NOT ready\n");
}

nlohmann::json preflightAsJson(const Preflight& preflight) {
    auto items = nlohmann::json::array();
    for (const auto& item : preflight.items)
        items.push_back(
            {{"name", item.name}, {"ok", item.isGood}, {"found", item.found}, {"cure", item.cure}}
        );
    return {
        {"schema", 1},
        {"rule_set", preflight.ruleSet},
        {"ready", preflight.isGood()},
        {"items", items},
        {"does_not_count", preflight.faults}};
}

}  // namespace bowline::app
