#include "connector/settings/class_rules.h"

#include "connector/settings/class_rule.h"
#include "connector/settings/scalar.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::settings {

namespace {

/// Absence: reported.
std::optional<PlacedRule> otherwiseFrom(const YamlEntry& entry, LintSink& sink) {
    const Mark at = entry.value.mark;
    const auto rule = readClassRule(entry.key, false, entry.value, sink);
    if (!rule)
        return std::nullopt;
    if (rule->action <= Action::Mask)
        return PlacedRule{*rule, at};
    sink.error(
        at,
        "otherwise_shows",
        fmt::format(
            "`otherwise` may not be {}: it decides about values that nobody thought of",
            toText(rule->action)
        ),
        "Write mask, withhold or strip, and name the classes that may show more"
    );
    return std::nullopt;
}

}  // namespace

SensitiveBlock readSensitive(
    const YamlNode& node,
    const std::vector<std::string>& classes,
    const std::set<std::string>& own,
    const ClassRule* inherited,
    LintSink& sink
) {
    SensitiveBlock block{{inherited == nullptr ? ClassRule{} : *inherited, node.mark}, {}};
    if (node.kind != YamlKind::Map) {
        sink.error(
            node.mark,
            "wrong_type",
            "`sensitive` takes `class: action` lines",
            "Begin with `otherwise: mask`"
        );
        return block;
    }
    bool hasOtherwise = false;
    for (const YamlEntry& entry : node.entries) {
        if (entry.key == "otherwise") {
            hasOtherwise = true;
            if (const auto otherwise = otherwiseFrom(entry, sink))
                block.otherwise = *otherwise;
        } else if (std::find(classes.begin(), classes.end(), entry.key) == classes.end()) {
            sink.error(
                entry.keyMark,
                "unknown_class",
                "nothing finds the class " + inBackquotes(entry.key),
                suggestion(entry.key, classes)
            );
        } else if (const auto rule = readClassRule(entry.key, !own.contains(entry.key), entry.value, sink)) {
            block.rules.insert_or_assign(entry.key, PlacedRule{*rule, entry.keyMark});
        }
    }
    if (!hasOtherwise && inherited == nullptr) {
        sink.error(
            node.mark,
            "missing_key",
            "`sensitive` does not say what happens to classes that it does not name",
            "Add `otherwise: mask`"
        );
    }
    return block;
}

void refuseHidingRule(const std::string& cls, const PlacedRule& rule, LintSink& sink) {
    sink.error(
        rule.mark,
        "hidden_by_a_line",
        fmt::format(
            "`{}: {}` hides more than what holds without this line", cls, toText(rule.rule.action)
        ),
        fmt::format(
            "Extend a policy with `otherwise: {}` and name the classes that may show more",
            toText(rule.rule.action)
        )
    );
}

}  // namespace bowline::settings
