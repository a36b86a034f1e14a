// The daemon in front of a real help desk: set up by `bowline init`, its one destination replaced
// by the desk, the shipped example mapping in the place of the folder's.
#pragma once

#include "tests/flow/flow.h"
#include "tests/peers/peer.h"

namespace bowline::tests {

class Desk : public Flow {
public:
    /// Set up and not started; the desk is reached at `port` (its own, or a proxy's).
    explicit Desk(std::uint16_t port);
    Desk() : Desk(peer().port()) {}

    /// The token that the daemon uses from now on; it reads the file anew.
    void writeToken(const std::string& token) const;
    /// The destination's circuit in `bowline status --json`.
    [[nodiscard]] nlohmann::json circuit() const;
    /// Lines of the log that tell of `event`.
    [[nodiscard]] std::size_t told(std::string_view event) const;
    /// How many deliveries have been concluded well.
    [[nodiscard]] std::int64_t synced() const { return term("synced"); }
    /// Waits until nothing waits any more, for as long as one patience after the other sees the
    /// desk take more: how fast it is decides nothing.
    [[nodiscard]] bool drained() const;

private:
    [[nodiscard]] std::filesystem::path tokenFile() const { return folder / "desk_token"; }
};

/// Texts of a ticket, private notes left out, as the compared conversations know them.
std::vector<Ticket> asTickets(const std::vector<DeskTicket>& tickets);

}  // namespace bowline::tests
