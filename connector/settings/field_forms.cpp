#include "connector/settings/field_forms.h"

#include "connector/expression/fitted.h"
#include "connector/settings/scalar.h"
#include "connector/settings/spec_words.h"
#include "connector/settings/times_of_day.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace bowline::settings {

namespace {

using expression::Value;

FieldKind kindNamed(std::string_view word) {
    const auto found = std::ranges::find(kFieldKinds, word);
    return found == kFieldKinds.end() ? FieldKind::Text
                                      : static_cast<FieldKind>(found - kFieldKinds.begin());
}

/// As a template would give it. Null: the word is no such value.
Value valueOf(FieldKind kind, const std::string& word) {
    const auto orNull = [](const auto& read) { return read ? Value(*read) : Value(); };
    switch (kind) {
        case FieldKind::Text:
            return word;
        case FieldKind::Number:
            return orNull(parseInt(word));
        case FieldKind::Boolean:
            return orNull(parseBool(word));
        case FieldKind::Date:
            return orNull(parseInstant(word + "T00:00Z"));
        case FieldKind::Time:
            return orNull(parseInstant(word));
    }
    return {};
}

std::string exampleOf(FieldKind kind) {
    constexpr std::array<std::string_view, 5> kExamples = {
        "one of the list", "12", "true or false", "2026-12-25", "2026-12-25T10:30Z"};
    return std::string(kExamples[static_cast<std::size_t>(kind)]);
}

class FormReader {
public:
    FormReader(const Fields& row, LintSink& sink) : row_(row), sink_(sink) {}

    FieldForm read() const {
        FieldForm form;
        form.kind = kindNamed(row_.text("type"));
        takeList(form);
        takeLongest(form);
        takeOtherwise(form);
        return form;
    }

private:
    void takeList(FieldForm& form) const {
        for (const Word& word : row_.words("one_of"))
            form.oneOf.push_back(word.text);
        if (row_.isWritten("one_of") && form.oneOf.empty())
            sink_.error(
                row_.markOf("one_of"),
                "empty_list",
                "a field of which nothing is taken",
                "List what the system knows, or delete the line"
            );
        refuseBesideType("one_of", form);
    }

    void takeLongest(FieldForm& form) const {
        if (!row_.isWritten("longest"))
            return;
        const auto limit = parseTextLimit(row_.text("longest"));
        if (!limit)
            sink_.error(
                row_.markOf("longest"),
                "bad_length",
                "`longest` is a number with its unit",
                "Write \"255 characters\" or \"200 bytes\": systems count differently"
            );
        form.longest = limit.value_or(TextLimit{});
        refuseBesideType("longest", form);
    }

    void refuseBesideType(const char* key, const FieldForm& form) const {
        if (!row_.isWritten(key) || form.kind == FieldKind::Text)
            return;
        sink_.error(
            row_.markOf(key),
            "not_for_type",
            fmt::format("{} is for texts", inBackquotes(key)),
            "Delete the line, or the type"
        );
    }

    /// It passes through the same sieve as any value.
    void takeOtherwise(FieldForm& form) const {
        if (!row_.isWritten("otherwise"))
            return;
        form.otherwise = expression::fitted(valueOf(form.kind, row_.text("otherwise")), form);
        if (!form.otherwise)
            sink_.error(
                row_.markOf("otherwise"),
                "bad_otherwise",
                "the field does not take what `otherwise` says",
                "Write " + exampleOf(form.kind)
            );
    }

    const Fields& row_;
    LintSink& sink_;
};

std::vector<std::string> namesOf(const FieldRules& fields) {
    std::vector<std::string> names;
    for (const auto& [name, rule] : fields)
        names.push_back(name);
    return names;
}

}  // namespace

FieldSpec fieldTypesSpec() {
    return with(
        field(
            "field_types",
            FieldType::Rows,
            "What a further field takes, where the system is strict. A field without a row takes "
            "any text."
        ),
        {required(field("field", FieldType::Text, "One of `fields`."), "Area"),
         choice(
             optional(
                 field(
                     "type",
                     FieldType::Enum,
                     "A number, boolean, date or time must be one in the template already: "
                     "{ticket.new} is a boolean, {window.until} a time, {12} a number; no text "
                     "is turned into one."
                 ),
                 "text"
             ),
             {kFieldKinds.begin(), kFieldKinds.end()}
         ),
         shown(
             field("one_of", FieldType::List, "The texts that the system knows."),
             "[Sales, Support]"
         ),
         shown(
             field(
                 "longest",
                 FieldType::Text,
                 "How long a text may be, in characters or bytes; a longer one ends with an "
                 "ellipsis."
             ),
             "255 characters"
         ),
         shown(
             field(
                 "otherwise",
                 FieldType::Text,
                 "What stands in the field without a value or with one that it does not take; "
                 "left out: nothing does."
             ),
             "Support"
         )}
    );
}

void readFieldForms(const Fields& section, FieldRules& fields, LintSink& sink) {
    std::set<std::string> seen;
    for (const Fields& row : section.rows("field_types")) {
        const auto& name = row.text("field");
        auto form = FormReader(row, sink).read();
        const auto found = fields.find(name);
        if (found == fields.end())
            sink.error(
                row.markOf("field"),
                "unknown_field",
                "`fields` does not fill " + inBackquotes(name),
                suggestion(name, namesOf(fields))
            );
        else if (!seen.insert(name).second)
            sink.error(
                row.markOf("field"),
                "duplicate_name",
                inBackquotes(name) + " has a row above",
                "Write all of it in one row"
            );
        else
            found->second.form = std::move(form);
    }
}

}  // namespace bowline::settings
