#include "connector/app/mapping_trial.h"

#include "connector/app/trial/stage_run.h"
#include "connector/detect/forbidden_search.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

namespace {

using stages::Rendered;

constexpr std::string_view kTestNumber = "+12025550123";  // reserved for fiction: NANP 555-01xx

stages::Placed placedFor(const settings::MappingTest& test) {
    MessageUpdate message;
    message.from.phone = Phone(kTestNumber);
    if (!test.contact.empty())
        message.from.name = DisplayName(test.contact);
    message.content = textContent(MessageText(test.say));
    stages::Placed placed;
    placed.event.kind = EventKind::Message;
    placed.event.sentAt = fromMillis(1'750'000'000'000);
    placed.event.body = std::move(message);
    placed.region = "US";
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
        fields["contact.fields." + name] = value;
    for (const auto& [name, value] : content.ticketFields)
        fields["ticket.fields." + name] = value;
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

std::vector<TrialFailure> compare(
    const settings::MappingTest& test, const std::map<std::string, std::string>& fields
) {
    std::vector<TrialFailure> failures;
    for (const auto& [name, expected] : test.expect) {
        const auto found = fields.find(name);
        const std::string got = found == fields.end() ? "(no such field)" : found->second;
        if (got != expected)
            failures.push_back({name, expected, got});
    }
    return failures;
}

}  // namespace

MappingTrial::MappingTrial(RuleSetPtr rules) : stages_(std::move(rules)) {}

stages::Inspected MappingTrial::inspected(const settings::MappingTest& test) const {
    return stages_.inspected(placedFor(test), nullptr, personOf(test), {});
}

Judged MappingTrial::judged(
    stages::Inspected inspected,
    const settings::MappingTest& test,
    const stages::DestinationView& view,
    const std::string& queue
) const {
    RouteRule rule;
    rule.id = "test";
    rule.destinations = {test.destination};
    rule.queue = queue;
    const stages::Routed routed{std::move(inspected), rule.destinations, {}, rule};
    return judge(routed, test.destination, view, personOf(test), stages_.rules());
}

Rendered MappingTrial::rendered(
    const settings::MappingTest& test, const stages::DestinationView& view, const std::string& queue
) const {
    return judged(inspected(test), test, view, queue).rendered;
}

std::vector<TrialFailure> MappingTrial::run(const settings::MappingTest& test) const {
    auto looked = inspected(test);
    const auto findings = looked.text.findings;
    const auto judged = this->judged(std::move(looked), test, {"Amber-Falcon-27", {}}, "Test");
    if (const auto* leak = judged.leak()) {
        return {{"", "nothing forbidden in " + leak->field, "the leak guard found " + leak->cls}};
    }
    const auto fields = fieldsOf(judged.rendered.item.content);
    auto failures = compare(test, fields);
    const detect::ForbiddenSearch search(valuesThatMustNotAppear(test, findings));
    for (const auto& [name, value] : fields) {
        if (const auto hit = search.in(value, false)) {
            failures.push_back(
                {name, "never: " + hit->cls, "a value of this class (" + hit->form + ")"}
            );
        }
    }
    return failures;
}

}  // namespace bowline::app
