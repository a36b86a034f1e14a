#include "connector/settings/refused_values.h"

#include "connector/expression/fitted.h"
#include "connector/expression/route_values.h"
#include "connector/expression/template.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::settings {

namespace {

using expression::Map;

/// A message of nobody's: only its shape counts, and what a rule says of it.
Map specimenUnder(const RouteRule& rule) {
    const Instant when{std::chrono::milliseconds{1'750'000'000'000}};
    return {
        {"channel", Map{{"name", "main"}}},
        {"contact",
         Map{{"alias", "Amber-Falcon-27"},
             {"name", "Amber-Falcon-27"},
             {"country", "GB"},
             {"history", ""}}},
        {"message", Map{{"text", "Hello"}, {"kind", "text"}, {"sent_at", when}}},
        {"route", expression::routeValues(rule)},
        {"ticket", Map{{"key", std::string(32, '0')}, {"new", true}}},
        {"window", Map{{"until", when}}}};
}

bool readsOnlyTheRule(const FieldRule& field) {
    return std::ranges::all_of(field.written->reads(), [](const std::string& path) {
        return path.starts_with("route.");
    });
}

std::string wordsFor(const FieldForm& form) {
    if (!form.oneOf.empty())
        return "it takes only what `one_of` lists";
    return fmt::format("it takes a value of type {}", toText(form.kind));
}

class RefusedValues {
public:
    RefusedValues(const Config& config, const CompiledMapping& compiled, LintSink& sink)
        : compiled_(compiled), sink_(sink) {
        for (const auto& rule : config.routes) {
            if (std::ranges::find(rule.destinations, compiled.mapping.destination) !=
                rule.destinations.end())
                specimens_.emplace_back(rule.id, specimenUnder(rule));
        }
    }

    void check(const FieldRules& fields) const {
        for (const auto& [name, field] : fields) {
            if (field.written && field.form != FieldForm{})
                check(name, field);
        }
    }

private:
    void check(const std::string& name, const FieldRule& field) const {
        for (const auto& [rule, roots] : specimens_) {
            const auto value = field.written->evaluate(roots);
            if (expression::toText(value).empty() || expression::fitted(value, field.form))
                continue;
            tell(name, field, rule);
            return;
        }
    }

    void tell(const std::string& name, const FieldRule& field, const std::string& rule) const {
        auto message = fmt::format(
            "under the rule `{}` the field {} would be left out: {}",
            rule,
            inBackquotes(name),
            wordsFor(field.form)
        );
        const bool isCertain = field.form.kind != FieldKind::Text || readsOnlyTheRule(field);
        constexpr const char* kCure =
            "Change the template or its row in `field_types`; `otherwise` says what stands there "
            "instead";
        if (isCertain)
            sink_.error(markOf(field), "refused_value", std::move(message), kCure);
        else
            sink_.warning(markOf(field), "refused_value", std::move(message), kCure);
    }

    [[nodiscard]] Mark markOf(const FieldRule& field) const {
        const auto& all = compiled_.templates;
        const auto found = std::ranges::find(all, field.written, &PlacedTemplate::written);
        return found == all.end() ? Mark{} : found->mark;
    }

    const CompiledMapping& compiled_;
    LintSink& sink_;
    std::vector<std::pair<std::string, Map>> specimens_;  ///< by the rule's id
};

}  // namespace

void checkRefusedValues(const Config& config, const CompiledMapping& compiled, LintSink& sink) {
    const RefusedValues values(config, compiled, sink);
    values.check(compiled.mapping.contactFields);
    values.check(compiled.mapping.ticketFields);
}

}  // namespace bowline::settings
