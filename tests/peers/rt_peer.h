// Request Tracker 5 through REST 2.0. Facts: its own documentation and what it was seen to answer
// (adapters/rt/README.md).
#pragma once

#include "tests/peers/peer.h"

namespace bowline::tests {

/// The destination "helpdesk" in bowline.yaml.
std::string rtDestination(
    std::uint16_t port, const std::string& tokenFile, const std::string& queue
);

class RtPeer final : public Peer {
public:
    RtPeer() : Peer("rt") {}

    [[nodiscard]] std::string destination(std::uint16_t port, const std::string& tokenFile)
        const override;
    [[nodiscard]] std::string url() const override { return value("RT_URL"); }
    [[nodiscard]] std::string mapping() const override { return "rt.yaml"; }
    [[nodiscard]] std::string queue() const override { return value("RT_QUEUE"); }
    [[nodiscard]] std::string token() const override { return value("RT_TOKEN"); }
    [[nodiscard]] std::string powerlessToken() const override { return value("RT_LOW_TOKEN"); }
    [[nodiscard]] std::string administratorsToken() const override {
        return value("RT_ADMIN_TOKEN");
    }
    [[nodiscard]] std::string mails() const override;
    void remove(const DeskTicket& ticket) override;
    void solve(const DeskTicket& ticket) override;
    [[nodiscard]] std::vector<std::filesystem::path> storeFiles() const override;

    /// What an agent does with two tickets of one matter: `from` is `into` from now on.
    void merge(const DeskTicket& from, const DeskTicket& into);

    /// The two writes that a conversation comes down to, by themselves, with the connector's token.
    /// Threads: any.
    std::string makeTicket(const std::string& words);
    void write(const std::string& ticket, const std::string& words);

protected:
    [[nodiscard]] std::vector<std::string> ids() const override;
    [[nodiscard]] DeskTicket read(const std::string& id) const override;

private:
    [[nodiscard]] Reply askAs(
        const std::string& token,
        std::string_view method,
        const std::string& path,
        const nlohmann::json& body
    ) const;
    void readEntries(const std::string& id, DeskTicket& ticket) const;
    [[nodiscard]] std::string textOf(const std::string& transaction, DeskTicket& ticket) const;
};

}  // namespace bowline::tests
