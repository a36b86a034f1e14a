// The declaration of every key of bowline.yaml. Numbers without a comment here are explained in the
// sentence of their key.
#include "connector/settings/channel_settings.h"
#include "connector/settings/config.h"
#include "connector/settings/review_settings.h"
#include "connector/settings/route_table.h"
#include "connector/settings/spec_words.h"

namespace bowline::settings {

namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kHour = 3600 * kSecond;
constexpr std::int64_t kDay = 24 * kHour;

FieldSpec storeSpec() {
    return with(
        field("store", FieldType::Section, "The embedded store."),
        {optional(
            field(
                "path", FieldType::Path, "Folder of the store; only the daemon's user may open it."
            ),
            "/var/lib/bowline"
        )}
    );
}

FieldSpec keysSpec() {
    return with(
        field("keys", FieldType::Section, "Where the keys come from."),
        {optional(
            field(
                "master",
                FieldType::Secret,
                "The master key, 32 bytes, made by `bowline init`; without it nothing stored can "
                "be read."
            ),
            "${cred:master.key}"
        )}
    );
}

FieldSpec destinationsSpec(const Vocabulary& vocabulary) {
    std::vector<std::string> names;
    for (const FieldVariant& adapter : vocabulary.adapters)
        names.push_back(adapter.name);
    auto spec = field("destinations", FieldType::Rows, "The ticket systems that get tickets.");
    spec.isRequired = true;
    spec.chooser = "adapter";
    spec.variants = vocabulary.adapters;
    return with(
        std::move(spec),
        {required(
             field(
                 "name",
                 FieldType::Name,
                 "Our name of the destination; the mapping that serves it says `to:` this name."
             ),
             "helpdesk"
         ),
         choice(required(field("adapter", FieldType::Enum, "How to talk to it."), "folder"), names)}
    );
}

FieldSpec purposesSpec() {
    return with(
        shown(
            field(
                "purposes",
                FieldType::Named,
                "The purposes of consent and on what ground each passes when the person has said "
                "nothing. Built in: answer (contract), health (explicit_consent), marketing "
                "(opt_in)."
            ),
            "answer"
        ),
        {required(
             choice(
                 field(
                     "basis",
                     FieldType::Enum,
                     "The legal ground. contract and legitimate_interest pass without a word of "
                     "the person, the others wait for one."
                 ),
                 {"contract", "legitimate_interest", "explicit_consent", "opt_in"}
             ),
             "contract"
         ),
         optional(
             field("stopped_by_word", FieldType::Bool, "An opt-out word such as STOP ends it."),
             "true"
         )}
    );
}

FieldSpec deliverySpec() {
    const auto duration = [](std::string name, std::string sentence) {
        return field(std::move(name), FieldType::Duration, std::move(sentence));
    };
    return with(
        field("delivery", FieldType::Section, "How the outbox is emptied."),
        {counted(
             ranged(field("workers", FieldType::Int, "Deliveries at the same time."), 1, 64, "4"),
             "workers"
         ),
         ranged(
             duration(
                 "lease", "How long a worker may hold one delivery before another takes it over."
             ),
             5 * kSecond,
             kHour,
             "60s"
         ),
         ranged(
             duration(
                 "retry_base",
                 "Longest wait before the second try; each further try may wait twice as long."
             ),
             100,
             kHour,
             "2s"
         ),
         ranged(duration("retry_cap", "Longest wait between two tries."), kSecond, kDay, "15m"),
         ranged(
             duration("give_up_after", "Then the delivery is parked and a human is told."),
             60 * kSecond,
             30 * kDay,
             "3d"
         ),
         counted(
             ranged(
                 field(
                     "circuit_failures",
                     FieldType::Int,
                     "Failures in a row after which a destination is left alone for a while."
                 ),
                 1,
                 1000,
                 "5"
             ),
             "failures"
         ),
         ranged(
             duration("circuit_open", "How long it is left alone before one delivery tries again."),
             kSecond,
             kHour,
             "30s"
         ),
         ranged(
             duration(
                 "circuit_longest",
                 "How long it is left alone at most: the pause doubles each time that one delivery "
                 "was tried in vain."
             ),
             kSecond,
             kHour,
             "1m"
         )}
    );
}

FieldSpec pipelineSpec() {
    return with(
        field("pipeline", FieldType::Section, "How messages are worked on."),
        {counted(
            ranged(
                field(
                    "lanes",
                    FieldType::Int,
                    "Messages of different senders at the same time; one lane a processor core is "
                    "enough."
                ),
                1,
                64,
                "2"
            ),
            "lanes"
        )}
    );
}

}  // namespace

std::vector<FieldVariant> builtInAdapters() {
    return {
        {"folder",
         {required(
             field("path", FieldType::Path, "Folder that gets one file a ticket."),
             "/var/lib/bowline/tickets"
         )}}};
}

std::vector<FieldSpec> networkFields() {
    return {
        shown(
            field(
                "allow",
                FieldType::List,
                "Addresses (10.1.2.3), networks (10.1.0.0/16) and host names that it may be "
                "reached at although they are not public. Without it loopback and private "
                "addresses are refused."
            ),
            "[127.0.0.1]"
        ),
        shown(
            field(
                "ca_file",
                FieldType::Path,
                "Certificates (PEM) to trust beside the system's, for a ticket system "
                "with a certificate of your own."
            ),
            "/etc/bowline/ca.pem"
        )};
}

FieldSpecs configSpecs(const Vocabulary& vocabulary) {
    return {
        optional(
            field(
                "tenant",
                FieldType::Name,
                "Name of the business whose data these are; it is part of every key, so it cannot "
                "be changed later."
            ),
            "main"
        ),
        choice(
            optional(
                field(
                    "language",
                    FieldType::Enum,
                    "Language of the placeholders that stand for removed values."
                ),
                "en"
            ),
            {"en", "de", "es", "pt", "fr", "it", "nl", "hi", "ar"}
        ),
        storeSpec(),
        keysSpec(),
        listenSpec(),
        channelsSpec(),
        destinationsSpec(vocabulary),
        calendarsSpec(),
        queuesSpec(),
        routesSpec(),
        purposesSpec(),
        optional(
            field(
                "mappings",
                FieldType::Path,
                "Folder of the mapping files: what each destination gets and what happens to "
                "sensitive values."
            ),
            "mappings"
        ),
        deliverySpec(),
        pipelineSpec(),
        reviewSpec()};
}

}  // namespace bowline::settings
