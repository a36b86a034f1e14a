// What every flow test begins with: a daemon of its own, set up by `bowline init`, with short
// waits, and ways to ask what became of what was posted.
#pragma once

#include "tests/support/daemon_process.h"
#include "tests/support/store_probe.h"
#include "tests/support/tickets.h"
#include "tests/support/webhook_client.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace bowline::tests {

/// Unix second of the first message of a test; the n-th comes n seconds later.
inline constexpr std::int64_t kFirstSecond = 1'795'000'000;

/// A provider's message id in its true form; `n` tells ids apart.
std::string messageId(int n);

/// One text message in a body of its own.
std::string oneText(const Customer& from, int n, std::string_view text);

class Flow {
public:
    /// Set up and not started: the test may still change the configuration.
    Flow();

    /// Posts signed bodies over one connection; true when each was answered 200.
    [[nodiscard]] bool post(const std::vector<std::string>& bodies) const;
    [[nodiscard]] int post(const std::string& body) const;

    /// `bowline status --json`.
    [[nodiscard]] nlohmann::json status() const;
    /// A term of the invariant: "received", "waiting", "synced", ...
    [[nodiscard]] std::int64_t term(const char* name) const;
    /// Waits until nothing waits any more, counted or not.
    [[nodiscard]] bool settled() const;
    [[nodiscard]] bool balanced() const;

    [[nodiscard]] std::vector<Ticket> tickets() const;
    /// The one ticket that there is; a failure of the test otherwise.
    [[nodiscard]] Ticket onlyTicket() const;
    [[nodiscard]] StoreProbe probe() const { return StoreProbe(daemon.storeFile()); }

    /// Agents' folder refuses writes, and takes them again.
    void closeTickets() const;
    void openTickets() const;

    TempFolder folder;
    DaemonProcess daemon;
};

/// Started right away.
class RunningFlow : public Flow {
public:
    RunningFlow() { daemon.start(); }
};

}  // namespace bowline::tests
