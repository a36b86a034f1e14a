// Redmine 5 through its REST API. Facts: its own documentation and what it was seen to answer
// (adapters/redmine/README.md).
#pragma once

#include "tests/peers/peer.h"

namespace bowline::tests {

class RedminePeer final : public Peer {
public:
    RedminePeer() : Peer("redmine") {}

    [[nodiscard]] std::string destination(std::uint16_t port, const std::string& tokenFile)
        const override;
    [[nodiscard]] std::string url() const override { return value("REDMINE_URL"); }
    [[nodiscard]] std::string mapping() const override { return "redmine.yaml"; }
    [[nodiscard]] std::string queue() const override { return value("REDMINE_PROJECT"); }
    [[nodiscard]] std::string token() const override { return value("REDMINE_TOKEN"); }
    [[nodiscard]] std::string powerlessToken() const override { return value("REDMINE_LOW_TOKEN"); }
    [[nodiscard]] std::string administratorsToken() const override {
        return value("REDMINE_ADMIN_TOKEN");
    }
    [[nodiscard]] std::string mails() const override;
    void remove(const DeskTicket& ticket) override;
    void solve(const DeskTicket& ticket) override;
    [[nodiscard]] std::vector<std::filesystem::path> storeFiles() const override;

protected:
    [[nodiscard]] std::vector<std::string> ids() const override;
    [[nodiscard]] DeskTicket read(const std::string& id) const override;

private:
    [[nodiscard]] int closedStatus() const;
    [[nodiscard]] Reply askAs(
        const std::string& key,
        std::string_view method,
        const std::string& path,
        const nlohmann::json& body
    ) const;
};

}  // namespace bowline::tests
