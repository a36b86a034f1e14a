#include "connector/settings/mapping_templates.h"

#include "connector/expression/template.h"
#include "connector/model/item.h"
#include "connector/settings/field_forms.h"
#include "connector/settings/spec_words.h"

#include <algorithm>
#include <memory>

namespace bowline::settings {

namespace {

class TemplateReader {
public:
    TemplateReader(const Fields& fields, CompiledMapping& result, LintSink& sink)
        : fields_(fields), result_(result), sink_(sink) {}

    void read() {
        Mapping& mapping = result_.mapping;
        const Fields& contact = fields_.section("contact");
        const Fields& ticket = fields_.section("ticket");
        mapping.contactName = compiled(contact.word("name"));
        mapping.contactFields = fieldsOf(contact);
        mapping.ticketSubject = compiled(ticket.word("subject"));
        mapping.ticketQueue = compiled(ticket.word("queue"));
        mapping.ticketFields = fieldsOf(ticket);
        for (const Word& tag : ticket.words("tags"))
            mapping.ticketTags.push_back(compiled(tag));
        takePriority(ticket.word("priority"));
        mapping.commentText = compiled(fields_.section("comment").word("text"));
    }

private:
    /// What reads nothing comes out the same every time, so a slip is seen here.
    void takePriority(const Word& source) {
        if (!fields_.section("ticket").isWritten("priority"))
            return;
        const TemplatePtr priority = result_.mapping.ticketPriority = compiled(source);
        if (!priority || !priority->reads().empty() || isPriority(priority->render({})))
            return;
        sink_.error(
            source.mark,
            "bad_priority",
            "`priority` must come out as low, normal, high or urgent",
            suggestion(priority->render({}), {kPriorities.begin(), kPriorities.end()})
        );
    }

    static bool isPriority(const std::string& text) {
        return std::ranges::find(kPriorities, text) != kPriorities.end();
    }

    FieldRules fieldsOf(const Fields& section) {
        FieldRules rules;
        for (const Word& word : section.words("fields"))
            rules.insert_or_assign(word.key, FieldRule{compiled(word)});
        readFieldForms(section, rules, sink_);
        return rules;
    }

    /// Absence: null after a fault.
    TemplatePtr compiled(const Word& source) {
        auto outcome = expression::Template::compile(source.text, expression::mappingDialect());
        if (auto* done = std::get_if<expression::Template>(&outcome)) {
            auto written = std::make_shared<const expression::Template>(std::move(*done));
            result_.templates.push_back({written, source.mark});
            return written;
        }
        const auto& fault = std::get<expression::CompileFault>(outcome);
        const Mark at{
            source.mark.line, source.mark.column + fault.offset + (source.isQuoted ? 1 : 0)};
        sink_.error(at, "bad_template", fault.message, fault.hint);
        return nullptr;
    }

    const Fields& fields_;
    CompiledMapping& result_;
    LintSink& sink_;
};

FieldSpec furtherFields(std::string example) {
    return shown(
        field("fields", FieldType::Map, "Further fields: the field's name there and a template."),
        std::move(example)
    );
}

}  // namespace

FieldSpec contactSpec() {
    return with(
        required(
            field("contact", FieldType::Section, "The customer's entry in the ticket system."),
            "{ name: \"{contact.alias}\" }"
        ),
        {required(field("name", FieldType::Text, "Template of the name."), "\"{contact.alias}\""),
         furtherFields("{ Country: \"{contact.country}\" }"),
         fieldTypesSpec()}
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
         furtherFields("{ WA-Alias: \"{contact.alias}\" }"),
         fieldTypesSpec(),
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

FieldSpec commentSpec() {
    return with(
        required(
            field("comment", FieldType::Section, "The entry for one message."),
            "{ text: \"{message.text}\" }"
        ),
        {required(field("text", FieldType::Text, "Template of the entry."), "\"{message.text}\"")}
    );
}

void readTemplates(const Fields& fields, CompiledMapping& into, LintSink& sink) {
    TemplateReader(fields, into, sink).read();
}

}  // namespace bowline::settings
