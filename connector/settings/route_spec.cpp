// The declaration of `queues` and `routes`.
#include "connector/settings/route_table.h"
#include "connector/settings/spec_words.h"

namespace bowline::settings {

namespace {

FieldSpec list(const char* name, const char* sentence, const char* example) {
    return shown(field(name, FieldType::List, sentence), example);
}

FieldSpecs wordConditions() {
    return {
        list(
            "language",
            "Condition: written in one of these, as far as a few small words tell: en de es pt fr "
            "it nl hi ar.",
            "[es, pt]"
        ),
        list(
            "words",
            "Condition: one of these words or phrases stands in the message, in any case.",
            "[refund, reembolso]"
        ),
        list("found", "Condition: a value of one of these classes is in it.", "[payment_card]"),
        list(
            "campaign",
            "Condition: one of these stands in the headline or link of the advertisement that the "
            "person came by.",
            "[spring sale]"
        ),
        list("kind", "Condition: the kind of message.", "[image, audio]")};
}

FieldSpecs stateConditions() {
    const auto calendar = [](const char* name, const char* sentence) {
        return shown(field(name, FieldType::Name, sentence), "office");
    };
    return {
        calendar("during", "Condition: the calendar is open when the message is sent."),
        calendar("outside", "Condition: the calendar is closed when the message is sent."),
        choice(
            shown(
                field(
                    "person", FieldType::Enum, "Condition: the person has written before, or not."
                ),
                "new"
            ),
            {"new", "known"}
        ),
        choice(
            shown(
                field(
                    "ticket",
                    FieldType::Enum,
                    "Condition: the message opens a ticket, or continues one. Rules without `open` "
                    "leave a ticket on the way of the rule that opened it."
                ),
                "open"
            ),
            {"new", "open"}
        )};
}

FieldSpecs decisions() {
    auto to =
        list("to", "The destinations; left out with a path that writes no ticket.", "[helpdesk]");
    to.isUsual = true;
    return {
        std::move(to),
        shown(
            field(
                "queue",
                FieldType::Text,
                "The queue that mappings may name as {route.queue}; one of `queues`."
            ),
            "Support"
        ),
        choice(
            shown(
                field("priority", FieldType::Enum, "What mappings may name as {route.priority}."),
                "high"
            ),
            {"low", "normal", "high", "urgent"}
        ),
        list("tags", "What mappings may name as {route.tags}.", "[after-hours]"),
        choice(
            optional(
                field(
                    "path",
                    FieldType::Enum,
                    "ticket writes it to the destinations, record keeps it in bowline, park lets "
                    "it wait for a human."
                ),
                "ticket"
            ),
            {"ticket", "record", "park"}
        )};
}

}  // namespace

FieldSpec queuesSpec() {
    const auto owner = [](const char* name, const char* sentence, const char* example) {
        return required(field(name, FieldType::Text, sentence), example);
    };
    return with(
        field(
            "queues",
            FieldType::Rows,
            "Who answers for a queue that a route names: persons or teams of yours, by names that "
            "your people know."
        ),
        {owner("name", "The queue, as routes name it.", "Support"),
         owner("first_reply", "Who sees to the first reply.", "desk"),
         owner("escalation", "Who is asked when that does not come.", "lead"),
         owner("resolution", "Who brings the matter to its end.", "desk")}
    );
}

FieldSpec routesSpec() {
    FieldSpecs fields = {
        required(
            field(
                "id",
                FieldType::Name,
                "Name of the rule; it stands in the record and on the ticket."
            ),
            "default"
        ),
        shown(
            field("channel", FieldType::Name, "Condition: only messages of this channel."),
            "support"
        )};
    for (const auto& group : {wordConditions(), stateConditions(), decisions()})
        fields.insert(fields.end(), group.begin(), group.end());
    return with(
        field(
            "routes",
            FieldType::Rows,
            "Which message goes where: the first rule of which all conditions hold. The last rule "
            "has none. Left out with one destination: all goes there."
        ),
        std::move(fields)
    );
}

}  // namespace bowline::settings
