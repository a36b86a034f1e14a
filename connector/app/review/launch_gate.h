// Whether the rules that are active may take traffic. Before the launch, and after a start with
// rules that nobody reviewed, webhooks are answered 503 and nothing is stored or rendered: the
// provider repeats them.
#pragma once

#include "connector/app/configuration.h"
#include "connector/app/review/reviews.h"
#include "connector/base/clock.h"
#include "connector/store/audit_log.h"
#include "connector/store/writer.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

namespace bowline::app {

enum class LaunchState {
    Trial,    ///< started with --unsigned
    Waiting,  ///< no traffic
    Live      ///< the active rules have a signed review
};

/// What the gate must know of a rule set.
struct ReviewSubject {
    std::string ruleSet;
    bool needsReview = false;  ///< also in a trial
    settings::ReviewSettings review;
};
ReviewSubject subjectOf(const Configuration& loaded);

/// "trial", "waiting", "live".
std::string_view toText(LaunchState state);

/// Threads: state(), takesTraffic() and turnAway() from any, all else from the daemon's main
/// thread.
class LaunchGate {
public:
    /// References outlive it. `isTrial`: --unsigned was given.
    LaunchGate(
        TenantId tenant,
        const Clock& clock,
        const store::AuditLog& audit,
        store::Writer& writer,
        bool isTrial
    );

    /// Absence: nothing when `changed` may become active. Else why not, with the next step: once
    /// live, rules that nobody reviewed never become active.
    [[nodiscard]] std::optional<std::string> refusal(const ReviewSubject& changed);
    /// `rules` become active: decides whether they take traffic, and records it, both or nothing.
    /// Errors: those of the writer; everything is as it was then.
    void activate(ReviewSubject rules);

    struct Answer {
        bool isGood = false;
        std::string text;
    };
    /// The launch of the active rules, which `bowline go-live` asks for. Errors: as activate.
    Answer goLive();

    [[nodiscard]] LaunchState state() const { return state_; }
    [[nodiscard]] bool takesTraffic() const { return state_ != LaunchState::Waiting; }
    /// Counts a webhook that was answered 503.
    void turnAway() { ++turnedAway_; }
    [[nodiscard]] std::uint64_t turnedAway() const { return turnedAway_; }

private:
    /// Its review with the approvers whose word counts.
    [[nodiscard]] settings::ReviewSettings judgesOf(const ReviewSubject& rules);
    [[nodiscard]] ReviewState reviewOf(const ReviewSubject& rules);
    [[nodiscard]] LaunchState stateFor(const ReviewSubject& rules);
    [[nodiscard]] bool wasLaunched();
    [[nodiscard]] bool isKnown(const std::string& ruleSet);
    void record(ledger::Act act, const ReviewSubject& rules, LaunchState state);
    [[nodiscard]] std::string unreviewed(const ReviewSubject& rules);

    TenantId tenant_;
    const Clock& clock_;
    const store::AuditLog& audit_;
    store::Writer& writer_;
    bool isTrial_;
    ReviewSubject active_;
    std::atomic<LaunchState> state_ = LaunchState::Waiting;
    std::atomic<std::uint64_t> turnedAway_ = 0;
};

}  // namespace bowline::app
