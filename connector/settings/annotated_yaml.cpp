// The annotated example of bowline.yaml: every key with its sentence, the optional ones commented
// out.
#include "connector/settings/config.h"
#include "connector/settings/reference.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace bowline::settings {

namespace {

constexpr std::size_t kLineWidth = 100;
constexpr std::string_view kHead =
    "# bowline.yaml: every key with its default. Printed by `bowline docs`; copy it and change "
    "what you need.\n"
    "# Check it with `bowline check --config FILE`. The long form is in reference.md.\n"
    "# To switch a key on, delete the # directly before it; lines with a blank after # explain.\n";

using Column = std::optional<std::size_t>;

/// An explanation is "# text"; what is switched off has "#" and no blank before its key, or deeper
/// blanks, so that deleting the "#" switches it on with the right indentation.
class Printer {
public:
    std::string print(const FieldSpecs& specs) {
        out_ = kHead;
        for (const FieldSpec& spec : specs) {
            out_ += "\n";
            entry(spec, 0, std::nullopt, "");
        }
        return std::move(out_);
    }

private:
    /// `off`: the column of the "#" that switches the line off.
    void line(std::size_t indent, Column off, const std::string& text) {
        const std::size_t before = off.value_or(indent);
        out_ += std::string(before, ' ') + (off ? "#" : "") + std::string(indent - before, ' ') +
                text + "\n";
    }

    void sentence(const FieldSpec& spec, std::size_t indent, Column off) {
        const std::string text = spec.sentence + bounds(spec);
        std::string current = "#";
        for (std::string_view rest = text; !rest.empty();) {
            const auto end = std::min(rest.find(' '), rest.size());
            if (indent + current.size() + 1 + end > kLineWidth) {
                line(indent, off, current);
                current = "#";
            }
            current += " " + std::string(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        line(indent, off, current);
    }

    static std::string bounds(const FieldSpec& spec) {
        if (spec.choices.size() > 1)
            return fmt::format(" One of: {}.", fmt::join(spec.choices, ", "));
        if (!spec.range)
            return {};
        const auto low = written(spec.type, spec.range->low);
        return fmt::format(
            " From {} to {}{}{}.",
            low,
            written(spec.type, spec.range->high),
            spec.unit.empty() ? "" : " ",
            spec.unit
        );
    }

    /// `off`: what is above is switched off there.
    void entry(const FieldSpec& spec, std::size_t indent, Column off, const std::string& dash) {
        sentence(spec, indent, off);
        const bool isExampleOnly =
            !spec.isRequired && !spec.isUsual && spec.byDefault.empty() && spec.fields.empty();
        const std::string key = (off && isExampleOnly ? "#" : "") + dash + spec.name + ":";
        const Column own = off || spec.isRequired ? off : Column(indent);
        switch (spec.type) {
            case FieldType::Section:
                line(indent, own, key);
                return section(spec.fields, indent + 2, own);
            case FieldType::Rows:
                line(indent, own, key);
                return row(spec, indent + 2, own);
            case FieldType::Named:
                line(indent, own, key);
                line(indent + 2, own, spec.example + ":");
                return section(spec.fields, indent + 4, own);
            default:
                return line(indent, own, key + " " + valueOf(spec));
        }
    }

    void section(const FieldSpecs& specs, std::size_t indent, Column off) {
        for (const FieldSpec& spec : specs)
            entry(spec, indent, off, "");
    }

    void row(const FieldSpec& rows, std::size_t indent, Column off) {
        FieldSpecs fields = rows.fields;
        if (!rows.variants.empty()) {
            const FieldSpecs& first = rows.variants.front().fields;
            fields.insert(fields.end(), first.begin(), first.end());
        }
        entry(fields.front(), indent, off, "- ");
        fields.erase(fields.begin());
        section(fields, indent + 2, off);
    }

    static std::string valueOf(const FieldSpec& spec) {
        const std::string& value =
            spec.isRequired || spec.byDefault.empty() ? spec.example : spec.byDefault;
        const bool needsQuotes = spec.type == FieldType::Secret && !value.starts_with('"');
        return needsQuotes ? "\"" + value + "\"" : value;
    }

    std::string out_;
};

}  // namespace

std::string annotatedYaml(const Vocabulary& vocabulary) {
    return Printer().print(configSpecs(vocabulary));
}

}  // namespace bowline::settings
