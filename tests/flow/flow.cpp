#include "tests/flow/flow.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

namespace bowline::tests {

namespace {

// Tries that the default configuration spreads over minutes.
constexpr std::string_view kShortWaits = R"(delivery:
  retry_base: 100ms
  retry_cap: 1s
  circuit_failures: 3
  circuit_open: 1s
  circuit_longest: 5s
  lease: 5s
)";

}  // namespace

std::string messageId(int n) {
    return fmt::format("wamid.HBgMNDQ3NzAwOTAwMDAwFQIAEhgg{:020}AA==", n);
}

std::string oneText(const Customer& from, int n, std::string_view text) {
    return webhookBody({textMessage(from, messageId(n), text, kFirstSecond + n)}, {from});
}

Flow::Flow() : daemon(folder) {
    daemon.configure(kShortWaits);
}

int Flow::post(const std::string& body) const {
    return WebhookClient(daemon.port()).post(body);
}

bool Flow::post(const std::vector<std::string>& bodies) const {
    WebhookClient client(daemon.port());
    for (const auto& body : bodies) {
        if (client.post(body) != 200)
            return false;
    }
    return true;
}

nlohmann::json Flow::status() const {
    return nlohmann::json::parse(daemon.status());
}

std::int64_t Flow::term(const char* name) const {
    return status().at("invariant").at(name);
}

bool Flow::settled() const {
    return daemon.eventually([this] {
        const auto now = status();
        std::int64_t waiting = now.at("invariant").at("waiting");
        for (const auto& destination : now.at("destinations"))
            waiting += destination.at("waiting").get<std::int64_t>();
        return waiting == 0;
    });
}

bool Flow::balanced() const {
    return status().at("invariant").at("balanced");
}

std::vector<Ticket> Flow::tickets() const {
    return ticketsIn(daemon.ticketFolder());
}

Ticket Flow::onlyTicket() const {
    const auto all = tickets();
    BOOST_REQUIRE_EQUAL(all.size(), 1);
    return all.front();
}

void Flow::closeTickets() const {
    using std::filesystem::perms;
    std::filesystem::permissions(daemon.ticketFolder(), perms::owner_read | perms::owner_exec);
}

void Flow::openTickets() const {
    std::filesystem::permissions(daemon.ticketFolder(), std::filesystem::perms::owner_all);
}

}  // namespace bowline::tests
