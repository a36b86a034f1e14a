// Alarms: something about an account or a number that stops messages and that no retry mends, or an
// incident. One row a channel and code; it is open until a human acknowledges it, and opens again
// when the same happens once more.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::store {

struct Alarm {
    TenantId tenant;
    ChannelId channel;   ///< of an incident the name of its destination
    std::string code;    ///< stages::alarmOf: "account.disabled_update"; Incidents::open
    Instant firstAt;     ///< since it is open
    Instant lastAt;      ///< the newest occurrence
    std::int64_t times;  ///< occurrences since it is open
};

/// What kind of name the alarms of a code stand under: "destination" for incidents, else "channel".
std::string_view placeOf(std::string_view alarmCode);

class Alarms {
public:
    explicit Alarms(Database& db) : db_(db) {}

    /// True when it was not open before.
    bool raise(const TenantId& tenant, const ChannelId& channel, std::string_view code, Instant at);
    /// Closes the open ones with this code; on one channel, or on all. Returns how many.
    std::int64_t acknowledge(
        std::string_view code, const std::optional<ChannelId>& channel, Instant at
    );
    /// The open ones, the oldest first.
    [[nodiscard]] std::vector<Alarm> open();

private:
    Database& db_;
};

}  // namespace bowline::store
