// What a mapping may name: a closed list, so that a slip is found when the mapping is read and not
// in a ticket. `stages/render` fills exactly these roots.
#include "connector/expression/dialect.h"

#include "connector/base/text.h"
#include "connector/expression/filters.h"

namespace bowline::expression {

namespace {

constexpr MappingPath kPaths[] = {
    {"channel.name", "The channel by which the message came."},
    {"contact.alias", "The name that stands for the customer at this destination alone."},
    {"contact.country", "Her country by her number, two letters; empty when it has none."},
    {"contact.history",
     "Her last five tickets here with their days; on the first entry of a ticket."},
    {"contact.name",
     "Her display name as the rule for contact_name says: kept, her alias, or null."},
    {"message.kind", "text, image, audio, location and so on."},
    {"message.sent_at", "When she sent it, a time."},
    {"message.text", "What she wrote, as the text mode and the rules for the values in it say."},
    {"route.escalation", "Who is asked when the first reply does not come."},
    {"route.first_reply", "Who sees to the first reply."},
    {"route.priority", "The priority that the rule gave; null without one."},
    {"route.queue", "The queue of the rule."},
    {"route.resolution", "Who brings the matter to its end."},
    {"route.rule", "The id of the rule."},
    {"route.tags", "The tags of the rule, separated by commas."},
    {"ticket.key", "A key of the ticket by which it is found again; it says nothing."},
    {"ticket.new", "True for the first entry of a ticket."},
    {"window.until", "Until when she can be answered freely, a time."},
};

Dialect madeForMappings() {
    Dialect dialect{"{", {}, {}};
    for (const auto& path : kPaths)
        dialect.paths.emplace(path.name);
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

std::span<const MappingPath> mappingPaths() {
    return kPaths;
}

const Dialect& mappingDialect() {
    static const Dialect dialect = madeForMappings();
    return dialect;
}

}  // namespace bowline::expression
