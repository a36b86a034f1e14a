// bench_adapter: what it costs to render and classify one delivery, and deliveries a second into a
// stub and into a real Request Tracker, beside what Request Tracker does when it is asked by
// itself, in the same run.
//
// It measures and prints; it never fails for being slow. It fails when something did not arrive, or
// the stub was asked what Request Tracker would not understand.
//   bench_adapter [conversations] [conversations of the stub]     40 and 400 when not given
#include "tests/bench/adapter/deliveries.h"
#include "tests/bench/adapter/rendering.h"
#include "tests/bench/adapter/stub_server.h"
#include "tests/peers/rt_peer.h"

#include <fmt/format.h>
#include <iostream>

namespace bowline::tests {

namespace {

constexpr int kConnections = 4;  // as many as adapters/rt opens

void line(std::string_view what, const std::string& figure) {
    std::cout << fmt::format("  {:<52} {}\n", what, figure) << std::flush;
}

void print(std::string_view where, const DeliveryFigures& figures) {
    line(fmt::format("{}, deliveries/s", where), fmt::format("{:.1f}", figures.perSecond()));
    line(
        fmt::format("{}, CPU of the daemon a delivery", where),
        fmt::format("{:.0f} us", figures.cpuOfOne())
    );
}

void measureRendering() {
    for (const auto& cost : renderingCosts())
        line(
            "render and classify " + cost.what,
            fmt::format("{:.0f} us CPU for {} requests", cost.cpu.count(), cost.requests)
        );
}

bool measureStub(const DeliverySize& size) {
    RtStub stub;
    const StubServer server(stub);
    const auto figures = throughDaemon(size, {server.port(), "1-2-stub", "WhatsApp"});
    print("daemon into a stub", figures);
    line(
        "requests a delivery",
        fmt::format(
            "{:.2f}", static_cast<double>(stub.asked()) / static_cast<double>(figures.deliveries)
        )
    );
    line("requests that the stub does not know", std::to_string(stub.strange()));
    return figures.complete && stub.strange() == 0;
}

bool measureDesk(const DeliverySize& size) {
    RtPeer desk;
    const auto alone = writesASecond(size, desk, kConnections);
    line("Request Tracker alone, writes/s", fmt::format("{:.1f}", alone));
    const auto figures = throughDaemon(size, {desk.port(), desk.token(), desk.queue()});
    print("daemon into Request Tracker", figures);
    line("daemon / Request Tracker alone", fmt::format("{:.2f}", figures.perSecond() / alone));
    return figures.complete;
}

}  // namespace

}  // namespace bowline::tests

int main(int argc, char** argv) {
    bowline::tests::DeliverySize desk;
    bowline::tests::DeliverySize stub{.conversations = 400};
    if (argc > 1)
        desk.conversations = std::stoi(argv[1]);
    if (argc > 2)
        stub.conversations = std::stoi(argv[2]);
    std::cout << fmt::format(
        "bench_adapter: conversations of {} messages, {} connections to the desk\n",
        desk.messages,
        bowline::tests::kConnections
    );
    bowline::tests::measureRendering();
    const bool stubbed = bowline::tests::measureStub(stub);
    return bowline::tests::measureDesk(desk) && stubbed ? 0 : 1;
}
