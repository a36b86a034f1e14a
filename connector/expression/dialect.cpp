// What a mapping may name: a closed list, so that a slip is found when the mapping is read and not
// in a ticket. `stages/render` fills exactly these roots.
#include "connector/expression/filters.h"
#include "connector/expression/template.h"

namespace bowline::expression {

namespace {

Dialect madeForMappings() {
    Dialect dialect{"{", {}, {}};
    dialect.paths = {
        "channel.name",
        "contact.alias",
        "contact.country",
        "contact.name",
        "message.kind",
        "message.sent_at",
        "message.text",
        "route.queue",
        "route.rule",
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

const Dialect& mappingDialect() {
    static const Dialect dialect = madeForMappings();
    return dialect;
}

}  // namespace bowline::expression
