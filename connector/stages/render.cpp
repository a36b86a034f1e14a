// First the rules act on the found spans, then the roots are filled, then the author's templates
// run: a template never sees a value that it could cut in a way that hides it from a guard.
#include "connector/stages/render.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/expression/template.h"
#include "connector/stages/allowed.h"
#include "connector/stages/compose.h"
#include "connector/stages/entry_labels.h"
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

std::size_t countCodePoints(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += codePointAt(text, at).length)
        ++count;
    return count;
}

/// Subjects, queues and names are one line everywhere; a line end in them would begin a header of a
/// mail.
std::string oneLine(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' '
    );
    return text;
}

/// Of the person's words, without those that compose put around them.
std::size_t lengthOf(const InspectedText& source) {
    const auto text = source.text.expose();
    std::size_t count = countCodePoints(text);
    for (const auto& ours : source.fixed)
        count -= countCodePoints(text.substr(ours.begin, ours.end - ours.begin));
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
          text_(applyActions(routed.inspected.text, mapping, rules.language, view.tokens)),
          name_(applyActions(routed.inspected.name, mapping, rules.language, view.tokens)) {}

    Rendered run(const PersonValues& person) const {
        const Map roots = filledRoots();
        return {
            {mapping_.destination,
             rules_.id,
             routed_.rule.id,
             view_.keys,
             contentFrom(roots),
             removedCounts()},
            forbidden(person),
            lateDiscoveries(),
            {keptClasses(), allowedAccounts(mapping_)}};
    }

private:
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
            {"route", route()},
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

    [[nodiscard]] Map route() const {
        const RouteRule& rule = routed_.rule;
        return {
            {"queue", rule.queue},
            {"rule", rule.id},
            {"priority", rule.priority},
            {"tags", fmt::format("{}", fmt::join(rule.tags, ", "))},
            {"first_reply", rule.owners.firstReply},
            {"escalation", rule.owners.escalation},
            {"resolution", rule.owners.resolution}};
    }

    static std::string rendered(const TemplatePtr& written, const Map& roots) {
        return written ? written->render(roots) : std::string();
    }

    static std::map<std::string, std::string> rendered(
        const std::map<std::string, TemplatePtr>& fields, const Map& roots
    ) {
        std::map<std::string, std::string> out;
        for (const auto& [field, written] : fields) {
            const auto value = written->evaluate(roots);
            if (!value.isNull())
                out.emplace(field, expression::toText(value));
        }
        return out;
    }

    /// The tags of the route are several; everything else is one tag, whatever is in it.
    [[nodiscard]] std::vector<std::string> tags(const Map& roots) const {
        std::vector<std::string> tags;
        for (const auto& written : mapping_.ticketTags) {
            if (written->reads() == std::vector<std::string>{"route.tags"}) {
                std::ranges::copy(routed_.rule.tags, std::back_inserter(tags));
                continue;
            }
            std::string tag = oneLine(rendered(written, roots));
            if (tag.find_first_not_of(' ') != std::string::npos)
                tags.push_back(std::move(tag));
        }
        return tags;
    }

    /// A word that no system knows would be refused with the whole ticket.
    [[nodiscard]] std::string priority(const Map& roots) const {
        if (!mapping_.ticketPriority)
            return {};
        const auto known = std::ranges::find(kPriorities, rendered(mapping_.ticketPriority, roots));
        return std::string(known == kPriorities.end() ? "normal" : *known);
    }

    [[nodiscard]] std::set<std::string> keptClasses() const {
        std::set<std::string> kept;
        for (const auto* cls : {"iban", "payment_card"}) {
            if (ruleOf(mapping_, cls).action == Action::Keep)
                kept.insert(cls);
        }
        return kept;
    }

    /// Parts of values that stand in full view in entries of before.
    [[nodiscard]] std::vector<LateDiscovery> lateDiscoveries() const {
        std::vector<LateDiscovery> late;
        for (const auto& earlier : routed_.inspected.completes) {
            const bool isShown = std::ranges::any_of(view_.shown, [&](const ShownEntry& entry) {
                return entry.event == earlier.event &&
                       entry.text.find(earlier.part.expose()) != std::string::npos;
            });
            if (isShown && ruleOf(mapping_, earlier.cls).action != Action::Keep)
                late.push_back({earlier.cls, earlier.event});
        }
        return late;
    }

    [[nodiscard]] std::string comment(const Map& roots) const {
        if (mode_ == TextMode::FieldsOnly)
            return {};
        EntryLabels labels{view_.author, oneLine(view_.follows)};
        for (const auto& late : lateDiscoveries())
            labels.completes.insert(late.cls);
        return labelled(rendered(mapping_.commentText, roots), placed_, labels, rules_.language);
    }

    [[nodiscard]] ItemContent contentFrom(const Map& roots) const {
        return {
            view_.alias,
            oneLine(rendered(mapping_.contactName, roots)),
            rendered(mapping_.contactFields, roots),
            oneLine(rendered(mapping_.ticketSubject, roots)),
            oneLine(rendered(mapping_.ticketQueue, roots)),
            rendered(mapping_.ticketFields, roots),
            comment(roots),
            kind_,
            placed_.event.sentAt,
            placed_.late,
            tags(roots),
            priority(roots),
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

    template <class Values>
    void forbid(Forbidden& into, const Values& values, const std::string& cls) const {
        if (ruleOf(mapping_, cls).action == Action::Keep)
            return;
        for (const auto& value : values)
            into.values.push_back({FoundValue(value.expose()), cls});
    }

    [[nodiscard]] Forbidden forbidden(const PersonValues& person) const {
        Forbidden out{text_.removedValues};
        out.values.insert(out.values.end(), name_.removedValues.begin(), name_.removedValues.end());
        forbid(out, person.phones, "phone");
        forbid(out, person.bsuids, "bsuid");
        forbid(out, person.names, "contact_name");
        for (const auto& value : routed_.inspected.whole) {
            if (ruleOf(mapping_, value.cls).action != Action::Keep)
                out.values.push_back(value);
        }
        for (const auto& id :
             person.providerIds)  // no rule releases these: a wamid holds the number
            out.values.push_back({FoundValue(id.expose()), "provider_id"});
        std::erase_if(out.values, [this](const ForbiddenValue& one) {
            return isAllowed(mapping_, one.cls, one.value.expose());
        });
        return out;
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
