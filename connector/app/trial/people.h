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

/// A person with her conversation and her one ticket.
struct TrialPerson {
    std::string alias;                ///< made up for this run
    std::vector<BlindIndex> indexes;  ///< under which she is known so far
    stages::PersonValues known;       ///< of her earlier updates, without the provider's ids
    stages::FreshIds ids;
    std::optional<OrderKey> lastPlaced;
    std::string contactKey;  ///< 32 hex characters, as a destination would get
    std::string ticketKey;
};

class TrialPeople {
public:
    /// The person of `sender`, made when she is new; one who shares a number (in any of its forms)
    /// or a user id with an earlier sender is the same. Shape: a reference that stays valid.
    TrialPerson& personOf(const Sender& sender);
    /// Places the event in the person's conversation and remembers what it tells of her.
    stages::Placed place(const Event& event, TrialPerson& person);

    [[nodiscard]] const KeyedHash& blindIndexes() const { return blindIndexes_; }

private:
    KeyedHash blindIndexes_{randomBytes(32)};
    std::deque<TrialPerson> people_;
    std::map<BlindIndex, TrialPerson*> byIndex_;  ///< into people_
};

}  // namespace bowline::app
