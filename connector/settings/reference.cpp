#include "connector/settings/reference.h"

#include "connector/settings/config.h"
#include "connector/settings/mapping_spec.h"

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
| `{ generalise: year }` | a date becomes its year; what has no year that bowline knows gets a placeholder |
| `keep` | it travels as it is |
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

}  // namespace

std::string referenceMarkdown(const Vocabulary& vocabulary) {
    std::string out(kHead);
    appendTable(out, "bowline.yaml", configSpecs(vocabulary));
    appendTable(out, "Mapping files: mappings/*.yaml", mappingSpecs());
    out += kActions;
    out +=
        fmt::format("\nClasses that are built in: `{}`.\n", fmt::join(vocabulary.classes, "`, `"));
    appendTable(out, "Policy files: mappings/policies/*.yaml", policySpecs());
    return out;
}

}  // namespace bowline::settings
