// Which ticket an event belongs to: the decision table, as a pure function.
// Source: reference product.md 5, "Ticket decision table"; the numbers of its rows stand in the
// code.
#pragma once

#include "connector/model/event.h"
#include "connector/model/rules.h"

#include <chrono>
#include <optional>

namespace bowline::stages {

/// An episode that is over.
struct ClosedEpisode {
    EpisodeId id;
    Instant closedAt;
    friend bool operator==(const ClosedEpisode&, const ClosedEpisode&) = default;
};

/// What the store knows of the tickets of the sender.
struct EpisodeView {
    std::optional<EpisodeId> open{};       ///< of this conversation
    std::optional<ClosedEpisode> last{};   ///< of this conversation, when none is open
    std::optional<EpisodeId> elsewhere{};  ///< open with the same person on another number of ours
    std::optional<EpisodeId> history{};    ///< of this conversation: what was said before bowline
    std::optional<EpisodeId> target{};     ///< of the message that the event refers to
    std::optional<Instant> targetClosedAt{};  ///< nothing while the target's episode is open
};

enum class Placement {
    Append,        ///< to an open episode
    AppendClosed,  ///< to one that is over and stays so
    Reopen,        ///< to one that is over and opens again
    New,
    NewClosed,  ///< over from the beginning
    None        ///< nothing to tell and nowhere to tell it
};

struct EpisodeChoice {
    Placement placement = Placement::New;
    std::optional<EpisodeId> episode{};  ///< nothing with New and None
    std::optional<EpisodeId> follows{};  ///< New: the earlier ticket that its first entry names
    int row = 18;                        ///< of the table
    friend bool operator==(const EpisodeChoice&, const EpisodeChoice&) = default;
};

/// How long after its end an episode opens again, and whether a mere "thanks" opens it.
struct EpisodePolicy {
    std::chrono::milliseconds reopenWithin{0};
    bool thanksReopens = false;
};

/// An episode is one for all destinations, and each mapping may say its own: the longest time
/// holds, and a thanks opens when one of them wants it. Nothing that a mapping asked for stays
/// closed.
EpisodePolicy episodePolicyOf(const RuleSet& rules);

/// Rows 2, 3, 5 to 11, 14, 17 and 18. Rows 12 and 13 (a ticket that was merged or deleted) are seen
/// when the entry is delivered; 1 is the event key; 4, 15 and 16 have no ticket (whyNoEntry).
/// Where the table would open a second ticket beside an open one of the same conversation (6 with
/// an open ticket), the open one is taken: a conversation has one. Times count from the provider's
/// time of the event.
EpisodeChoice chooseEpisode(
    const Event& event, const EpisodeView& view, const EpisodePolicy& policy
);

}  // namespace bowline::stages
