// The daemon speaks TLS itself: webhooks come in by it, a renewed certificate is taken by a reload,
// a broken one is not.
#include "tests/flow/flow.h"
#include "tests/unit/http/tls_talker.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

using namespace bowline::tests;
using bowline::http::test::statusOf;
using bowline::http::test::TestAuthority;
using bowline::http::test::TestIdentity;
using bowline::http::test::TlsTalker;

namespace {

constexpr const char* kServer = "bowline.example";
constexpr const char* kMeta = "client.webhooks.fbclientcerts.com";

std::string webhook(const std::string& body) {
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: a\r\nX-Hub-Signature-256: {}\r\nContent-Length: {}\r\n\r\n{}",
        kWebhookPath,
        signatureOf(body, kAppSecret),
        body.size(),
        body
    );
}

/// A daemon with a certificate and, behind it, a client's authority.
class SecuredFlow : public Flow {
public:
    SecuredFlow() {
        auto config = readFile(daemon.configFile());
        const std::string listen = "listen:\n";
        config.insert(
            config.find(listen) + listen.size(),
            fmt::format(
                "  tls:\n    certificate: \"{}\"\n    key: \"${{file:{}}}\"\n    client_ca: "
                "\"{}\"\n"
                "    client_name: {}\n",
                server_.certificateFile,
                server_.keyFile,
                authority_.caFile(),
                kMeta
            )
        );
        writeFile(daemon.configFile(), config);
        daemon.start();
    }

    [[nodiscard]] int post(const std::string& body) const {
        return statusOf(TlsTalker(daemon.port(), {0, {}, {}, meta_}).ask(webhook(body)));
    }
    [[nodiscard]] int postAsStranger(const std::string& body) const {
        return statusOf(TlsTalker(daemon.port(), {}).ask(webhook(body)));
    }
    [[nodiscard]] std::string nameOfServer() const {
        return TlsTalker(daemon.port(), {0, {}, {}, meta_}).serverName();
    }
    /// Another pair in the place of the daemon's.
    void renewAs(const std::string& name) {
        const auto renewed = authority_.identity(name);
        writeFile(server_.certificateFile, readFile(renewed.certificateFile));
        writeFile(server_.keyFile, readFile(renewed.keyFile));
    }
    void breakKey() const { writeFile(server_.keyFile, "no key"); }
    [[nodiscard]] bool logHas(std::string_view text) const {
        return readFile(daemon.logFile()).find(text) != std::string::npos;
    }

private:
    TempFolder certificates_;
    TestAuthority authority_{certificates_.path()};
    TestIdentity server_ = authority_.identity(kServer);
    TestIdentity meta_ = authority_.identity(kMeta);
};

}  // namespace

BOOST_AUTO_TEST_SUITE(the_daemon_speaks_tls)

BOOST_AUTO_TEST_CASE(a_signed_webhook_of_the_known_client_becomes_a_ticket) {
    const SecuredFlow flow;
    BOOST_TEST(flow.post(oneText(customer(1), 1, "hello")) == 200);
    BOOST_TEST(flow.postAsStranger(oneText(customer(1), 2, "never")) == 0);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().texts() == std::vector<std::string>{"hello"});
    BOOST_TEST(flow.term("received") == 1);
}

BOOST_AUTO_TEST_CASE(a_renewed_pair_is_taken_by_a_reload_and_a_broken_one_is_not) {
    SecuredFlow flow;
    BOOST_TEST(flow.nameOfServer() == kServer);
    flow.breakKey();
    (void)flow.daemon.reload();
    BOOST_TEST(flow.logHas("event=tls.kept"));
    BOOST_TEST(flow.logHas("cure="));
    BOOST_TEST(flow.post(oneText(customer(1), 1, "still here")) == 200);
    flow.renewAs("renewed.example");
    BOOST_REQUIRE(flow.daemon.reload());
    BOOST_TEST(flow.logHas("event=tls.taken"));
    BOOST_TEST(flow.nameOfServer() == "renewed.example");
    BOOST_TEST(flow.post(oneText(customer(1), 2, "and here")) == 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.onlyTicket().messages.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
