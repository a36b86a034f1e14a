// One request of an operation or a poll, from templates to picked values.
#pragma once

#include "adapters/rest/caller.h"
#include "adapters/rest/judgement.h"

#include <optional>
#include <variant>

namespace bowline::adapters::rest {

/// What one answer gave: what the step picks, and the answer itself as `res`.
struct StepAnswer {
    expression::Map picked;
    expression::Value res;
    BodyState body = BodyState::Empty;
    std::string url;
};

/// How the step is asked and judged.
struct StepOrder {
    const Step& step;
    Situation situation{};
    RuleLists rules{};
    Additions additions{};
};

/// Sends the step's request and judges the answer: the rules, then what cannot be read, then the
/// step's assertion.
std::variant<StepAnswer, adapter_api::PrimitiveOutcome> answerOf(
    Caller& caller, const StepOrder& order, const Roots& roots
);

/// The picks are in, yet one that looks into the body is null because the body is no JSON.
[[nodiscard]] bool lacksBody(
    const std::vector<Pick>& picks, const expression::Map& picked, const StepAnswer& answer
);

/// True when the method changes something.
[[nodiscard]] bool isWriting(const Step& step);
/// True when the request's path names an object of the destination by its id.
[[nodiscard]] bool namesObject(const Step& step);

}  // namespace bowline::adapters::rest
