#include "connector/settings/route_table.h"

namespace bowline::settings {

namespace {

std::vector<std::string> textsOf(const std::vector<Word>& words) {
    std::vector<std::string> texts;
    for (const Word& word : words)
        texts.push_back(word.text);
    return texts;
}

std::set<std::string> setOf(const std::vector<Word>& words) {
    const auto texts = textsOf(words);
    return {texts.begin(), texts.end()};
}

/// Nothing when the row does not say.
std::optional<bool> isThat(const Fields& row, const char* field, std::string_view yes) {
    return row.isWritten(field) ? std::optional(row.text(field) == yes) : std::nullopt;
}

/// Absence: null when the row names none, or one that is not there.
CalendarPtr calendarIn(const Fields& row, const char* field, const Calendars& calendars) {
    const auto found = calendars.find(row.text(field));
    return found == calendars.end() ? nullptr : found->second;
}

RouteCondition readCondition(const Fields& row, const Calendars& calendars) {
    RouteCondition when;
    if (row.isWritten("channel"))
        when.channels.emplace(row.text("channel"));
    when.languages = setOf(row.words("language"));
    when.words = textsOf(row.words("words"));
    when.found = setOf(row.words("found"));
    when.campaigns = textsOf(row.words("campaign"));
    when.kinds = setOf(row.words("kind"));
    when.during = calendarIn(row, "during", calendars);
    when.outside = calendarIn(row, "outside", calendars);
    when.knownPerson = isThat(row, "person", "known");
    when.openTicket = isThat(row, "ticket", "open");
    return when;
}

RoutePath pathFrom(const std::string& text) {
    if (text == "record")
        return RoutePath::Record;
    return text == "park" ? RoutePath::Park : RoutePath::Ticket;
}

Owners ownersOf(const Fields& config, const std::string& queue) {
    for (const Fields& row : config.rows("queues")) {
        if (row.text("name") == queue)
            return {row.text("first_reply"), row.text("escalation"), row.text("resolution")};
    }
    return {};
}

RouteRule readRoute(const Fields& row, const Fields& config, const Calendars& calendars) {
    RouteRule rule;
    rule.id = row.text("id");
    rule.when = readCondition(row, calendars);
    for (const Word& word : row.words("to"))
        rule.destinations.emplace_back(word.text);
    rule.queue = row.text("queue");
    rule.owners = ownersOf(config, rule.queue);
    rule.priority = row.text("priority");
    rule.tags = textsOf(row.words("tags"));
    rule.path = pathFrom(row.text("path"));
    return rule;
}

}  // namespace

std::vector<RouteRule> readRoutes(const Fields& config, const Calendars& calendars) {
    std::vector<RouteRule> routes;
    for (const Fields& row : config.rows("routes"))
        routes.push_back(readRoute(row, config, calendars));
    const auto& destinations = config.rows("destinations");
    if (!config.isWritten("routes") && destinations.size() == 1)
        routes.push_back({"default", {}, {DestinationId(destinations.front().text("name"))}, ""});
    return routes;
}

std::vector<Word> classesInRoutes(const Fields& config) {
    std::vector<Word> classes;
    for (const Fields& row : config.rows("routes")) {
        const auto& found = row.words("found");
        classes.insert(classes.end(), found.begin(), found.end());
    }
    return classes;
}

}  // namespace bowline::settings
