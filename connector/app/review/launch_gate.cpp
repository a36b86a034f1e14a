// A set that was activated under a review stays good for a restart, also when the review expires or
// its file is gone meanwhile: what people depend on does not stop because a day has passed.
#include "connector/app/review/launch_gate.h"

#include "connector/app/review/approvers.h"
#include "connector/base/log.h"
#include "connector/store/reviewed_sets.h"

#include <fmt/format.h>

namespace bowline::app {

namespace {

constexpr std::size_t kShownId = 12;

const char* eventFor(LaunchState state) {
    switch (state) {
        case LaunchState::Trial:
            return "launch.trial";
        case LaunchState::Waiting:
            return "launch.waiting";
        case LaunchState::Live:
            return "launch.opened";
    }
    return "launch.waiting";
}

}  // namespace

ReviewSubject subjectOf(const Configuration& loaded) {
    return {loaded.rules->id, loaded.needsReview, loaded.config->review};
}

std::string_view toText(LaunchState state) {
    constexpr std::string_view kNames[] = {"trial", "waiting", "live"};
    return kNames[static_cast<int>(state)];
}

LaunchGate::LaunchGate(
    TenantId tenant,
    const Clock& clock,
    const store::AuditLog& audit,
    store::Writer& writer,
    bool isTrial
)
    : tenant_(std::move(tenant)),
      clock_(clock),
      audit_(audit),
      writer_(writer),
      isTrial_(isTrial) {}

std::optional<std::string> LaunchGate::refusal(const ReviewSubject& changed) {
    if (!takesTraffic())
        return std::nullopt;  // nothing to protect yet
    if (stateFor(changed) != LaunchState::Waiting)
        return std::nullopt;
    return unreviewed(changed);
}

void LaunchGate::activate(ReviewSubject rules) {
    const auto now = stateFor(rules);
    record(ledger::Act::ConfigActivated, rules, now);
    active_ = std::move(rules);
    state_ = now;
    logEvent(eventFor(now), {{"rule_set", active_.ruleSet.substr(0, kShownId)}});
}

LaunchGate::Answer LaunchGate::goLive() {
    if (state_ == LaunchState::Live)
        return {true, "live already\n"};
    if (state_ == LaunchState::Trial)
        return {
            false, "the daemon was started with --unsigned: start it without, then say it again\n"};
    if (!reviewOf(active_).isComplete())
        return {false, unreviewed(active_) + "\n"};
    record(ledger::Act::LaunchOpened, active_, LaunchState::Live);
    state_ = LaunchState::Live;
    logEvent("launch.opened", {{"rule_set", active_.ruleSet.substr(0, kShownId)}});
    return {true, "live: webhooks are taken\n"};
}

/// A trial is for rules whose policy allows it.
LaunchState LaunchGate::stateFor(const ReviewSubject& rules) {
    if (isTrial_ && !rules.needsReview)
        return LaunchState::Trial;
    if (isKnown(rules.ruleSet))
        return LaunchState::Live;
    const bool isGood = wasLaunched() && reviewOf(rules).isComplete();
    return isGood ? LaunchState::Live : LaunchState::Waiting;
}

settings::ReviewSettings LaunchGate::judgesOf(const ReviewSubject& rules) {
    auto review = rules.review;
    if (auto inForce =
            writer_.ask([&](store::Database& db) { return approversInForce(db, tenant_); }))
        review.approvers = std::move(*inForce);
    return review;
}

ReviewState LaunchGate::reviewOf(const ReviewSubject& rules) {
    return reviewStateOf(judgesOf(rules), rules.ruleSet, clock_.now());
}

bool LaunchGate::wasLaunched() {
    return writer_.ask([&](store::Database& db) {
        return approversInForce(db, tenant_).has_value();
    });
}

bool LaunchGate::isKnown(const std::string& ruleSet) {
    return writer_.ask([&](store::Database& db) {
        return store::ReviewedSets(db).has(tenant_, ruleSet);
    });
}

void LaunchGate::record(ledger::Act act, const ReviewSubject& rules, LaunchState state) {
    ledger::EntryFields entry;
    entry.at = clock_.now();
    entry.act = act;
    entry.object = "daemon:main";
    entry.outcome = std::string(toText(state));
    entry.ruleSet = rules.ruleSet;
    entry.codes = reviewOf(rules).signedBy;
    writer_.call([&](store::Database& db) {
        if (state == LaunchState::Live)
            store::ReviewedSets(db).put(
                tenant_, rules.ruleSet, approversAsText(rules.review.approvers), entry.at
            );
        audit_.append(db, {entry, nullptr, std::nullopt});
    });
}

std::string LaunchGate::unreviewed(const ReviewSubject& rules) {
    const auto judges = judgesOf(rules);
    const auto state = reviewStateOf(judges, rules.ruleSet, clock_.now());
    auto text = fmt::format(
        "the rules {} have no complete review; not signed: {}\n  see `bowline preflight`",
        rules.ruleSet.substr(0, kShownId),
        missingInWords(judges, state)
    );
    for (const auto& fault : state.faults)
        text += "\n  does not count: " + fault;
    return text;
}

}  // namespace bowline::app
