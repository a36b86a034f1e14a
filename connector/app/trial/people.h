// Who is who within one tried body: what a store would know after the body's earlier updates.
// Nothing of it outlives the run; ids, keys and aliases are drawn for it.
#pragma once

#include "connector/base/hmac.h"
#include "connector/stages/identify.h"
#include "connector/stages/render.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bowline::app {

/// A person, or a group, with her conversation and her one ticket.
struct TrialPerson {
    std::string alias;                ///< made up for this run
    std::vector<BlindIndex> indexes;  ///< under which she is known so far
    stages::PersonValues known;       ///< of her earlier updates, without the provider's ids
    stages::FreshIds ids;
    std::optional<OrderKey> lastPlaced;
    std::string contactKey;  ///< 32 hex characters, as a destination would get
    std::string ticketKey;
    std::string openedBy{};  ///< the route rule of her one ticket; empty before there is one
};

class TrialPeople {
public:
    /// The person of `sender`, made when she is new; one who shares a number (in any of its forms)
    /// or a user id with an earlier sender is the same. Shape: a reference that stays valid.
    TrialPerson& personOf(const Sender& sender);
    /// Whose ticket the event belongs into: the group's in which it was said, else the person's.
    TrialPerson& partyOf(const Event& event, TrialPerson& person);
    /// Places the event in the party's conversation and remembers what it tells of the person.
    stages::Placed place(const Event& event, TrialPerson& person, TrialPerson& party);

    [[nodiscard]] const KeyedHash& blindIndexes() const { return blindIndexes_; }

private:
    KeyedHash blindIndexes_{randomBytes(32)};
    std::deque<TrialPerson> people_;
    std::map<BlindIndex, TrialPerson*> byIndex_;  ///< into people_
    std::map<BlindIndex, TrialPerson> groups_;
};

}  // namespace bowline::app
