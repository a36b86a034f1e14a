// See the header.
#include "tests/bench/adapter/deliveries.h"

#include "tests/bench/figures.h"
#include "tests/peers/rt_peer.h"
#include "tests/support/destination.h"
#include "tests/support/webhook_client.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <poll.h>
#include <thread>
#include <vector>

namespace bowline::tests {

namespace {

using Time = std::chrono::steady_clock;

constexpr int kLookAgainMs = 250;     // each look costs the daemon a query
constexpr int kLooksInVain = 4 * 60;  // a minute in which nothing was delivered

double since(Time::time_point begun) {
    return std::chrono::duration<double>(Time::now() - begun).count();
}

std::size_t delivered(const DaemonProcess& daemon) {
    return nlohmann::json::parse(daemon.status()).at("invariant").at("synced");
}

/// True when all were; gives up when none is for a minute.
bool waitUntilDelivered(const DaemonProcess& daemon, std::size_t all) {
    std::size_t before = 0;
    for (int inVain = 0; inVain < kLooksInVain; ++inVain) {
        const auto now = delivered(daemon);
        if (now == all)
            return true;
        inVain = now > before ? 0 : inVain;
        before = now;
        poll(nullptr, 0, kLookAgainMs);
    }
    return false;
}

std::string said(int conversation, int message) {
    return fmt::format("part {} of conversation {}, no reply yet", message, conversation);
}

/// First messages of all conversations before second ones, as a day brings them.
bool postAll(const DeliverySize& size, std::uint16_t port) {
    WebhookClient client(port);
    for (int message = 1; message <= size.messages; ++message) {
        for (int one = 0; one < size.conversations; ++one) {
            const auto id = fmt::format("wamid.HBgM{:04}{:04}", one, message);
            const auto text =
                textMessage(customer(one), id, said(one, message), 1'795'000'000 + message);
            if (client.post(webhookBody({text}, {customer(one)})) != 200)
                return false;
        }
    }
    return true;
}

void writeConversation(RtPeer& desk, int messages, int number) {
    const auto ticket = desk.makeTicket(said(number, 1));
    for (int message = 2; message <= messages; ++message)
        desk.write(ticket, said(number, message));
}

}  // namespace

DeliveryFigures throughDaemon(const DeliverySize& size, const RtAddress& desk) {
    const TempFolder folder;
    DaemonProcess daemon(folder);
    const auto tokenFile = folder / "token";
    writeFile(tokenFile, desk.token + "\n");
    std::filesystem::permissions(tokenFile, std::filesystem::perms(0600));
    sendTo(
        daemon, {rtDestination(desk.port, tokenFile.string(), desk.queue), desk.queue, "rt.yaml"}
    );
    daemon.start();
    const auto before = figuresOf(daemon.pid()).cpu;
    const auto begun = Time::now();
    DeliveryFigures figures{.deliveries = size.deliveries()};
    figures.complete =
        postAll(size, daemon.port()) && waitUntilDelivered(daemon, size.deliveries());
    figures.seconds = since(begun);
    figures.cpu = figuresOf(daemon.pid()).cpu - before;
    (void)daemon.stop();
    return figures;
}

double writesASecond(const DeliverySize& size, RtPeer& desk, int connections) {
    const auto begun = Time::now();
    {
        std::vector<std::jthread> threads;
        for (int first = 0; first < connections; ++first) {
            threads.emplace_back([&size, &desk, first, connections] {
                for (int one = first; one < size.conversations; one += connections)
                    writeConversation(desk, size.messages, one);
            });
        }
    }
    return static_cast<double>(size.deliveries()) / since(begun);
}

}  // namespace bowline::tests
