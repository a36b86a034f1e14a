#include "adapters/rest/step_run.h"

#include "adapters/rest/picks.h"
#include "adapters/rest/values.h"

#include <algorithm>

namespace bowline::adapters::rest {

namespace {

using adapter_api::PrimitiveOutcome;
using expression::Map;

constexpr std::int64_t kNoContent = 204;

/// The second refusal of the credentials; the code is the rule's when one has an opinion.
Judgement refusedFor(Judgement made) {
    const bool hasOpinion = made.cls == AnswerClass::Auth || made.cls == AnswerClass::Config;
    return {AnswerClass::Auth, hasOpinion ? std::move(made.code) : std::string("auth")};
}

}  // namespace

bool isWriting(const Step& step) {
    return step.request.method != "GET" && step.request.method != "HEAD";
}

bool namesObject(const Step& step) {
    return reads(step.request.path, "in.ticket.id") || reads(step.request.path, "in.contact.id") ||
           reads(step.request.path, "in.comment.id");
}

bool lacksBody(const std::vector<Pick>& picks, const Map& picked, const StepAnswer& answer) {
    const auto* status = valueAt(answer.res, "/status");
    const bool isSilent = status && *status == expression::Value(kNoContent);
    if (answer.body == BodyState::Tree || isSilent || answer.res.isNull())
        return false;
    return std::ranges::any_of(picks, [&](const Pick& pick) {
        return wantsBody(pick) && picked.at(pick.name).isNull();
    });
}

std::variant<StepAnswer, PrimitiveOutcome> answerOf(
    Caller& caller, const StepOrder& order, const Roots& roots
) {
    auto called = caller.call(order.step.request, roots, order.additions);
    if (auto* failure = std::get_if<PrimitiveOutcome>(&called))
        return std::move(*failure);
    auto& answered = std::get<Answered>(called);
    const Map seen = roots.with("res", answered.reading.res).values;
    const auto made = judged(answered.reading, order.situation, order.rules, seen);
    if (answered.isRefused)
        return outcomeOf(refusedFor(made));
    if (made.cls != AnswerClass::Ok)
        return outcomeOf(made);
    StepAnswer answer{
        allPicked(order.step.picks, seen),
        answered.reading.res,
        answered.reading.body,
        std::move(answered.url)};
    if (lacksBody(order.step.picks, answer.picked, answer))
        return outcomeOf(unreadable(order.situation));
    if (!holds(order.step.assertion, seen))
        return PrimitiveOutcome(Rejected{"assertion_failed"});
    return answer;
}

}  // namespace bowline::adapters::rest
