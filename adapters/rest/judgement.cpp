#include "adapters/rest/judgement.h"

#include "adapters/rest/moments.h"
#include "adapters/rest/picks.h"
#include "adapters/rest/values.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using expression::Map;
using expression::Value;

std::optional<std::chrono::seconds> retryAfter(const Reading& reading, Instant now) {
    const Value* header = valueAt(reading.res, "/header/retry-after");
    return header ? waitIn(*header, now) : std::nullopt;
}

bool waits(AnswerClass cls) {
    return cls == AnswerClass::Throttle || cls == AnswerClass::Retry ||
           cls == AnswerClass::Conflict;
}

/// What a lost answer is: harmless to repeat, or to be looked up first.
AnswerClass lost(const Situation& situation) {
    return situation.isWrite && !situation.isRepeatable ? AnswerClass::Unknown : AnswerClass::Retry;
}

std::optional<std::chrono::seconds> waitOf(
    const AnswerRule& rule, const Reading& reading, const Map& roots, Instant now
) {
    if (!waits(rule.cls))
        return std::nullopt;
    std::optional<std::chrono::seconds> asked;
    if (rule.waitAfter)
        asked = waitIn(rule.waitAfter->evaluate(roots), now);
    if (const auto at = rule.waitAt ? momentIn(rule.waitAt->evaluate(roots)) : std::nullopt)
        asked = waitIn(Value(*at), now);
    return asked ? asked : retryAfter(reading, now);
}

Judgement byRule(const AnswerRule& rule, const Reading& reading, const Map& roots, Instant now) {
    Judgement made{rule.cls, rule.code.empty() ? std::string(toText(rule.cls)) : rule.code};
    made.after = waitOf(rule, reading, roots, now);
    const Pick* existing = pickNamed(rule.picks, "existing_id");
    if (existing && rule.cls == AnswerClass::Duplicate)
        made.existingId = idIn(picked(*existing, roots));
    return made;
}

const AnswerRule* firstMatch(const RuleLists& lists, const Reading& reading, const Map& roots) {
    for (const auto* rules : lists) {
        for (const AnswerRule& rule : *rules) {
            const bool mayAsk = reading.isAnswer() || reads(rule.when, "res.error");
            if (mayAsk && holds(rule.when, roots))
                return &rule;
        }
    }
    return nullptr;
}

AnswerClass classOfRefusal(int status, const Situation& situation) {
    switch (status) {
        case 401:
            return AnswerClass::Auth;
        case 404:
            return situation.mayBeGone ? AnswerClass::Absent : AnswerClass::Reject;
        case 408:
        case 425:
            return AnswerClass::Retry;
        case 409:
        case 412:
            return AnswerClass::Conflict;
        case 429:
            return AnswerClass::Throttle;
        case 502:
        case 504:
            return lost(situation);
        default:
            return status >= 500 ? AnswerClass::Retry : AnswerClass::Reject;
    }
}

Judgement byDefault(const Reading& reading, const Situation& situation) {
    if (!reading.isAnswer())
        return {reading.sent ? lost(situation) : AnswerClass::Retry, reading.why};
    if (reading.isSuccess())
        return {AnswerClass::Ok, "ok"};
    if (reading.status < 400)
        return {AnswerClass::Config, "redirected"};
    Judgement made{classOfRefusal(reading.status, situation)};
    made.code = made.cls == AnswerClass::Auth || made.cls == AnswerClass::Throttle
                    ? std::string(toText(made.cls))
                    : fmt::format("http_{}", reading.status);
    if (waits(made.cls))
        made.after = retryAfter(reading, situation.now);
    return made;
}

}  // namespace

Judgement judged(
    const Reading& reading, const Situation& situation, const RuleLists& rules, const Map& roots
) {
    const AnswerRule* rule = firstMatch(rules, reading, roots);
    auto made = rule ? byRule(*rule, reading, roots, situation.now) : byDefault(reading, situation);
    const bool isBroken = reading.isSuccess() && reading.body == BodyState::Broken;
    return made.cls == AnswerClass::Ok && isBroken ? unreadable(situation) : made;
}

Judgement unreadable(const Situation& situation) {
    return {situation.isWrite ? AnswerClass::Unknown : AnswerClass::Retry, "answer_unreadable"};
}

adapter_api::PrimitiveOutcome outcomeOf(const Judgement& judgement) {
    switch (judgement.cls) {
        case AnswerClass::Ok:
            return Delivered{};
        case AnswerClass::Absent:
            return adapter_api::Absent{};
        case AnswerClass::Duplicate:
            return adapter_api::Duplicate{judgement.existingId};
        case AnswerClass::Auth:
        case AnswerClass::Config:
            return adapter_api::Denied{judgement.code};
        case AnswerClass::Throttle:
        case AnswerClass::Retry:
        case AnswerClass::Conflict:
            return RetryLater{judgement.code, judgement.after};
        case AnswerClass::Reject:
            return Rejected{judgement.code};
        case AnswerClass::Unknown:
            return Uncertain{judgement.code};
    }
    return Rejected{judgement.code};
}

std::string_view engineCure(std::string_view code) {
    struct Cure {
        std::string_view code;
        std::string_view cure;
    };
    static constexpr Cure kCures[] = {
        {"answer_unreadable",
         "The system answered something that is not JSON: look whether a proxy "
         "or a maintenance page stands before it"},
        {"assertion_failed",
         "The system answered something that its adapter does not expect: search "
         "for two objects with the same key"},
        {"auth",
         "Put working credentials where this destination in bowline.yaml refers to; its account "
         "must be active"},
        {"bad_base_url", "Write the destination's address as https://host/path"},
        {"bad_id", "The system gave an id that no link can hold: check the adapter's `pick`"},
        {"bad_path", "A value that belongs into the request's path is empty or leaves its place"},
        {"foreign_host",
         "The system named an address on another host: check the destination's URL"},
        {"login_refused",
         "Renew the destination's credentials; the system refused to give a token"},
        {"redirected", "Write the address to which the system redirects"},
        {"too_large", "The item has more values than a request may hold"},
    };
    const auto found = std::ranges::find(kCures, code, &Cure::code);
    return found == std::end(kCures) ? std::string_view() : found->cure;
}

}  // namespace bowline::adapters::rest
