// What a mapping may name: a closed list, so that a slip is found when the mapping is read and not
// in a ticket. `stages/render` fills exactly these roots.
#include "connector/expression/dialect.h"

#include "connector/base/text.h"
#include "connector/expression/filters.h"

namespace bowline::expression {

namespace {

Dialect madeForMappings() {
    Dialect dialect{"{", {}, {}};
    dialect.paths = {
        "channel.name",
        "contact.alias",
        "contact.country",
        "contact.history",
        "contact.name",
        "message.kind",
        "message.sent_at",
        "message.text",
        "route.escalation",
        "route.first_reply",
        "route.priority",
        "route.queue",
        "route.resolution",
        "route.rule",
        "route.tags",
        "ticket.key",
        "ticket.new",
        "window.until"};
    for (const auto& filter : filters()) {
        if (filter.inMappings)
            dialect.filters.emplace(filter.name);
    }
    return dialect;
}

}  // namespace

bool allows(const Dialect& dialect, const std::string& path) {
    if (dialect.paths.contains(path))
        return true;
    for (auto dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1)) {
        if (dialect.paths.contains(path.substr(0, dot) + ".*"))
            return true;
    }
    return false;
}

std::string nearestOrAll(const std::string& typed, const std::set<std::string>& names) {
    const std::vector<std::string> known(names.begin(), names.end());
    if (const auto nearest = nearestName(typed, known))
        return "did you mean " + *nearest + "?";
    std::string all = "known here:";
    for (const auto& name : known)
        all += " " + name;
    return all;
}

const Dialect& mappingDialect() {
    static const Dialect dialect = madeForMappings();
    return dialect;
}

}  // namespace bowline::expression
