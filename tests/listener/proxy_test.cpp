// The shipped proxy snippets do what they say: webhooks reach the daemon through the real nginx and
// the real Caddy, bodies never rest on their disks, and nothing of a request stands in their logs,
// also when the daemon is down. Each look has a control that must find something.
#include "tests/listener/proxy.h"

#include "connector/http/server.h"
#include "tests/flow/flow.h"
#include "tests/unit/http/tls_talker.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>
#include <mutex>

using namespace bowline::tests;
using bowline::http::test::RawListener;
using bowline::http::test::statusOf;
using bowline::http::test::TlsTalker;
namespace http = bowline::http;

namespace {

constexpr const char* kBait = "Quetzalcoatl";
constexpr std::size_t kMiB = std::size_t{1024} * 1024;

/// Without its last empty line.
std::string headOf(
    const Proxy& proxy, std::string_view method, std::string_view query, std::size_t size
) {
    return fmt::format(
        "{} {}?{} HTTP/1.1\r\nHost: localhost:{}\r\nContent-Length: {}\r\nX-Bait: {}\r\n"
        "Forwarded: for=203.0.113.66\r\nX-Forwarded-For: 203.0.113.66\r\n",
        method,
        kWebhookPath,
        query,
        proxy.port(),
        size,
        kBait
    );
}

std::string signedWebhook(const Proxy& proxy, const std::string& body) {
    return headOf(proxy, "POST", fmt::format("bait={}", kBait), body.size()) +
           "X-Hub-Signature-256: " + signatureOf(body, kAppSecret) + "\r\n\r\n" + body;
}

/// A body of three megabytes, the most that the provider sends, with one message.
std::string largeBody() {
    return oneText(customer(1), 1, fmt::format("{} says hello", kBait)) +
           std::string(3 * kMiB, ' ');
}

int statusThrough(const Proxy& proxy, const std::string& request) {
    return statusOf(TlsTalker(proxy.port(), {}).ask(request));
}

/// Until the proxy has noted a request that ended like this.
bool notes(const Proxy& proxy, const std::string& status) {
    return proxy.program().eventually([&] {
        return proxy.accessLog().find(status) != std::string::npos;
    });
}

/// A listener that keeps the requests that reach it.
class Recorder {
public:
    Recorder()
        : server_(http::ServerOptions{}, [this](http::Request request, const auto& respond) {
              {
                  const std::scoped_lock lock(mutex_);
                  seen_.push_back(std::move(request));
              }
              respond(http::Response{});
          }) {
        server_.start();
    }
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    [[nodiscard]] std::vector<std::string> values(std::string_view name) {
        const std::scoped_lock lock(mutex_);
        std::vector<std::string> all;
        for (const auto& request : seen_) {
            if (const auto value = request.header(name))
                all.emplace_back(*value);
        }
        return all;
    }

private:
    std::mutex mutex_;
    std::vector<http::Request> seen_;
    http::Server server_;
};

void checkWebhook(ProxyKind kind) {
    const RunningFlow flow;
    const Proxy proxy(kind, flow.daemon.port());
    BOOST_TEST(statusThrough(proxy, signedWebhook(proxy, largeBody())) == 200);
    const auto handshake = fmt::format("hub.mode=subscribe&hub.verify_token={}", kBait);
    BOOST_TEST(statusThrough(proxy, headOf(proxy, "GET", handshake, 0) + "\r\n") == 403);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts().front() == fmt::format("{} says hello", kBait));
    BOOST_TEST(notes(proxy, "200"));
    BOOST_TEST(notes(proxy, "403"));
    BOOST_TEST(proxy.filesWith(kBait).empty());
}

void checkDaemonDown(ProxyKind kind) {
    const Proxy proxy(kind, freePort());
    BOOST_TEST(statusThrough(proxy, signedWebhook(proxy, "{}")) == 502);
    BOOST_TEST(notes(proxy, "502"));
    BOOST_TEST(proxy.filesWith(kBait).empty());
}

void checkTooLarge(ProxyKind kind) {
    Recorder listener;
    const Proxy proxy(kind, listener.port());
    const auto status = statusThrough(
        proxy, headOf(proxy, "POST", kBait, 5 * kMiB) + "\r\n" + std::string(5 * kMiB, 'x')
    );
    BOOST_TEST_CONTEXT("status " << status) {
        BOOST_TEST((status == 413 || status == 0));  // 0: it closed while we were still sending
    }
    BOOST_TEST(listener.values("X-Bait").empty());
    BOOST_TEST(proxy.filesWith(kBait).empty());
}

void checkForwarded(ProxyKind kind) {
    Recorder listener;
    const Proxy proxy(kind, listener.port());
    BOOST_TEST(statusThrough(proxy, signedWebhook(proxy, "{}")) == 200);
    BOOST_TEST(listener.values("Forwarded") == std::vector<std::string>{"for=127.0.0.1"});
    for (const auto& value : listener.values("X-Forwarded-For"))
        BOOST_TEST(value.find("203.0.113.66") == std::string::npos);
}

/// The half of a large body is on its way; the other half never comes.
void sendHalf(const Proxy& proxy, TlsTalker& talker) {
    talker.send(
        headOf(proxy, "POST", "", 4 * kMiB) + "\r\n" + std::string(2 * kMiB, 'x') + "half of it"
    );
}

void checkSpool(ProxyKind kind) {
    const RawListener listener;
    const Proxy proxy(kind, listener.port());
    TlsTalker talker(proxy.port(), {});
    sendHalf(proxy, talker);
    auto upstream = listener.accept();
    (void)upstream.readUntil("half of it");
    BOOST_TEST(proxy.spooled().empty());
}

const auto kNginx = needs("/usr/sbin/nginx", "nginx-light");
const auto kCaddy = needs("/usr/bin/caddy", "caddy");

}  // namespace

BOOST_AUTO_TEST_SUITE(proxies)

BOOST_AUTO_TEST_CASE(a_webhook_through_nginx_leaves_nothing_there, *kNginx) {
    checkWebhook(ProxyKind::Nginx);
}
BOOST_AUTO_TEST_CASE(a_webhook_through_caddy_leaves_nothing_there, *kCaddy) {
    checkWebhook(ProxyKind::Caddy);
}
BOOST_AUTO_TEST_CASE(nginx_notes_nothing_of_a_request_when_the_daemon_is_down, *kNginx) {
    checkDaemonDown(ProxyKind::Nginx);
}
BOOST_AUTO_TEST_CASE(caddy_notes_nothing_of_a_request_when_the_daemon_is_down, *kCaddy) {
    checkDaemonDown(ProxyKind::Caddy);
}
BOOST_AUTO_TEST_CASE(nginx_notes_nothing_of_too_large_a_request, *kNginx) {
    checkTooLarge(ProxyKind::Nginx);
}
BOOST_AUTO_TEST_CASE(caddy_notes_nothing_of_too_large_a_request, *kCaddy) {
    checkTooLarge(ProxyKind::Caddy);
}
BOOST_AUTO_TEST_CASE(nginx_says_for_whom_it_asks_whatever_the_sender_says, *kNginx) {
    checkForwarded(ProxyKind::Nginx);
}
BOOST_AUTO_TEST_CASE(caddy_says_for_whom_it_asks_whatever_the_sender_says, *kCaddy) {
    checkForwarded(ProxyKind::Caddy);
}
BOOST_AUTO_TEST_CASE(half_a_body_passes_nginx_without_touching_its_disk, *kNginx) {
    checkSpool(ProxyKind::Nginx);
}
BOOST_AUTO_TEST_CASE(half_a_body_passes_caddy_without_touching_its_disk, *kCaddy) {
    checkSpool(ProxyKind::Caddy);
}

BOOST_AUTO_TEST_CASE(the_look_at_the_disk_finds_what_nginx_spools_by_default, *kNginx) {
    const Proxy proxy(
        ProxyKind::Nginx,
        freePort(),
        {{"proxy_request_buffering off;", "proxy_request_buffering on;"}}
    );
    TlsTalker talker(proxy.port(), {});
    sendHalf(proxy, talker);
    BOOST_TEST(proxy.program().eventually([&] { return !proxy.spooled().empty(); }));
}

BOOST_AUTO_TEST_CASE(the_look_into_logs_finds_what_a_careless_nginx_writes, *kNginx) {
    const std::vector<Edit> careless[] = {
        {{"'$time_iso8601 status", "'$request status"}}, {{"error_log /dev/null;", ""}}};
    for (const auto& edits : careless) {
        const Proxy proxy(ProxyKind::Nginx, freePort(), edits);
        BOOST_TEST(statusThrough(proxy, signedWebhook(proxy, "{}")) == 502);
        BOOST_TEST(proxy.program().eventually([&] { return !proxy.filesWith(kBait).empty(); }));
    }
}

BOOST_AUTO_TEST_CASE(the_look_into_logs_finds_what_a_careless_caddy_writes, *kCaddy) {
    const std::string own = "request delete\n\t\t\t}\n\t\t}\n\t}\n}";
    const std::string ofSite = "request delete\n\t\t\t\tresp_headers";
    const std::vector<Edit> careless[] = {
        {{own, "x" + own.substr(7)}}, {{ofSite, "x" + ofSite.substr(7)}}};
    for (const auto& edits : careless) {
        const Proxy proxy(ProxyKind::Caddy, freePort(), edits);
        BOOST_TEST(statusThrough(proxy, signedWebhook(proxy, "{}")) == 502);
        BOOST_TEST(proxy.program().eventually([&] { return !proxy.filesWith(kBait).empty(); }));
    }
}

BOOST_AUTO_TEST_SUITE_END()
