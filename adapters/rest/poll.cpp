#include "adapters/rest/poll.h"

#include "adapters/rest/moments.h"
#include "adapters/rest/paging.h"
#include "adapters/rest/picks.h"
#include "adapters/rest/values.h"

#include <algorithm>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Absent;
using adapter_api::PrimitiveOutcome;
using expression::List;
using expression::Map;
using expression::Value;

/// A time, but not a number: a number may as well be an id.
std::optional<Instant> timeIn(const Value& value) {
    return wholeNumberIn(value) ? std::nullopt : momentIn(value);
}

Value goneBack(const Value& cursor, Milliseconds by) {
    const auto time = timeIn(cursor);
    if (!time)
        return cursor;
    return textIn(cursor) ? Value(toIso8601(*time - by)) : Value(*time - by);
}

/// The later of two cursors; of two that cannot be compared the second.
Value later(const Value& before, const Value& after) {
    if (after.isNull())
        return before;
    const auto a = wholeNumberIn(before);
    const auto b = wholeNumberIn(after);
    if (a && b)
        return *a > *b ? before : after;
    const auto x = timeIn(before);
    const auto y = timeIn(after);
    return x && y && *x > *y ? before : after;
}

class Run {
public:
    Run(const Poll& poll, const Value& cursor, Caller& caller, const Roots& roots)
        : poll_(poll), caller_(caller), cursor_(cursor), roots_(roots) {
        if (cursor_.isNull())
            cursor_ = valueOf(poll.start, roots.values);
        setRoot("state", Value(Map{{"cursor", goneBack(cursor_, poll.overlap)}}));
        const auto end = std::min(poll.each.find('/', 1), poll.each.size());
        eachStep_ = poll.each.substr(1, end - 1);
        eachPointer_ = poll.each.substr(end);
    }

    PollResult all(const Value& before) {
        PollResult result;
        result.cursor = before;
        for (const Step& step : poll_.steps) {
            if (auto failed = runStep(step)) {
                result.failure = std::move(failed);
                return result;
            }
        }
        if (auto failed = readItems(result)) {
            result = {{}, before, std::move(failed)};
            return result;
        }
        if (!reads(poll_.cursor, "item"))
            cursor_ = later(cursor_, valueOf(poll_.cursor, roots_.values));
        result.cursor = cursor_;
        result.isWhole = isWhole_;
        return result;
    }

private:
    using Failed = std::optional<PrimitiveOutcome>;

    void setRoot(const std::string& name, Value value) {
        roots_.values.insert_or_assign(name, std::move(value));
    }

    void keepOutput(Roots& roots, const Step& step, Value output) const {
        const auto before = roots.values.find("steps");
        const Map* known = before == roots.values.end() ? nullptr : mapIn(before->second);
        Map steps = known ? *known : Map{};
        steps.insert_or_assign(step.id, std::move(output));
        roots.values.insert_or_assign("steps", Value(std::move(steps)));
    }

    [[nodiscard]] StepOrder orderOf(const Step& step, bool mayBeGone) const {
        StepOrder order{step, {.mayBeGone = mayBeGone, .now = caller_.exchange().now()}};
        order.rules = {&step.answers, &caller_.spec().answers};
        return order;
    }

    Failed runStep(const Step& step) {
        if (!holds(step.onlyIf, roots_.values))
            return std::nullopt;
        if (step.each)
            return runEach(step);
        return poll_.paging && &step == &poll_.steps.front() ? runPaged(step) : runSingle(step);
    }

    Failed runSingle(const Step& step) {
        auto answered = answerOf(caller_, orderOf(step, false), roots_);
        if (auto* failed = std::get_if<PrimitiveOutcome>(&answered))
            return std::move(*failed);
        auto& answer = std::get<StepAnswer>(answered);
        collect(step, answer.res);
        keepOutput(roots_, step, Value(std::move(answer.picked)));
        return std::nullopt;
    }

    Failed runPaged(const Step& step) {
        const bool isEach = step.id == eachStep_;
        auto read = readPages(
            caller_, orderOf(step, false), *poll_.paging, isEach ? eachPointer_ : "", roots_
        );
        if (auto* failed = std::get_if<PrimitiveOutcome>(&read))
            return std::move(*failed);
        auto& pages = std::get<Pages>(read);
        if (isEach)
            items_ = std::move(pages.items);
        isWhole_ = pages.isWhole;
        keepOutput(roots_, step, Value(std::move(pages.last.picked)));
        return std::nullopt;
    }

    Failed runEach(const Step& step) {
        const Value over = step.each->evaluate(roots_.values);
        const List* list = listIn(over);
        List outputs;
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            auto answered =
                answerOf(caller_, orderOf(step, false), roots_.with(step.as, (*list)[i]));
            if (auto* failed = std::get_if<PrimitiveOutcome>(&answered))
                return std::move(*failed);
            auto& answer = std::get<StepAnswer>(answered);
            collect(step, answer.res);
            outputs.emplace_back(std::move(answer.picked));
        }
        keepOutput(roots_, step, Value(std::move(outputs)));
        return std::nullopt;
    }

    void collect(const Step& step, const Value& res) {
        const Value* found = step.id == eachStep_ ? valueAt(res, "/body" + eachPointer_) : nullptr;
        const List* items = found ? listIn(*found) : nullptr;
        if (items)
            items_.insert(items_.end(), items->begin(), items->end());
    }

    Failed readItems(PollResult& result) {
        for (const Value& item : items_) {
            Roots roots = roots_.with("item", item);
            if (reads(poll_.cursor, "item"))
                cursor_ = later(cursor_, valueOf(poll_.cursor, roots.values));
            if (!holds(poll_.where, roots.values))
                continue;
            const auto failed = runDetail(roots);
            if (failed && !std::holds_alternative<Absent>(*failed))
                return failed;
            auto reply = failed ? std::nullopt : replyOf(poll_.emit, item, roots.values);
            if (reply)
                result.replies.push_back(std::move(*reply));
        }
        return std::nullopt;
    }

    /// Absent: the item was deleted meanwhile.
    Failed runDetail(Roots& roots) {
        for (const Step& step : poll_.detail) {
            if (!holds(step.onlyIf, roots.values))
                continue;
            auto answered = answerOf(caller_, orderOf(step, true), roots);
            if (auto* failed = std::get_if<PrimitiveOutcome>(&answered))
                return std::move(*failed);
            keepOutput(roots, step, Value(std::get<StepAnswer>(answered).picked));
        }
        return std::nullopt;
    }

    const Poll& poll_;
    Caller& caller_;
    Value cursor_;
    Roots roots_;
    std::string eachStep_;
    std::string eachPointer_;
    List items_;
    bool isWhole_ = true;
};

}  // namespace

PollResult runPoll(const Poll& poll, const Value& cursor, Caller& caller, const Roots& roots) {
    return Run(poll, cursor, caller, roots).all(cursor);
}

}  // namespace bowline::adapters::rest
