// What a message is on its way: each stage takes the type that the last one made, so a step cannot
// be left out. Values only; the stages themselves are pure functions of these and a snapshot.
#pragma once

#include "connector/model/event.h"
#include "connector/model/finding.h"
#include "connector/model/item.h"
#include "connector/model/rules.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bowline::stages {

/// Made by identify: whose event it is and which ticket it belongs to. New ids are drawn by the
/// pipeline.
struct Placed {
    Event event;
    PersonId person;  ///< who said it
    PersonId party;   ///< with whom the conversation is: the person, or the group
    ConversationId conversation;
    EpisodeId episode;
    bool newPerson = false;
    bool newParty = false;
    bool newConversation = false;
    bool newEpisode = false;
    bool staysClosed = false;  ///< its ticket is over, and this opens it no more
    bool late = false;         ///< a later message of this conversation has been placed before
    std::optional<EpisodeId> follows{};  ///< the earlier ticket that a new one continues
    std::string region;                  ///< CLDR region of the sender's number, may be empty
    friend bool operator==(const Placed&, const Placed&) = default;
};

enum class Decision { Pass, Hold, Drop };

struct Verdict {
    Decision decision = Decision::Hold;
    std::string reason;  ///< code from a closed list: "basis", "consent", "stopped", "no_consent"
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

class ConsentGate;

/// Made by the consent gate only: one verdict a purpose.
class Consented {
public:
    [[nodiscard]] const Placed& placed() const { return placed_; }
    /// Hold for a purpose that nobody configured: fail closed.
    [[nodiscard]] Verdict verdictFor(const PurposeId& purpose) const;

private:
    friend class ConsentGate;
    Consented(Placed placed, std::map<PurposeId, Verdict> verdicts)
        : placed_(std::move(placed)), verdicts_(std::move(verdicts)) {}
    Placed placed_;
    std::map<PurposeId, Verdict> verdicts_;
};

/// What of a value stands in an earlier message that this one completes.
struct EarlierPart {
    EventId event;
    FoundValue part{""};
    std::string cls;
    friend bool operator==(const EarlierPart&, const EarlierPart&) = default;
};

/// Made by inspect: the source texts with what was found in them, before any template sees them.
struct Inspected {
    Consented consented;
    InspectedText text;
    InspectedText name;
    std::vector<EarlierPart> completes{};  ///< what earlier messages hold of values that end here
    std::vector<ForbiddenValue> whole{};   ///< values that this message shares with others, whole
};

/// A destination that does not get the message, and the gate's reason.
struct LeftOut {
    DestinationId destination;
    Verdict verdict;
    friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

/// Made by route: where it goes and why.
struct Routed {
    Inspected inspected;
    std::vector<DestinationId> destinations;
    std::vector<LeftOut> leftOut;
    RouteRule rule;  ///< that matched
};

}  // namespace bowline::stages
