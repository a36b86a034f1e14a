#include "connector/stages/episode_choice.h"

#include "connector/stages/thanks.h"

#include <algorithm>

namespace bowline::stages {

namespace {

bool isChange(const Event& event) {
    return event.kind == EventKind::Edit || event.kind == EventKind::Revoke ||
           event.kind == EventKind::Reaction;
}

/// What the customer did not begin never opens a ticket again that is over.
bool mayReopen(const Event& event) {
    return event.kind == EventKind::Message || event.kind == EventKind::Placeholder;
}

bool isThanks(const Event& event) {
    const auto* content = contentOf(event);
    const MessageText* said = content != nullptr ? spokenWord(*content) : nullptr;
    return said != nullptr && isOnlyThanks(said->expose());
}

class Choosing {
public:
    Choosing(const Event& event, const EpisodeView& view, const EpisodePolicy& policy)
        : event_(event), view_(view), policy_(policy) {}

    [[nodiscard]] EpisodeChoice run() const {
        if (isChange(event_) && (view_.target || !isImported(event_)))
            return ofChange();
        if (isImported(event_))
            return ofHistory();
        if (view_.open)
            return {Placement::Append, view_.open, {}, event_.kind == EventKind::Call ? 17 : 7};
        if (event_.kind == EventKind::Identity)
            return ofNews();
        if (view_.target && view_.targetClosedAt && mayReopen(event_))
            return ofAnswer();
        if (view_.elsewhere)
            return {Placement::New, {}, view_.elsewhere, 8};
        return view_.last ? afterTheLast() : first();
    }

private:
    [[nodiscard]] bool isRecent(Instant closedAt) const {
        return event_.sentAt - closedAt < policy_.reopenWithin;
    }

    /// Told where the message stands, else where the conversation goes on.
    [[nodiscard]] EpisodeChoice ofChange() const {
        if (view_.target)
            return {
                view_.targetClosedAt ? Placement::AppendClosed : Placement::Append,
                view_.target,
                {},
                2};
        if (view_.open)
            return {Placement::Append, view_.open, {}, 3};
        if (view_.last)
            return {Placement::AppendClosed, view_.last->id, {}, 3};
        return {Placement::New, {}, {}, 3};
    }

    [[nodiscard]] EpisodeChoice ofHistory() const {
        const auto where = view_.history ? Placement::AppendClosed : Placement::NewClosed;
        return {where, view_.history, {}, 15};
    }

    /// News about the person, with nobody talking.
    [[nodiscard]] EpisodeChoice ofNews() const {
        if (view_.last)
            return {Placement::AppendClosed, view_.last->id, {}, 2};
        return {Placement::None, {}, {}, 2};
    }

    /// An answer to a message of a ticket that is over, while none is open.
    [[nodiscard]] EpisodeChoice ofAnswer() const {
        if (isRecent(*view_.targetClosedAt))
            return {Placement::Reopen, view_.target, {}, 5};
        return {Placement::New, {}, view_.target, 6};
    }

    [[nodiscard]] EpisodeChoice afterTheLast() const {
        if (event_.kind == EventKind::Call)
            return {Placement::New, {}, view_.last->id, 17};
        if (!isRecent(view_.last->closedAt))
            return {Placement::New, {}, view_.last->id, 11};
        if (!mayReopen(event_) || (isThanks(event_) && !policy_.thanksReopens))
            return {Placement::AppendClosed, view_.last->id, {}, 9};
        return {Placement::Reopen, view_.last->id, {}, 10};
    }

    [[nodiscard]] EpisodeChoice first() const {
        if (event_.kind == EventKind::Call)
            return {Placement::New, {}, {}, 17};
        return {Placement::New, {}, {}, event_.kind == EventKind::Echo ? 14 : 18};
    }

    const Event& event_;
    const EpisodeView& view_;
    const EpisodePolicy& policy_;
};

}  // namespace

EpisodePolicy episodePolicyOf(const RuleSet& rules) {
    EpisodePolicy policy;
    for (const auto& [destination, mapping] : rules.mappings) {
        policy.reopenWithin =
            std::max(policy.reopenWithin, std::chrono::milliseconds{mapping.reopenWithinMs});
        policy.thanksReopens = policy.thanksReopens || mapping.thanksReopens;
    }
    return policy;
}

EpisodeChoice chooseEpisode(
    const Event& event, const EpisodeView& view, const EpisodePolicy& policy
) {
    return Choosing(event, view, policy).run();
}

}  // namespace bowline::stages
