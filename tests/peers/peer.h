// A real help desk on this machine: started by its script, read through its own API and not through
// the product, stopped by its own process ids.
#pragma once

#include "connector/http/poco_client.h"
#include "tests/support/temp_folder.h"
#include "tests/support/tickets.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::tests {

/// What agents see of one ticket. `bytes` is every answer it was read from, for sweeps; `place` the
/// queue or project.
struct DeskTicket : Ticket {
    std::string id;
    std::string requestor;
    std::vector<std::string> notes;  ///< private ones, in order
};

/// One more entry that everybody may read.
void addMessage(DeskTicket& ticket, std::string text);

class Peer {
public:
    virtual ~Peer();
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    /// Starts it where it was stopped. Throws when the script cannot.
    void start();
    void stop();

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] virtual std::string url() const = 0;
    /// What the route of bowline.yaml calls the queue.
    [[nodiscard]] virtual std::string queue() const = 0;
    /// The destination in bowline.yaml, by its name "desk", reached at `port`; the token is read
    /// from `tokenFile`.
    [[nodiscard]] virtual std::string destination(std::uint16_t port, const std::string& tokenFile)
        const = 0;
    /// The example mapping's file of mappings/examples.
    [[nodiscard]] virtual std::string mapping() const = 0;
    [[nodiscard]] virtual std::string token() const = 0;
    /// A token that the system knows and that may do nothing.
    [[nodiscard]] virtual std::string powerlessToken() const = 0;
    /// A token that may do everything.
    [[nodiscard]] virtual std::string administratorsToken() const = 0;

    /// Tickets made after the last call of this, by id.
    void forgetEarlierTickets();
    [[nodiscard]] std::vector<DeskTicket> tickets() const;
    /// Any ticket, also one that no list shows any more, as an administrator reads it. Absence:
    /// nothing when the system knows none of that id.
    [[nodiscard]] std::optional<DeskTicket> ticket(const std::string& id) const;
    /// Everything that the system has mailed to anybody.
    [[nodiscard]] virtual std::string mails() const = 0;
    /// What an agent does.
    virtual void remove(const DeskTicket& ticket) = 0;
    virtual void solve(const DeskTicket& ticket) = 0;
    /// Files of the system's own store, for sweeps; called while it is stopped.
    [[nodiscard]] virtual std::vector<std::filesystem::path> storeFiles() const = 0;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

protected:
    explicit Peer(std::string script);

    /// A value of the script's: "RT_URL".
    [[nodiscard]] std::string value(const std::string& key) const;
    /// The ids of all tickets, ascending.
    [[nodiscard]] virtual std::vector<std::string> ids() const = 0;
    [[nodiscard]] virtual DeskTicket read(const std::string& id) const = 0;

    struct NotThere : std::runtime_error {
        using std::runtime_error::runtime_error;
    };
    struct Reply {
        int status = 0;
        std::string body;
        [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(body); }
    };
    using Headers = std::vector<std::pair<std::string, std::string>>;
    /// Throws NotThere at 404, and when there is no answer or its status is above 299.
    [[nodiscard]] Reply ask(
        std::string_view method,
        const std::string& url,
        const Headers& headers,
        const std::string& body
    ) const;

private:
    void runScript(std::string_view what) const;

    std::string script_;
    TempFolder folder_;  ///< its own, so that nothing of an earlier run is there
    std::map<std::string, std::string> values_;
    std::int64_t lastForgotten_ = 0;
    std::unique_ptr<http::PocoClient> client_;
};

/// The system that BOWLINE_PEER names ("rt", "redmine"), started at the first call and stopped when
/// the program ends. Null where it cannot be installed, which the script says.
Peer& peer();

}  // namespace bowline::tests
