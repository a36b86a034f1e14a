// See the header.
#include "tests/bench/traffic.h"

#include "tests/support/daemon_process.h"
#include "tests/support/webhook_client.h"

#include <fmt/format.h>

namespace bowline::tests {

namespace {

constexpr std::int64_t kFirstSecond = 1'790'000'000;

std::string textOf(std::size_t n) {
    return fmt::format(
        "Hello, this is about my order ORD-{:06}, which I paid with the card 4111 1111 1111 1111 "
        "last week. The parcel came yesterday, but two of the cups in it are broken and the lid of "
        "the pot does not fit. I put photographs into the form on your page. Could you send new "
        "ones, or would it be easier to give the money back? You can write to "
        "test.person@example.org "
        "or call +44 7700 900{:03} in the afternoon, I am at home from three o'clock on. The "
        "street "
        "is closed at the moment, so the driver has to come from the other side. Many thanks!",
        n % 1'000'000,
        (n * 7) % 1000
    );
}

}  // namespace

std::vector<std::string> webhookBodies(const std::string& run, std::size_t count, int customers) {
    std::vector<std::string> bodies;
    bodies.reserve(count);
    for (std::size_t n = 0; n < count; ++n) {
        const auto who = customer(static_cast<int>(n % static_cast<std::size_t>(customers)));
        const auto second = kFirstSecond + static_cast<std::int64_t>(n);
        bodies.push_back(webhookBody(
            {textMessage(who, fmt::format("wamid.bench-{}-{}", run, n), textOf(n), second)}, {who}
        ));
    }
    return bodies;
}

std::vector<std::string> signedRequests(const std::vector<std::string>& bodies) {
    std::vector<std::string> requests;
    requests.reserve(bodies.size());
    for (const auto& body : bodies) {
        requests.push_back(fmt::format(
            "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "X-Hub-Signature-256: {}\r\nContent-Length: {}\r\n\r\n{}",
            kWebhookPath,
            signatureOf(body, kAppSecret),
            body.size(),
            body
        ));
    }
    return requests;
}

}  // namespace bowline::tests
