// The annotated example of bowline.yaml: every key with its sentence, the optional ones commented
// out.
#include "connector/settings/config.h"
#include "connector/settings/reference.h"

#include <fmt/format.h>

namespace bowline::settings {

namespace {

constexpr std::size_t kLineWidth = 100;
constexpr std::string_view kHead =
    "# bowline.yaml: every key with its default. Printed by `bowline docs`; copy it and change "
    "what you need.\n"
    "# Check it with `bowline check --config FILE`. The long form is in reference.md.\n";

class Printer {
public:
    std::string print(const FieldSpecs& specs) {
        out_ = kHead;
        section(specs, 0, false);
        return std::move(out_);
    }

private:
    void line(std::size_t indent, bool isCommented, const std::string& text) {
        out_ += (isCommented ? "# " : "") + std::string(indent, ' ') + text + "\n";
    }

    void sentence(const FieldSpec& spec, std::size_t indent) {
        const std::string begin = std::string(indent, ' ') + "#";
        std::string current = begin;
        for (std::string_view rest = spec.sentence; !rest.empty();) {
            const auto end = std::min(rest.find(' '), rest.size());
            if (current.size() + 1 + end > kLineWidth) {
                out_ += current + "\n";
                current = begin;
            }
            current += " " + std::string(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        out_ += current + bounds(spec) + "\n";
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

    /// `isCommented`: something above is commented out already.
    void section(const FieldSpecs& specs, std::size_t indent, bool isCommented) {
        for (const FieldSpec& spec : specs) {
            if (indent == 0)
                out_ += "\n";
            entry(spec, indent, isCommented || !spec.isRequired, "");
        }
    }

    void entry(
        const FieldSpec& spec, std::size_t indent, bool isCommented, const std::string& dash
    ) {
        sentence(spec, indent);
        const std::string key = dash + spec.name + ":";
        const std::size_t below = indent + dash.size() + 2;
        switch (spec.type) {
            case FieldType::Section:
                line(indent, isCommented, key);
                return section(spec.fields, below, isCommented);
            case FieldType::Rows:
                line(indent, isCommented, key);
                return row(spec, below, isCommented);
            case FieldType::Named:
                line(indent, isCommented, key);
                line(below, isCommented, "answer:");
                return section(spec.fields, below + 2, isCommented);
            default:
                return line(indent, isCommented, key + " " + valueOf(spec));
        }
    }

    void row(const FieldSpec& rows, std::size_t indent, bool isCommented) {
        FieldSpecs fields = rows.fields;
        if (!rows.variants.empty()) {
            const FieldSpecs& first = rows.variants.front().fields;
            fields.insert(fields.end(), first.begin(), first.end());
        }
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const bool isFirst = i == 0;
            const bool isOff = isCommented || !fields[i].isRequired;
            entry(fields[i], isFirst ? indent : indent + 2, isOff, isFirst ? "- " : "");
        }
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
