// How a probe asks: behind the guard, at the pace of the rates, and as long as a search may lag;
// and how it writes down what came.
#include "connector/app/probe.h"
#include "connector/app/probe_exchange.h"
#include "connector/app/probe_values.h"
#include "connector/base/error.h"
#include "connector/delivery/throttled.h"

#include <fmt/format.h>
#include <stop_token>

namespace bowline::app {

namespace {

using adapter_api::Absent;
using adapter_api::Duplicate;

constexpr std::chrono::seconds kBetweenLooks{2};
constexpr std::chrono::seconds kAfterLag{2};  // a lag is a promise, not to the second
constexpr int kMostTurns = 50;                // waits for rates, before a probe gives up

/// The code of an outcome that is no success; empty for one that is.
struct CodeOf {
    std::string operator()(const Delivered& /*done*/) const { return {}; }
    std::string operator()(const Absent& /*none*/) const { return "absent"; }
    std::string operator()(const Duplicate& /*one*/) const { return "duplicate"; }
    template <class Refusal>
    std::string operator()(const Refusal& refusal) const {
        return refusal.why;
    }
};

}  // namespace

bool Probe::can(Primitive primitive) const {
    return adapter_.capabilities().contains(primitive);
}

std::optional<Probe::Ran> Probe::run(Primitive primitive) {
    try {
        return runThrottled(primitive);
    } catch (const Error& failure) {
        fault(nameOf(primitive), "", failure.what(), failure.hint());
    }
    return std::nullopt;
}

Probe::Ran Probe::runThrottled(Primitive primitive) {
    ProbeExchange exchange(item_.forbidden, outlet_, mayHaveWritten_);
    for (int turn = 1;; ++turn) {
        try {
            return adapter_.pickedBy(primitive, input_, exchange);
        } catch (const delivery::Throttled& wait) {
            if (turn == kMostTurns)
                throw;
            say_("waiting for the rates of the adapter");
            clock_.sleepUntil(wait.until(), std::stop_token{});
        }
    }
}

std::optional<Probe::Ran> Probe::lookUp(Primitive primitive, Wanted wanted) {
    const auto lag = adapter_.indexLag();
    const auto until = clock_.now() + lag + (lag.count() > 0 ? kAfterLag : kAfterLag * 0);
    const auto isAwaited = [&](const Ran& ran) {
        return isAbsent(ran.outcome) == (wanted == Wanted::There);
    };
    // The last look begins when the lag is over, however long the one before took.
    auto began = clock_.now();
    auto ran = run(primitive);
    while (ran && isAwaited(*ran) && began < until) {
        say_(fmt::format(
            "{}: {}; its search may lag {} s behind",
            nameOf(primitive),
            wanted == Wanted::There ? "not there yet" : "still there",
            lag.count() / 1000
        ));
        clock_.sleepUntil(clock_.now() + kBetweenLooks, std::stop_token{});
        began = clock_.now();
        ran = run(primitive);
    }
    return ran;
}

std::optional<std::string> Probe::idOf(
    Primitive primitive, const std::optional<Ran>& ran, std::string expected
) {
    if (!ran)
        return std::nullopt;  // said already
    if (const auto* done = std::get_if<Delivered>(&ran->outcome))
        return done->remoteId;
    const auto code = std::visit(CodeOf{}, ran->outcome);
    fault(nameOf(primitive), std::move(expected), code, cureForCode(code, adapter_.cureFor(code)));
    return std::nullopt;
}

void Probe::compare(std::string what, const std::string& expected, const std::string& found) {
    if (found == expected)
        return add(std::move(what), ProbeState::Ok, expected, "the same");
    const auto shown = found.empty()  ? std::string("nothing")
                       : isOurTicket_ ? shortened(found)
                                      : std::string("another value");
    const auto cure =
        found.empty()
            ? "Make this field in the system, give it to these tickets, and let bowline's user see "
              "and change it"
            : "See what the system makes of such a value: another type of field, a list without "
              "it, "
              "a rule that changes it";
    fault(std::move(what), expected, shown, cure);
}

void Probe::add(std::string what, ProbeState state, std::string expected, std::string found) {
    report_.lines.push_back(
        {std::move(what), state, shortened(std::move(expected)), shortened(std::move(found)), {}}
    );
}

void Probe::fault(std::string what, std::string expected, std::string found, std::string cure) {
    add(std::move(what), ProbeState::Fault, std::move(expected), std::move(found));
    report_.lines.back().cure = std::move(cure);
}

}  // namespace bowline::app
