#include "adapters/rest/answer_reader.h"

#include "adapters/rest/expression_reader.h"
#include "adapters/rest/loader_section.h"
#include "adapters/rest/scalar_reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using settings::inBackquotes;
using settings::YamlEntry;
using settings::YamlKind;
using settings::YamlNode;

constexpr std::size_t kMostPicks = 32;

AnswerClass classOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, AnswerClass>> kClasses = {
        {"ok", AnswerClass::Ok},
        {"absent", AnswerClass::Absent},
        {"duplicate", AnswerClass::Duplicate},
        {"auth", AnswerClass::Auth},
        {"throttle", AnswerClass::Throttle},
        {"retry", AnswerClass::Retry},
        {"conflict", AnswerClass::Conflict},
        {"reject", AnswerClass::Reject},
        {"config", AnswerClass::Config},
        {"unknown", AnswerClass::Unknown}};
    return choiceOf<AnswerClass>(node, "class", kClasses, faults);
}

std::string codeOf(const YamlNode& node, Faults& faults) {
    const std::string code = wordOf(node, "code", faults);
    if (isIdentifier(code) || code.empty())
        return code;
    faults.error(
        node.mark,
        "bad_code",
        inBackquotes(code) + " cannot be a code",
        "Use a-z, 0-9 and _, at most 40, beginning with a letter: codes stand in logs and metrics"
    );
    return {};
}

void readWait(AnswerRule& rule, const YamlNode& node, const NameScope& scope, Loading& loading) {
    FileSection section(node, "wait", loading.faults);
    ExpressionReader expressions(loading.faults);
    const YamlNode* after = section.find("after");
    const YamlNode* at = section.find("at");
    if (after)
        rule.waitAfter = expressions.text(*after, "after", scope, StandIns::Refused);
    if (at)
        rule.waitAt = expressions.text(*at, "at", scope, StandIns::Refused);
    if ((after && at) || (!after && !at)) {
        loading.faults.error(
            node.mark,
            "bad_wait",
            "`wait` is one of `after` and `at`",
            "Write `{after: \"${res.header.retry-after}\"}` for seconds or a date, `at` for a time"
        );
    }
    section.close();
    if (rule.cls == AnswerClass::Throttle || rule.cls == AnswerClass::Retry)
        return;
    loading.faults.error(
        node.mark,
        "bad_wait",
        "only `throttle` and `retry` wait",
        "Delete `wait`, or choose one of these classes"
    );
}

void readExisting(
    AnswerRule& rule, const YamlNode& node, const NameScope& scope, Loading& loading
) {
    rule.picks = readPicks(node, "pick", std::vector<std::string>{"existing_id"}, scope, loading);
    if (rule.cls == AnswerClass::Duplicate)
        return;
    loading.faults.error(
        node.mark, "bad_pick", "only a `duplicate` has an `existing_id`", "Delete `pick`"
    );
}

// A code is all that is stored of a refusal: its cure must be the same wherever it comes from.
void checkCure(const AnswerRule& rule, const YamlNode& node, Loading& loading) {
    const auto [known, isFirst] = loading.cures.try_emplace(rule.code, rule.cure);
    if (isFirst || known->second == rule.cure)
        return;
    loading.faults.error(
        node.mark,
        "two_cures",
        fmt::format("the code `{}` has another cure elsewhere in this file", rule.code),
        "Give this refusal a code of its own"
    );
}

AnswerRule readAnswer(const YamlNode& node, const NameScope& scope, Loading& loading) {
    FileSection section(node, "responses", loading.faults);
    AnswerRule rule;
    if (const YamlNode* when = section.require("when"))
        rule.when = ExpressionReader(loading.faults).predicate(*when, "when", scope);
    if (const YamlNode* cls = section.require("class"))
        rule.cls = classOf(*cls, loading.faults);
    rule.code = std::string(toText(rule.cls));
    if (const YamlNode* code = section.find("code"))
        rule.code = codeOf(*code, loading.faults);
    if (const YamlNode* cure = section.find("cure")) {
        rule.cure = wordOf(*cure, "cure", loading.faults);
        checkCure(rule, *cure, loading);
    }
    if (const YamlNode* wait = section.find("wait"))
        readWait(rule, *wait, scope, loading);
    if (const YamlNode* pick = section.find("pick"))
        readExisting(rule, *pick, scope, loading);
    section.close();
    return rule;
}

}  // namespace

std::vector<AnswerRule> readAnswers(
    const YamlNode& node, const NameScope& scope, Loading& loading
) {
    std::vector<AnswerRule> rules;
    for (const YamlNode& rule : itemsOf(node, "responses", loading.faults))
        rules.push_back(readAnswer(rule, scope, loading));
    return rules;
}

Pick readPick(
    std::string_view name, const YamlNode& node, const NameScope& scope, Loading& loading
) {
    Pick pick{std::string(name), {}, nullptr};
    const bool isExpression =
        node.kind == YamlKind::Scalar && node.text.find("${") != std::string::npos;
    if (isExpression)
        pick.expression =
            ExpressionReader(loading.faults).text(node, name, scope, StandIns::Refused);
    else
        pick.pointer = pointerOf(node, name, loading.faults);
    return pick;
}

std::vector<Pick> readPicks(
    const YamlNode& node,
    std::string_view key,
    const std::optional<std::vector<std::string>>& allowed,
    const NameScope& scope,
    Loading& loading
) {
    std::vector<Pick> list;
    for (const YamlEntry& entry : entriesOf(node, key, loading.faults)) {
        const bool isKnown = allowed ? std::ranges::find(*allowed, entry.key) != allowed->end()
                                     : isIdentifier(entry.key) && list.size() < kMostPicks;
        if (!isKnown) {
            loading.faults.error(
                entry.keyMark,
                allowed ? "unknown_key" : "bad_name",
                fmt::format("`{}` cannot have {}", key, inBackquotes(entry.key)),
                allowed ? settings::suggestion(entry.key, *allowed)
                        : fmt::format("Use a-z, 0-9 and _; at most {} names", kMostPicks)
            );
            continue;
        }
        list.push_back(readPick(entry.key, entry.value, scope, loading));
    }
    return list;
}

bool picks(const std::vector<Pick>& list, std::string_view name) {
    return std::ranges::find(list, name, &Pick::name) != list.end();
}

}  // namespace bowline::adapters::rest
