#include "connector/settings/mapping_tests.h"

#include "connector/settings/spec_words.h"
#include "connector/settings/test_numbers.h"
#include "connector/settings/times_of_day.h"

#include <algorithm>

namespace bowline::settings {

namespace {

/// Names of the fields that `mapping` fills, as `expect` spells them.
std::vector<std::string> filledFields(const Mapping& mapping) {
    std::vector<std::string> names = {
        "contact.name", "ticket.subject", "ticket.queue", "comment.text"};
    for (const auto& [name, value] : mapping.contactFields)
        names.push_back("contact.fields." + name);
    for (const auto& [name, value] : mapping.ticketFields)
        names.push_back("ticket.fields." + name);
    if (!mapping.ticketTags.empty())
        names.emplace_back("ticket.tags");
    if (mapping.ticketPriority)
        names.emplace_back("ticket.priority");
    names.emplace_back("route.rule");
    return names;
}

bool isIn(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

class TestReader {
public:
    TestReader(const Fields& row, LintSink& sink) : row_(row), sink_(sink) {}

    MappingTest read(const Mapping& mapping) const {
        MappingTest test;
        test.mapping = mapping.name;
        test.destination = mapping.destination;
        test.name = row_.text("name");
        test.say = row_.text("say");
        test.contact = row_.text("contact");
        test.channel = row_.text("channel");
        test.at = parseInstant(row_.text("at"));
        test.file = sink_.file();
        test.mark = row_.mark();
        for (const Word& word : row_.words("expect"))
            test.expect.insert_or_assign(word.key, word.text);
        for (const Word& word : row_.words("never"))
            test.never.push_back(word.text);
        return test;
    }

    void check(const std::vector<std::string>& filled, const std::vector<std::string>& classes)
        const {
        for (const Word& word : row_.words("expect")) {
            if (!isIn(filled, word.key)) {
                sink_.error(
                    word.mark,
                    "unknown_field",
                    "this mapping does not fill " + inBackquotes(word.key),
                    suggestion(word.key, filled)
                );
            }
            refuseRealCard(word.text, word.mark);
        }
        for (const Word& word : row_.words("never")) {
            if (isIn(classes, word.text))
                continue;
            sink_.error(
                word.mark,
                "unknown_class",
                "nothing finds the class " + inBackquotes(word.text),
                suggestion(word.text, classes)
            );
        }
        if (row_.isWritten("at") && !parseInstant(row_.text("at")))
            sink_.error(
                row_.markOf("at"), "bad_time", "this is no time", "Write 2026-12-25T10:30Z"
            );
        for (const char* field : {"name", "say", "contact"})
            refuseRealCard(row_.text(field), row_.markOf(field));
        if (!row_.words("expect").empty() || !row_.words("never").empty())
            return;
        sink_.error(
            row_.mark(), "no_expectation", "this test expects nothing", "Add `expect:` or `never:`"
        );
    }

private:
    void refuseRealCard(const std::string& text, Mark at) const {
        if (!holdsRealCard(text))
            return;
        sink_.error(
            at,
            "real_value",
            "this text holds a card number that may be somebody's",
            "Use a published test number such as 4111 1111 1111 1111"
        );
    }

    const Fields& row_;
    LintSink& sink_;
};

}  // namespace

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

std::vector<MappingTest> readMappingTests(
    const Fields& fields,
    const Mapping& mapping,
    const std::vector<std::string>& classes,
    LintSink& sink
) {
    std::vector<MappingTest> tests;
    const auto filled = filledFields(mapping);
    for (const Fields& row : fields.rows("tests")) {
        const TestReader reader(row, sink);
        tests.push_back(reader.read(mapping));
        reader.check(filled, classes);
    }
    return tests;
}

}  // namespace bowline::settings
