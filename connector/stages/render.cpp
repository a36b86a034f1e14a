// First the rules act on the found spans, then the roots are filled, then the author's templates
// run: a template never sees a value that it could cut in a way that hides it from a guard.
#include "connector/stages/render.h"

#include "connector/base/error.h"
#include "connector/expression/letters.h"
#include "connector/expression/route_values.h"
#include "connector/stages/compose.h"
#include "connector/stages/entry_labels.h"
#include "connector/stages/filled_templates.h"
#include "connector/stages/forbidden_values.h"
#include "connector/stages/late_discovery.h"
#include "connector/stages/mask.h"
#include "connector/stages/placeholders.h"
#include "connector/stages/text_mode.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::stages {

namespace {

using expression::Map;
using expression::Value;

constexpr std::chrono::hours kServiceWindow{
    24};  // Meta: free-form replies until 24 h after a message

const Mapping& mappingFor(const RuleSet& rules, const DestinationId& destination) {
    const auto found = rules.mappings.find(destination);
    if (found == rules.mappings.end())
        throw Error(
            "render: choosing a mapping: none is there for destination " + destination.str(),
            "add a mapping with 'to: " + destination.str() + "' or take it out of the routes"
        );
    return found->second;
}

/// Of the person's words, without those that compose put around them.
std::size_t lengthOf(const InspectedText& source) {
    const auto text = source.text.expose();
    std::size_t count = expression::countCodePoints(text);
    for (const auto& ours : source.fixed)
        count -= expression::countCodePoints(text.substr(ours.begin, ours.end - ours.begin));
    return count;
}

bool hasOwnWords(const Event& event) {
    return contentOf(event) != nullptr;
}

class Rendering {
public:
    Rendering(
        const Routed& routed,
        const DestinationView& view,
        const Mapping& mapping,
        const RuleSet& rules
    )
        : routed_(routed),
          placed_(routed.inspected.consented.placed()),
          view_(view),
          mapping_(mapping),
          rules_(rules),
          kind_(entryKind(placed_.event)),
          mode_(textModeOf(mapping, routed.inspected)),
          text_(masked(routed.inspected.text)),
          name_(masked(routed.inspected.name)),
          roots_(filledRoots()),
          contactFields_(filled(mapping.contactFields, roots_)),
          ticketFields_(filled(mapping.ticketFields, roots_)) {}

    Rendered run(const PersonValues& person) const {
        return {
            {mapping_.destination,
             rules_.id,
             routed_.rule.id,
             view_.keys,
             content(),
             removedCounts()},
            forbiddenValues(mapping_, removedValues(), routed_.inspected.whole, person),
            late(),
            amendments(),
            permittedBy(mapping_),
            unfit()};
    }

private:
    [[nodiscard]] MaskedText masked(const InspectedText& source) const {
        return applyActions(source, mapping_, rules_.language, view_.tokens, placed_.region);
    }

    /// What the entry says to this destination, by text mode. What has no words of a person is told
    /// in every mode but fields_only.
    [[nodiscard]] std::string messageText() const {
        if (mode_ == TextMode::FieldsOnly)
            return {};
        if (isDeletion(placed_.event) && !mapping_.quotesDeleted)
            return deletionNote(rules_.language);
        const bool shown = mode_ == TextMode::FullMasked && !text_.withheld;
        if (shown || !hasOwnWords(placed_.event))
            return text_.text;
        return withheldStub(kind_, lengthOf(routed_.inspected.text), rules_.language);
    }

    [[nodiscard]] bool isInGroup() const { return !view_.author.empty(); }

    [[nodiscard]] bool nameTravels() const {
        return !isInGroup() && ruleOf(mapping_, "contact_name").action == Action::Keep &&
               !name_.text.empty();
    }

    /// The name when a rule keeps it, nothing when a rule strips it, else the alias.
    [[nodiscard]] Value contactName() const {
        if (nameTravels())
            return Value(oneLine(name_.text));
        if (isInGroup())
            return Value(view_.alias);
        const bool strip = ruleOf(mapping_, "contact_name").action == Action::Strip;
        return strip ? Value() : Value(view_.alias);
    }

    /// Exactly the paths of expression::mappingDialect().
    [[nodiscard]] Map filledRoots() const {
        const Event& event = placed_.event;
        return {
            {"channel", Map{{"name", event.channel.str()}}},
            {"contact",
             Map{{"alias", view_.alias},
                 {"name", contactName()},
                 {"country", isInGroup() ? std::string() : placed_.region},
                 {"history", history()}}},
            {"message", Map{{"text", messageText()}, {"kind", kind_}, {"sent_at", event.sentAt}}},
            {"route", expression::routeValues(routed_.rule)},
            {"ticket", Map{{"key", view_.keys.ticket}, {"new", placed_.newEpisode}}},
            {"window", Map{{"until", event.sentAt + kServiceWindow}}}};
    }

    [[nodiscard]] std::string history() const {
        std::string out;
        if (!placed_.newEpisode)
            return out;
        for (const auto& ticket : view_.past)
            out += fmt::format(
                "{}{} ({})", out.empty() ? "" : ", ", oneLine(ticket.id), toUtcDay(ticket.openedAt)
            );
        return out;
    }

    /// Of the name too, although it travels only where a rule keeps it.
    [[nodiscard]] std::vector<ForbiddenValue> removedValues() const {
        auto all = text_.removedValues;
        all.insert(all.end(), name_.removedValues.begin(), name_.removedValues.end());
        return all;
    }

    [[nodiscard]] std::vector<LateDiscovery> late() const {
        return lateDiscoveries(routed_.inspected, mapping_, view_.shown);
    }

    [[nodiscard]] std::vector<Amendment> amendments() const {
        if (!view_.amends)
            return {};
        return amendmentsOf(routed_.inspected, mapping_, view_.shown, rules_.language);
    }

    [[nodiscard]] std::vector<std::string> unfit() const {
        std::vector<std::string> all;
        for (const auto& name : contactFields_.unfit)
            all.push_back("contact.fields." + name);
        for (const auto& name : ticketFields_.unfit)
            all.push_back("ticket.fields." + name);
        return all;
    }

    [[nodiscard]] std::string comment() const {
        if (mode_ == TextMode::FieldsOnly)
            return {};
        EntryLabels labels{view_.author, oneLine(view_.follows)};
        for (const auto& found : late()) {
            if (!view_.amends)
                labels.completes.insert(found.cls);
        }
        return labelled(filled(mapping_.commentText, roots_), placed_, labels, rules_.language);
    }

    [[nodiscard]] ItemContent content() const {
        return {
            view_.alias,
            oneLine(filled(mapping_.contactName, roots_)),
            contactFields_.values,
            oneLine(filled(mapping_.ticketSubject, roots_)),
            oneLine(filled(mapping_.ticketQueue, roots_)),
            ticketFields_.values,
            comment(),
            kind_,
            placed_.event.sentAt,
            placed_.late,
            filledTags(mapping_.ticketTags, routed_.rule, roots_),
            filledPriority(mapping_.ticketPriority, roots_),
            placed_.staysClosed};
    }

    /// Of the text always; of the name when it travels, since otherwise nothing of it was there to
    /// be changed.
    [[nodiscard]] ClassCounts removedCounts() const {
        ClassCounts counts = text_.removed;
        if (nameTravels()) {
            for (const auto& [cls, count] : name_.removed)
                counts[cls] += count;
        }
        return counts;
    }

    const Routed& routed_;
    const Placed& placed_;
    const DestinationView& view_;
    const Mapping& mapping_;
    const RuleSet& rules_;
    std::string kind_;
    TextMode mode_;
    MaskedText text_;
    MaskedText name_;
    Map roots_;
    FilledFields contactFields_;
    FilledFields ticketFields_;
};

}  // namespace

Rendered render(
    const Routed& routed,
    const DestinationId& destination,
    const DestinationView& view,
    const PersonValues& person,
    const RuleSet& rules
) {
    return Rendering(routed, view, mappingFor(rules, destination), rules).run(person);
}

std::string stubText(std::string_view kind, const std::string& language) {
    return kind == "stop_note" ? stopNote(language) : withheldNote(language);
}

}  // namespace bowline::stages
