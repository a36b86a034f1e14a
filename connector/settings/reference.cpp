#include "connector/settings/reference.h"

#include "connector/expression/filters.h"
#include "connector/expression/template.h"
#include "connector/settings/config.h"
#include "connector/settings/mapping_spec.h"
#include "connector/settings/own_classes.h"

#include <fmt/format.h>

namespace bowline::settings {

namespace {

constexpr std::string_view kHead = R"(# Settings reference

Printed by `bowline docs` from the declarations that also check the files; do not edit it by hand.
Durations are written with a unit (`500ms`, `30s`, `5m`, `72h`, `7d`), sizes too (`512B`, `64KiB`, `10MiB`, `1GiB`).
Relative paths start at the folder of the file that names them. A secret is a reference and never the secret itself:
`${cred:NAME}` is a systemd credential, `${file:/absolute/path}` a file that others cannot read.
)";

constexpr std::string_view kActions = R"(
### Actions, from hiding all to hiding nothing

| action | what becomes of a value |
| --- | --- |
| `strip` | it is removed, nothing stands in its place |
| `withhold` | the whole text stays in bowline, a note says so |
| `mask` | a placeholder such as `[card removed: Visa]`; `{ mask: { keep_last: 2 } }` leaves 0 to 4 characters at the end, `{ mask: { placeholder: silent } }` leaves nothing |
| `alias` | `{contact.name}` gives the customer's alias at this destination, a name within a text gets a placeholder; for `contact_name` only |
| `tokenise` | ranks as mask: a placeholder with a token, `[order_number token 7KQ2M9XT]`, that is the same for the same value within one conversation; `{ tokenise: { scope: destination } }` in all of the destination, so that whoever can send messages and read tickets can try values out |
| `{ generalise: year }` | `date_of_birth`, `postcode` and own classes only: a date becomes its `year` or `decade`, a postal code its `area` ("10…"), an amount its `band` ("100-999"); what cannot be read in one way only gets a placeholder |
| `keep` | it travels as it is |
)";

constexpr std::string_view kTemplates = R"(
### Templates

Text with expressions in braces: `"[WA] {contact.alias}"`. `{{` is a brace. Filters follow a bar and are applied from left to
right; what they get is masked already. Expressions also know `a ? b : c`, `??` (in the place of null), `==`, `!=`, `in`, `&&`,
`||`, `!` and texts in single quotes: `{contact.country == 'DE' ? 'Berlin' : 'World'}`, or a table,
`{contact.country | map({'DE': 'Berlin', 'FR': 'Paris'}) ?? 'World'}`. A field whose template gives `null` is
left out of the ticket, so it can be there under a condition: `{ticket.new ? contact.country : null}`.

| path | what stands there |
| --- | --- |
)";

constexpr std::string_view kFilterHead = R"(
| filter | what it gives |
| --- | --- |
)";

std::string defaultText(const FieldSpec& spec) {
    if (spec.isRequired)
        return "required";
    return spec.byDefault.empty() ? "" : "`" + spec.byDefault + "`";
}

std::string typeText(const FieldSpec& spec) {
    std::string text(toText(spec.type));
    if (!spec.choices.empty())
        text = fmt::format("`{}`", fmt::join(spec.choices, "`, `"));
    if (!spec.range)
        return text;
    const auto low = written(spec.type, spec.range->low);
    const auto high = written(spec.type, spec.range->high);
    return fmt::format(
        "{}, {} to {}{}{}", text, low, high, spec.unit.empty() ? "" : " ", spec.unit
    );
}

void appendRows(std::string& out, const FieldSpecs& specs, const std::string& prefix);

void appendRow(std::string& out, const FieldSpec& spec, const std::string& prefix) {
    out += fmt::format(
        "| `{}{}` | {} | {} | {} |\n",
        prefix,
        spec.name,
        typeText(spec),
        defaultText(spec),
        spec.sentence
    );
    const char* below = spec.type == FieldType::Rows    ? "[]."
                        : spec.type == FieldType::Named ? ".NAME."
                                                        : ".";
    appendRows(out, spec.fields, prefix + spec.name + below);
    for (const FieldVariant& variant : spec.variants) {
        appendRows(
            out,
            variant.fields,
            fmt::format("{}{}[{}={}].", prefix, spec.name, spec.chooser, variant.name)
        );
    }
}

void appendRows(std::string& out, const FieldSpecs& specs, const std::string& prefix) {
    for (const FieldSpec& spec : specs)
        appendRow(out, spec, prefix);
}

void appendTable(std::string& out, std::string_view title, const FieldSpecs& specs) {
    out += fmt::format(
        "\n## {}\n\n| key | type | default | what it is for |\n| --- | --- | --- | --- |\n", title
    );
    appendRows(out, specs, "");
}

/// What templates of mappings may name, from the tables that their compiler reads.
void appendTemplates(std::string& out) {
    out += kTemplates;
    for (const auto& path : expression::mappingPaths())
        out += fmt::format("| `{{{}}}` | {} |\n", path.name, path.meaning);
    out += kFilterHead;
    for (const auto& filter : expression::filters()) {
        if (filter.inMappings)
            out += fmt::format("| `{}` | {} |\n", filter.signature, filter.meaning);
    }
}

void appendClasses(std::string& out, const Vocabulary& vocabulary) {
    out += "\nClasses that are built in:\n\n| class | what is found |\n| --- | --- |\n";
    for (const auto& [cls, help] : vocabulary.classHelp)
        out += fmt::format("| `{}` | {} |\n", cls, help);
}

}  // namespace

std::string referenceMarkdown(const Vocabulary& vocabulary) {
    std::string out(kHead);
    appendTable(out, "bowline.yaml", configSpecs(vocabulary));
    appendTable(out, "Mapping files: mappings/*.yaml", mappingSpecs());
    out += kActions;
    appendClasses(out, vocabulary);
    out += "\nA class of your own, below `classes`, has one of `pattern` and `words`:\n";
    out += "\n| key | type | default | what it is for |\n| --- | --- | --- | --- |\n";
    appendRows(out, ownClassSpecs(), "classes.NAME.");
    appendTemplates(out);
    appendTable(out, "Policy files: mappings/policies/*.yaml", policySpecs());
    return out;
}

}  // namespace bowline::settings
