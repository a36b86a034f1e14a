// Every line here may only loosen, so that none that is deleted shows more.
#include "connector/settings/text_rules.h"

#include "connector/model/content.h"
#include "connector/settings/fields.h"
#include "connector/settings/route_table.h"
#include "connector/settings/spec_words.h"
#include "connector/settings/text_mode.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::settings {

namespace {

class TextRuleReader {
public:
    TextRuleReader(const Policy* policy, const std::vector<std::string>& classes, LintSink& sink)
        : policy_(policy), classes_(classes), sink_(sink) {}

    /// `without`: the mode that holds when the line is gone.
    void check(TextMode mode, TextMode without, Mark at) {
        if (policy_ != nullptr && policy_->neverText.contains(mode))
            return refuseForbidden(mode, at);
        if (mode >= without)
            return;
        sink_.error(
            at,
            "hidden_by_a_line",
            fmt::format(
                "`{}` hides more than `{}`, which holds without this line",
                toText(mode),
                toText(without)
            ),
            fmt::format("Extend a policy with `text: {}`, or choose what shows more", toText(mode))
        );
    }

    TextRule read(const Fields& row, TextMode otherwise) {
        TextRule rule;
        rule.then = textModeFrom(row.text("then")).value_or(TextMode::Withheld);
        check(rule.then, otherwise, row.markOf("then"));
        for (const Word& word : row.words("unless_found"))
            rule.unlessFound.insert(known(word, classes_, "class"));
        const auto kinds = entryKinds();
        for (const Word& word : row.words("kind"))
            rule.kinds.insert(known(word, kinds, "kind"));
        if (rule.kinds.empty() && rule.unlessFound.empty()) {
            sink_.error(
                row.mark(),
                "no_condition",
                "this rule has no condition",
                "Add `unless_found` or `kind`, or write the mode as `text`"
            );
        }
        return rule;
    }

private:
    void refuseForbidden(TextMode mode, Mark at) {
        sink_.error(
            at,
            "forbidden_text",
            fmt::format(
                "`text: {}` is forbidden by {}:{}",
                toText(mode),
                policy_->file,
                policy_->neverText.at(mode).line
            ),
            "Choose another mode, or another policy"
        );
    }

    const std::string& known(
        const Word& word, const std::vector<std::string>& names, const char* what
    ) {
        if (std::ranges::find(names, word.text) == names.end()) {
            sink_.error(
                word.mark,
                std::string("unknown_") + what,
                fmt::format("there is no {} {}", what, inBackquotes(word.text)),
                suggestion(word.text, names)
            );
        }
        return word.text;
    }

    const Policy* policy_;
    const std::vector<std::string>& classes_;
    LintSink& sink_;
};

}  // namespace

FieldSpec textSpec() {
    return choice(
        field(
            "text",
            FieldType::Enum,
            "What becomes of the message's text: full_masked shows it with the found values "
            "replaced, fields_only and withheld leave it in bowline. Left out: as the policy says."
        ),
        {"full_masked", "fields_only", "withheld"}
    );
}

FieldSpec textWhenSpec() {
    return with(
        field(
            "text_when",
            FieldType::Rows,
            "Messages that show more than `text` says: where all conditions of a row hold. Where "
            "several rows hold, the one that shows most counts."
        ),
        {required(
             choice(
                 field("then", FieldType::Enum, "The mode that holds then."),
                 {"full_masked", "fields_only", "withheld"}
             ),
             "full_masked"
         ),
         shown(
             field(
                 "unless_found",
                 FieldType::List,
                 "Condition: no value of these classes is in the text."
             ),
             "[pet_health]"
         ),
         shown(field("kind", FieldType::List, "Condition: the kind of message."), "[text]")}
    );
}

void readTextRules(
    const Fields& fields,
    const Policy* policy,
    const std::vector<std::string>& classes,
    Mapping& mapping,
    LintSink& sink
) {
    TextRuleReader reader(policy, classes, sink);
    const TextMode without = policy == nullptr ? TextMode::Withheld : policy->text;
    mapping.text = textModeFrom(fields.text("text")).value_or(without);
    reader.check(mapping.text, without, fields.markOf("text"));
    for (const Fields& row : fields.rows("text_when"))
        mapping.textRules.push_back(reader.read(row, mapping.text));
}

}  // namespace bowline::settings
