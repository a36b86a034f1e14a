// What is wrong with a table of routes.
#include "connector/model/event.h"
#include "connector/settings/config_checks.h"
#include "connector/settings/route_table.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::settings {

namespace {

using Names = std::vector<std::string>;

constexpr const char* kConditions[] = {
    "channel",
    "language",
    "words",
    "found",
    "campaign",
    "kind",
    "during",
    "outside",
    "person",
    "ticket"};
const Names kLanguages = {"en", "de", "es", "pt", "fr", "it", "nl", "hi", "ar"};
// What the ledger takes for a number or a provider's id: see ledger/entry.h.
constexpr std::ptrdiff_t kMostDigitsOfPart = 6;
constexpr std::size_t kLongestPart = 24;

bool isIn(const Names& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

Names namesOf(const std::vector<Fields>& rows) {
    Names names;
    for (const Fields& row : rows)
        names.push_back(row.text("name"));
    return names;
}

Names keysOf(const std::vector<Fields>& sections) {
    Names names;
    for (const Fields& section : sections)
        names.push_back(section.key());
    return names;
}

bool hasCondition(const Fields& route) {
    return std::ranges::any_of(kConditions, [&](const char* name) {
        return route.isWritten(name);
    });
}

bool isLedgerName(std::string_view id) {
    while (!id.empty()) {
        const auto part = id.substr(0, id.find_first_of("-_"));
        const auto digits =
            std::ranges::count_if(part, [](char c) { return c >= '0' && c <= '9'; });
        if (part.size() > kLongestPart || digits > kMostDigitsOfPart)
            return false;
        id.remove_prefix(std::min(part.size() + 1, id.size()));
    }
    return true;
}

class RouteChecks {
public:
    RouteChecks(const Fields& config, LintSink& sink)
        : sink_(sink),
          channels_(namesOf(config.rows("channels"))),
          destinations_(namesOf(config.rows("destinations"))),
          queues_(namesOf(config.rows("queues"))),
          calendars_(keysOf(config.rows("calendars"))) {}

    void check(const Fields& route) {
        requireId(route);
        requireName(route.word("channel"), channels_, "channel");
        requireName(route.word("during"), calendars_, "calendar");
        requireName(route.word("outside"), calendars_, "calendar");
        requireNames(route, "to", destinations_, "destination");
        requireNames(route, "language", kLanguages, "language");
        requireNames(route, "kind", entryKinds(), "kind");
        for (const char* list : {"language", "words", "found", "campaign", "kind", "to", "tags"})
            requireEntry(route, list);
        requirePath(route);
        requireOwners(route);
    }

private:
    void requireId(const Fields& route) {
        if (isLedgerName(route.text("id")))
            return;
        sink_.error(
            route.markOf("id"),
            "bad_name",
            "this `id` looks like a number or an identifier, which the record refuses",
            "Use words of at most 24 letters, with at most 6 digits"
        );
    }

    void requireName(const Word& word, const Names& known, const char* what) {
        if (word.text.empty() || isIn(known, word.text))
            return;
        sink_.error(
            word.mark,
            std::string("unknown_") + what,
            fmt::format("there is no {} {}", what, inBackquotes(word.text)),
            suggestion(word.text, known)
        );
    }

    void requireNames(const Fields& route, const char* list, const Names& known, const char* what) {
        for (const Word& word : route.words(list))
            requireName(word, known, what);
    }

    void requireEntry(const Fields& route, const char* list) {
        if (!route.isWritten(list) || !route.words(list).empty())
            return;
        sink_.error(
            route.markOf(list),
            "empty",
            fmt::format("`{}` has no entry", list),
            "Add one, or delete the line"
        );
    }

    void requirePath(const Fields& route) {
        const bool isTicket = route.text("path") == "ticket";
        if (isTicket && !route.isWritten("to")) {
            sink_.error(
                route.mark(),
                "missing_key",
                "`to` is missing",
                "Add to: [NAME], or path: record, or path: park"
            );
        }
        if (!isTicket && route.isWritten("to")) {
            sink_.error(
                route.markOf("to"),
                "path_without_ticket",
                "with this `path` nothing goes to a destination",
                "Delete `to` or `path`"
            );
        }
    }

    void requireOwners(const Fields& route) {
        const std::string& queue = route.text("queue");
        if (queue.empty() || isIn(queues_, queue))
            return;
        sink_.error(
            route.markOf("queue"),
            "queue_without_owners",
            fmt::format("nobody answers for the queue {}", inBackquotes(queue)),
            "Add it to `queues` with first_reply, escalation and resolution"
        );
    }

    LintSink& sink_;
    Names channels_;
    Names destinations_;
    Names queues_;
    Names calendars_;
};

void checkOrder(const std::vector<Fields>& routes, LintSink& sink) {
    if (routes.empty())
        return;
    for (std::size_t i = 0; i + 1 < routes.size(); ++i) {
        if (hasCondition(routes[i]))
            continue;
        sink.error(
            routes[i].mark(),
            "route_hides",
            "this rule has no condition, so the rules below it are never used",
            "Move it to the end, or give it a condition"
        );
    }
    if (!hasCondition(routes.back()))
        return;
    sink.error(
        routes.back().mark(),
        "route_condition",
        "the last rule must take everything, but it has a condition",
        "Add a last rule without a condition"
    );
}

}  // namespace

std::vector<std::string> entryKinds() {
    Names kinds;
    for (int kind = 0; kind <= static_cast<int>(MessageKind::Unsupported); ++kind)
        kinds.emplace_back(toText(static_cast<MessageKind>(kind)));
    for (const auto kind :
         {EventKind::Edit,
          EventKind::Revoke,
          EventKind::Reaction,
          EventKind::Identity,
          EventKind::Call})
        kinds.emplace_back(toText(kind));
    return kinds;
}

void checkRoutes(const Fields& config, LintSink& sink) {
    const auto& routes = config.rows("routes");
    RouteChecks checks(config, sink);
    for (const Fields& route : routes) {
        if (!sink.isFull())
            checks.check(route);
    }
    requireUnique(routes, "id", "duplicate_name", "rules", sink);
    requireUnique(config.rows("queues"), "name", "duplicate_name", "queues", sink);
    requireEntries(config, "routes", sink);
    checkOrder(routes, sink);
    if (config.isWritten("routes") || config.rows("destinations").size() < 2)
        return;
    sink.error(
        config.mark(),
        "missing_key",
        "`routes` is missing: with more than one destination somebody must choose",
        "Add `routes:` with `- { id: default, to: [NAME] }`"
    );
}

}  // namespace bowline::settings
