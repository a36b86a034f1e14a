#include "connector/settings/mapping_spec.h"

#include "connector/settings/allowed_values.h"
#include "connector/settings/attachments.h"
#include "connector/settings/mapping_templates.h"
#include "connector/settings/mapping_tests.h"
#include "connector/settings/own_classes.h"
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
        commentSpec(),
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
