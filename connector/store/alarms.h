// Alarms: something about an account or a number that stops messages and that no retry mends, or an
// incident. One row a place and code; it is open until a human acknowledges it, and opens again
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
    std::string place;   ///< name of the channel, of an incident that of its destination
    std::string code;    ///< stages::alarmOf: "account.disabled_update"; Incidents::open
    Instant firstAt;     ///< since it is open
    Instant lastAt;      ///< the newest occurrence
    std::int64_t times;  ///< occurrences since it is open
};

/// What the place of the alarms of a code is: "destination" for incidents, else "channel".
std::string_view kindOfPlace(std::string_view alarmCode);

class Alarms {
public:
    explicit Alarms(Database& db) : db_(db) {}

    /// Tells the log when it was not open before; a commit that fails behind it tells it once more
    /// when it is repeated.
    void raise(const TenantId& tenant, std::string_view place, std::string_view code, Instant at);
    /// Closes the open ones with this code; of one place, or all. Returns how many.
    std::int64_t acknowledge(
        std::string_view code, const std::optional<std::string>& place, Instant at
    );
    /// The open ones, the oldest first.
    [[nodiscard]] std::vector<Alarm> open();

private:
    Database& db_;
};

}  // namespace bowline::store
