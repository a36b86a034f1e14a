#include "connector/settings/mapping_spec.h"

#include "connector/settings/allowed_values.h"
#include "connector/settings/spec_words.h"
#include "connector/settings/text_rules.h"

namespace bowline::settings {

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = 1440 * kMinute;

FieldSpec sensitive(std::string sentence) {
    return shown(
        field("sensitive", FieldType::Tree, std::move(sentence)),
        "{ otherwise: mask, payment_card: mask }"
    );
}

FieldSpec classesSpec() {
    return shown(
        field(
            "classes",
            FieldType::Tree,
            "Your own classes, each with a pattern (RE2) or words, and optionally words that "
            "must stand near."
        ),
        "{ order_number: { pattern: 'ORD-[0-9]{6}' } }"
    );
}

FieldSpec contactSpec() {
    return with(
        required(
            field("contact", FieldType::Section, "The customer's entry in the ticket system."),
            "{ name: \"{contact.alias}\" }"
        ),
        {required(field("name", FieldType::Text, "Template of the name."), "\"{contact.alias}\""),
         shown(
             field(
                 "fields", FieldType::Map, "Further fields: the field's name there and a template."
             ),
             "{ Country: \"{contact.country}\" }"
         )}
    );
}

FieldSpec ticketSpec() {
    return with(
        required(
            field("ticket", FieldType::Section, "The ticket."),
            "{ subject: \"[WA] {contact.alias}\" }"
        ),
        {required(
             field("subject", FieldType::Text, "Template of the subject."),
             "\"[WA] {contact.alias}\""
         ),
         shown(
             field(
                 "queue",
                 FieldType::Text,
                 "Template of the queue; left out: the system's own default."
             ),
             "\"{route.queue}\""
         ),
         shown(
             field(
                 "fields", FieldType::Map, "Further fields: the field's name there and a template."
             ),
             "{ WA-Alias: \"{contact.alias}\" }"
         ),
         shown(
             field(
                 "tags",
                 FieldType::List,
                 "Templates of the tags; one that comes out empty is left out."
             ),
             "[whatsapp, \"{channel.name}\"]"
         ),
         shown(
             field(
                 "priority",
                 FieldType::Text,
                 "Template that comes out as low, normal, high or urgent; anything else counts as "
                 "normal. Left out: the system's own default."
             ),
             "normal"
         )}
    );
}

FieldSpec attachmentsSpec() {
    return with(
        field("attachments", FieldType::Section, "Which attachments may travel. Left out: none."),
        {shown(
             field("accept", FieldType::List, "Kinds as type/subtype or type/*."),
             "[image/*, application/pdf]"
         ),
         ranged(
             field("max_size", FieldType::Size, "Larger ones stay in bowline."),
             1,
             100LL << 20,
             "10MiB"
         ),
         optional(
             field(
                 "strip_metadata",
                 FieldType::Bool,
                 "Place, device and author are removed from pictures and documents."
             ),
             "true"
         )}
    );
}

FieldSpec episodesSpec() {
    return with(
        field("episodes", FieldType::Section, "When a new message opens a new ticket."),
        {ranged(
             field(
                 "reopen_within",
                 FieldType::Duration,
                 "A message within this time after solving joins the old ticket."
             ),
             0,
             90 * kDay,
             "72h"
         ),
         choice(
             optional(
                 field(
                     "thanks",
                     FieldType::Enum,
                     "What a mere \"thanks\" after solving does: append joins the ticket without "
                     "reopening it, reopen treats it like any message."
                 ),
                 "append"
             ),
             {"append", "reopen"}
         ),
         choice(
             optional(
                 field(
                     "deleted",
                     FieldType::Enum,
                     "What the ticket says when a customer deletes a message: quote tells which "
                     "one, "
                     "masked; note only that one was deleted."
                 ),
                 "quote"
             ),
             {"quote", "note"}
         ),
         choice(
             optional(
                 field(
                     "history",
                     FieldType::Enum,
                     "What becomes of the conversations of before, which a number brings with it: "
                     "ticket writes each into a ticket that is closed on arrival, record keeps "
                     "them "
                     "in bowline."
                 ),
                 "record"
             ),
             {"record", "ticket"}
         )}
    );
}

FieldSpec testsSpec() {
    return with(
        field(
            "tests",
            FieldType::Rows,
            "Examples that `bowline test` runs: what a customer says and what must come out."
        ),
        {required(
             field("name", FieldType::Text, "What the example shows."), "a card number never leaves"
         ),
         required(
             field("say", FieldType::Text, "The customer's message."),
             "\"my card is 4111 1111 1111 1111\""
         ),
         shown(field("contact", FieldType::Text, "The customer's display name."), "Ana Example"),
         shown(
             field("channel", FieldType::Name, "The channel that it is said to, for routes."),
             "support"
         ),
         shown(
             field("at", FieldType::Text, "When it is said, in UTC, for routes with calendars."),
             "2026-12-25T10:30Z"
         ),
         shown(
             field(
                 "expect",
                 FieldType::Map,
                 "Field and the exact text it must have; route.rule is the id of the route."
             ),
             "{ comment.text: \"my card is [card removed: Visa]\" }"
         ),
         shown(
             field("never", FieldType::List, "Classes of which nothing may stand in any field."),
             "[payment_card]"
         )}
    );
}

}  // namespace

FieldSpecs mappingSpecs() {
    return {
        required(field("mapping", FieldType::Name, "Name of this mapping."), "helpdesk"),
        required(
            field("to", FieldType::Name, "The destination in bowline.yaml that it serves."),
            "helpdesk"
        ),
        required(
            field("purpose", FieldType::Name, "The consent purpose that this disclosure serves."),
            "answer"
        ),
        required(
            field(
                "extends",
                FieldType::Name,
                "The policy it stands on: a file in the folder policies/."
            ),
            "balanced"
        ),
        textSpec(),
        textWhenSpec(),
        sensitive("What happens to the values of each class. `otherwise` is for every class that "
                  "is found but not named."),
        classesSpec(),
        allowSpec(),
        contactSpec(),
        ticketSpec(),
        with(
            required(
                field("comment", FieldType::Section, "The entry for one message."),
                "{ text: \"{message.text}\" }"
            ),
            {required(
                field("text", FieldType::Text, "Template of the entry."), "\"{message.text}\""
            )}
        ),
        attachmentsSpec(),
        episodesSpec(),
        testsSpec()};
}

FieldSpecs policySpecs() {
    auto rules =
        sensitive("What happens to the values of each class, unless a mapping says otherwise.");
    rules.isRequired = true;
    return {
        required(
            field("policy", FieldType::Name, "Name of this policy; the same as the file's."),
            "balanced"
        ),
        textSpec(),
        std::move(rules),
        classesSpec(),
        allowSpec(),
        choice(
            optional(
                field(
                    "review",
                    FieldType::Enum,
                    "Whether the rules take traffic without a signed review when `bowline serve "
                    "--unsigned` says so."
                ),
                "optional"
            ),
            {"optional", "required"}
        ),
        with(
            field(
                "forbidden",
                FieldType::Section,
                "What no mapping that stands on this policy may do."
            ),
            {shown(
                 field("keep", FieldType::List, "Classes that no mapping may keep."),
                 "[payment_card]"
             ),
             shown(
                 field("text", FieldType::List, "Text modes that no mapping may choose."),
                 "[full_masked]"
             )}
        )};
}

}  // namespace bowline::settings
