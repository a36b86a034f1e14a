#include "connector/app/trial/print.h"

#include <nlohmann/json.hpp>

namespace bowline::app {

namespace {

using nlohmann::json;

json orNull(const std::string& text) {
    return text.empty() ? json(nullptr) : json(text);
}

template <class T>
json orNull(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

void addFindings(json& list, const char* where, const std::vector<Finding>& findings) {
    for (const auto& finding : findings)
        list.push_back(
            {{"in", where},
             {"class", finding.cls},
             {"detail", orNull(finding.detail)},
             {"score", finding.score},
             {"reason", finding.reason},
             {"begin", finding.span.begin},
             {"end", finding.span.end}}
        );
}

json treeOf(const FieldValues& fields) {
    json tree = json::object();
    for (const auto& field : fields)
        std::visit([&](const auto& typed) { tree[field.first] = typed; }, field.second);
    return tree;
}

json itemOf(const ItemContent& content) {
    return {
        {"contact", {{"name", content.contactName}, {"fields", treeOf(content.contactFields)}}},
        {"ticket",
         {{"subject", content.ticketSubject},
          {"queue", content.ticketQueue},
          {"fields", treeOf(content.ticketFields)},
          {"tags", content.ticketTags},
          {"priority", orNull(content.ticketPriority)}}},
        {"comment", {{"text", content.commentText}}}};
}

const char* wordOf(TriedDestination::Outcome outcome) {
    constexpr const char* kWords[] = {"cleared", "stub", "left_out"};
    return kWords[static_cast<int>(outcome)];
}

json destinationOf(const TriedDestination& tried) {
    json leak = nullptr;
    if (tried.leak)
        leak = {
            {"class", tried.leak->cls}, {"form", tried.leak->form}, {"field", tried.leak->field}};
    return {
        {"destination", tried.destination.str()},
        {"outcome", wordOf(tried.outcome)},
        {"purpose", tried.purpose},
        {"consent", tried.consent.reason},
        {"leak", std::move(leak)},
        {"item", tried.shown ? itemOf(*tried.shown) : json(nullptr)},
        {"removed", tried.removed},
        {"kept", tried.kept},
        {"kept_in", tried.keptIn},
        {"unfit", tried.unfit},
        {"hidden", tried.isHidden}};
}

json updateOf(const TriedUpdate& update) {
    json findings = json::array();
    addFindings(findings, "text", update.inText);
    addFindings(findings, "name", update.inName);
    json stops = json::array();
    for (const auto& purpose : update.stops)
        stops.push_back(purpose.str());
    json destinations = json::array();
    for (const auto& tried : update.destinations)
        destinations.push_back(destinationOf(tried));
    return {
        {"position", update.position},
        {"kind", update.kind},
        {"content_kind", orNull(update.contentKind)},
        {"sent_at", toIso8601(update.sentAt)},
        {"number", toText(update.number)},
        {"person", orNull(update.person)},
        {"listed_as", toText(update.listed)},
        {"state", update.state},
        {"reason", orNull(update.reason)},
        {"stops", std::move(stops)},
        {"refers", update.refers},
        {"target", orNull(update.target)},
        {"findings", std::move(findings)},
        {"rule", orNull(update.rule)},
        {"queue", update.rule.empty() ? json(nullptr) : json(update.queue)},
        {"destinations", std::move(destinations)}};
}

}  // namespace

json trialAsJson(const TrialHead& head, const TriedBody& body) {
    json updates = json::array();
    for (const auto& update : body.updates)
        updates.push_back(updateOf(update));
    return {
        {"schema", 1},
        {"ok", body.isAccountedFor()},
        {"channel", head.channel},
        {"rule_set", head.ruleSet},
        {"undecodable", orNull(body.undecodable)},
        {"next", orNull(cureFor(body))},
        {"duplicate_keys", body.duplicateKeys},
        {"elements", orNull(body.elements)},
        {"updates", std::move(updates)}};
}

}  // namespace bowline::app
