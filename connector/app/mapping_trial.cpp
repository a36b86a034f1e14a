#include "connector/app/mapping_trial.h"

#include "connector/detect/forbidden_search.h"
#include "connector/stages/route.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

namespace {

constexpr std::string_view kTestNumber = "+12025550123";  // reserved for fiction: NANP 555-01xx
constexpr Instant kTestTime{std::chrono::milliseconds{1'750'000'000'000}};  // 2025-06-15 15:06 UTC

stages::Placed placedFor(const settings::MappingTest& test) {
    MessageUpdate message;
    message.from.phone = Phone(kTestNumber);
    if (!test.contact.empty())
        message.from.name = DisplayName(test.contact);
    message.content = textContent(MessageText(test.say));
    stages::Placed placed;
    placed.event.kind = EventKind::Message;
    placed.event.channel = ChannelId(test.channel);
    placed.event.sentAt = test.at.value_or(kTestTime);
    placed.event.body = std::move(message);
    placed.region = "US";
    placed.newPerson = placed.newEpisode = true;
    return placed;
}

stages::PersonValues personOf(const settings::MappingTest& test) {
    stages::PersonValues person;
    person.phones.emplace_back(kTestNumber);
    if (!test.contact.empty())
        person.names.emplace_back(test.contact);
    return person;
}

std::map<std::string, std::string> fieldsOf(const ItemContent& content) {
    std::map<std::string, std::string> fields{
        {"contact.name", content.contactName},
        {"ticket.subject", content.ticketSubject},
        {"ticket.queue", content.ticketQueue},
        {"comment.text", content.commentText}};
    for (const auto& [name, value] : content.contactFields)
        fields["contact.fields." + name] = toText(value);
    for (const auto& [name, value] : content.ticketFields)
        fields["ticket.fields." + name] = toText(value);
    fields["ticket.tags"] = fmt::format("{}", fmt::join(content.ticketTags, ", "));
    fields["ticket.priority"] = content.ticketPriority;
    return fields;
}

/// The values of the classes that the test says never travel.
Forbidden valuesThatMustNotAppear(
    const settings::MappingTest& test, const std::vector<Finding>& findings
) {
    Forbidden forbidden;
    for (const auto& finding : findings) {
        if (std::ranges::find(test.never, finding.cls) == test.never.end())
            continue;
        const auto length = finding.span.end - finding.span.begin;
        forbidden.values.push_back(
            {FoundValue(test.say.substr(finding.span.begin, length)), finding.cls}
        );
    }
    return forbidden;
}

stages::DestinationView testView() {
    const std::string key(32, 'k');  // the same tokens in every run, so that tests can expect them
    return {"Amber-Falcon-27", {}, {}, {}, {key, key}, {}};
}

constexpr const char* kRouteRule = "route.rule";

/// A field that is left out has the text of none; without routes nobody can say which rule it was.
std::vector<TrialFailure> unmet(const settings::MappingTest& test, const TrialResult& result) {
    std::vector<TrialFailure> failures;
    for (const auto& [name, expected] : test.expect) {
        const auto found = result.fields.find(name);
        if (found == result.fields.end() && name == kRouteRule)
            continue;
        const auto got = found == result.fields.end() ? std::string() : found->second;
        if (got != expected)
            failures.push_back({name, expected, got});
    }
    return failures;
}

}  // namespace

MappingTrial::MappingTrial(RuleSetPtr rules, bool hasRoutes)
    : stages_(std::move(rules)), hasRoutes_(hasRoutes) {}

TrialResult MappingTrial::result(
    const settings::MappingTest& test,
    const stages::DestinationView& view,
    const stages::Neighbours& neighbours
) const {
    auto inspected = stages_.inspected(placedFor(test), nullptr, personOf(test), {}, neighbours);
    auto findings = inspected.text.findings;
    const auto routed = stages::route(std::move(inspected), rules(), "");
    auto judged = judge(routed, test.destination, view, personOf(test), rules());
    auto fields = fieldsOf(judged.rendered.item.content);
    if (hasRoutes_)
        fields.emplace(kRouteRule, routed.rule.id);
    const auto* leak = judged.leak();
    return {
        std::move(judged.rendered),
        leak == nullptr ? std::nullopt : std::optional(*leak),
        routed.rule.id,
        std::move(findings),
        std::move(fields)};
}

TrialResult MappingTrial::result(const settings::MappingTest& test) const {
    return result(test, testView());
}

std::pair<TrialResult, TrialResult> MappingTrial::inTwo(
    const settings::MappingTest& test, std::size_t cut
) const {
    auto first = test;
    auto second = test;
    first.say.resize(cut);
    second.say.erase(0, cut);
    const stages::Neighbours before{{{EventId(), MessageText(first.say)}}, {}};
    return {result(first), result(second, testView(), before)};
}

std::vector<TrialFailure> MappingTrial::run(const settings::MappingTest& test) const {
    const auto got = result(test);
    if (got.leak)
        return {
            {"",
             "nothing forbidden in " + got.leak->field,
             "the leak guard found " + got.leak->cls}};
    auto failures = unmet(test, got);
    const detect::ForbiddenSearch search(valuesThatMustNotAppear(test, got.findings));
    for (const auto& [name, value] : got.fields) {
        if (const auto hit = search.in(value, detect::kNoChecksums)) {
            failures.push_back(
                {name, "never: " + hit->cls, "a value of this class (" + hit->form + ")"}
            );
        }
    }
    return failures;
}

}  // namespace bowline::app
