#include "adapters/rest/operation_run.h"

#include "adapters/rest/picks.h"
#include "adapters/rest/step_log.h"
#include "adapters/rest/values.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Absent;
using adapter_api::Primitive;
using adapter_api::PrimitiveOutcome;
using expression::List;
using expression::Map;
using expression::Value;

bool isReading(Primitive primitive) {
    return isFind(primitive) || primitive == Primitive::TicketGet ||
           primitive == Primitive::HealthCheck;
}

/// What it makes or finds goes into the link table, so it must have an id.
bool isLinked(Primitive primitive) {
    using enum Primitive;
    constexpr Primitive kLinked[] = {
        ContactFind, ContactCreate, ContactUpsert, TicketFind, TicketCreate};
    return std::ranges::find(kLinked, primitive) != std::end(kLinked);
}

/// A repeat would repeat something done: a writing step with another behind it, or many of one.
bool needsLog(Primitive primitive, const Operation& operation) {
    if (isReading(primitive))
        return false;
    return std::ranges::any_of(operation.steps, [&](const Step& step) {
        return isWriting(step) && (step.each || &step != &operation.steps.back());
    });
}

/// The step that the idempotency header goes with: the last single one that writes.
const Step* keyedStep(const Operation& operation) {
    const auto found =
        std::find_if(operation.steps.rbegin(), operation.steps.rend(), [](const Step& step) {
            return isWriting(step) && !step.each;
        });
    return found == operation.steps.rend() ? nullptr : &*found;
}

class Run {
public:
    Run(Primitive primitive, const Operation& operation, Caller& caller, const Roots& roots)
        : primitive_(primitive),
          operation_(operation),
          caller_(caller),
          roots_(roots),
          keyed_(keyedStep(operation)),
          log_(primitive, runMark(in()), needsLog(primitive, operation), caller.exchange()) {}

    Ran all() {
        if (const auto done = log_.find(kWholeOperation); done && mapIn(*done))
            return delivered(*mapIn(*done));
        for (const Step& step : operation_.steps) {
            if (auto failed = runStep(step))
                return {std::move(*failed)};
        }
        return finished();
    }

private:
    using Failed = std::optional<PrimitiveOutcome>;
    using Output = std::variant<Value, PrimitiveOutcome>;

    [[nodiscard]] Map in() const {
        const auto found = roots_.values.find("in");
        const Map* map = found == roots_.values.end() ? nullptr : mapIn(found->second);
        return map ? *map : Map{};
    }

    [[nodiscard]] bool hasKey(const Step& step) const {
        return operation_.idempotency.kind == IdempotencyKind::Header && &step == keyed_;
    }

    [[nodiscard]] Situation situationOf(const Step& step) const {
        const auto kind = operation_.idempotency.kind;
        const bool isHarmless = kind == IdempotencyKind::Upsert || kind == IdempotencyKind::Unique;
        return {
            .isWrite = !isReading(primitive_) && isWriting(step),
            .isRepeatable = isHarmless || hasKey(step),
            .mayBeGone =
                isFind(primitive_) || primitive_ == Primitive::TicketGet || namesObject(step),
            .now = caller_.exchange().now()};
    }

    [[nodiscard]] StepOrder orderOf(const Step& step, const Roots& roots) const {
        StepOrder order{step, situationOf(step)};
        order.rules = {&step.answers, &operation_.answers, &caller_.spec().answers};
        if (hasKey(step)) {
            order.additions.headers.emplace_back(
                operation_.idempotency.header, textOf(operation_.idempotency.value, roots.values)
            );
        }
        return order;
    }

    Failed runStep(const Step& step) {
        if (!holds(step.onlyIf, roots_.values))
            return std::nullopt;
        auto output = step.each ? runEach(step) : runOnce(step, step.id, roots_);
        if (auto* failed = std::get_if<PrimitiveOutcome>(&output))
            return std::move(*failed);
        keepOutput(step, std::move(std::get<Value>(output)));
        return std::nullopt;
    }

    Output runEach(const Step& step) {
        const Value over = step.each->evaluate(roots_.values);
        const List* items = listIn(over);
        List outputs;
        for (std::size_t i = 0; items && i < items->size(); ++i) {
            const auto name = fmt::format("{}[{}]", step.id, i + 1);
            auto output = runOnce(step, name, roots_.with(step.as, (*items)[i]));
            if (std::holds_alternative<PrimitiveOutcome>(output))
                return output;
            outputs.push_back(std::move(std::get<Value>(output)));
        }
        return Value(std::move(outputs));
    }

    /// What the step picks, now or when it was done before.
    Output runOnce(const Step& step, const std::string& name, const Roots& roots) {
        if (auto done = isWriting(step) ? log_.find(name) : std::nullopt)
            return std::move(*done);
        if (hasKey(step) && isWindowOver())
            return PrimitiveOutcome(Uncertain{"window_over"});
        auto answered = answerOf(caller_, orderOf(step, roots), roots);
        if (auto* failed = std::get_if<PrimitiveOutcome>(&answered)) {
            if (hasKey(step) && std::holds_alternative<RetryLater>(*failed))
                beginWindow();
            return std::move(*failed);
        }
        last_ = std::move(std::get<StepAnswer>(answered));
        // The operation's own checkpoint follows at once on its last step. A look is repeated: what
        // it saw may be different by then.
        const bool isWhole = &step == &operation_.steps.back() && !step.each;
        if (isWriting(step) && !isWhole)
            log_.keep(name, Value(last_.picked));
        return Value(last_.picked);
    }

    void keepOutput(const Step& step, Value output) {
        const auto before = roots_.values.find("steps");
        const Map* known = before == roots_.values.end() ? nullptr : mapIn(before->second);
        Map steps = known ? *known : Map{};
        steps.insert_or_assign(step.id, std::move(output));
        roots_.values.insert_or_assign("steps", Value(std::move(steps)));
    }

    /// A key that the system has forgotten protects no repeat: the object is looked up instead.
    [[nodiscard]] bool isWindowOver() {
        if (!operation_.idempotency.window)
            return false;
        auto log = windowLog();
        const auto kept = log.find(kFirstSent);
        const auto* first = kept ? numberIn(*kept) : nullptr;
        const auto now = caller_.exchange().now();
        if (!first || now <= fromMillis(*first) + *operation_.idempotency.window)
            return false;
        log.keep(kFirstSent, Value());
        return true;
    }

    void beginWindow() {
        if (!operation_.idempotency.window)
            return;
        auto log = windowLog();
        const auto kept = log.find(kFirstSent);
        if (!kept || kept->isNull())
            log.keep(kFirstSent, Value(toMillis(caller_.exchange().now())));
    }

    [[nodiscard]] StepLog windowLog() const {
        return {primitive_, runMark(in()), true, caller_.exchange()};
    }

    Ran finished() {
        const Map seen = roots_.with("res", last_.res).values;
        auto picked = allPicked(operation_.picks, seen);
        if (lacksBody(operation_.picks, picked, last_))
            return {outcomeOf(unreadable(situationOf(operation_.steps.back())))};
        if (isFind(primitive_) && isMissing(picked))
            return {Absent{}};
        if (!holds(operation_.assertion, seen))
            return {Rejected{"assertion_failed"}};
        log_.keep(kWholeOperation, Value(picked));
        return delivered(std::move(picked));
    }

    /// A search without a hit; an assertion about the hit has nothing to look at then.
    [[nodiscard]] static bool isMissing(const Map& picked) {
        const auto id = picked.find("id");
        return id != picked.end() && id->second.isNull();
    }

    [[nodiscard]] Ran delivered(Map picked) const {
        const auto found = picked.find("id");
        if (found == picked.end())
            return {Delivered{}, std::move(picked)};
        if (found->second.isNull() && !isLinked(primitive_))
            return {Delivered{}, std::move(picked)};
        const auto id = idIn(found->second);
        if (!id)
            return {Rejected{"bad_id"}};
        return {Delivered{*id}, std::move(picked)};
    }

    Primitive primitive_;
    const Operation& operation_;
    Caller& caller_;
    Roots roots_;
    const Step* keyed_;
    StepLog log_;
    StepAnswer last_{};
};

}  // namespace

bool isFind(Primitive primitive) {
    return primitive == Primitive::ContactFind || primitive == Primitive::TicketFind ||
           primitive == Primitive::CommentFind;
}

Ran runOperation(
    Primitive primitive, const Operation& operation, Caller& caller, const Roots& roots
) {
    return Run(primitive, operation, caller, roots).all();
}

}  // namespace bowline::adapters::rest
