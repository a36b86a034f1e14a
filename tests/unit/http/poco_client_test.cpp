// The client against fakes that answer, stall, vanish and lie; and the Unix client against our own
// server.
#include "connector/http/poco_client.h"

#include "connector/base/error.h"
#include "connector/http/server.h"
#include "connector/http/unix_client.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/http/raw_socket.h"
#include "tests/unit/http/test_certificates.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <boost/test/unit_test.hpp>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <variant>

namespace bowline::http {

namespace {

using namespace std::chrono_literals;
using test::RawListener;
using test::RawSocket;

const std::string kHello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

ClientOptions options() {
    return {
        .connectTimeout = 5s,
        .totalTimeout = 10s,
        .maxAnswerBytes = 1000,
        .caFile = {},
        .allowedHosts = {"127.0.0.1", "::1"},
    };
}

ClientRequest post(std::uint16_t port) {
    return {
        .method = "POST",
        .url = "http://127.0.0.1:" + std::to_string(port) + "/t",
        .headers = {{"X-Key", "k"}},
        .body = "payload",
    };
}

/// A server on its own thread; what its script throws fails the test when it is joined.
class Fake {
public:
    explicit Fake(std::function<void(RawListener&)> script)
        : done_(std::async(std::launch::async, [this, script = std::move(script)] {
              script(listener_);
          })) {}

    [[nodiscard]] std::uint16_t port() const { return listener_.port(); }
    /// Waits for the script's end.
    void finish() { done_.get(); }

private:
    RawListener listener_;
    std::future<void> done_;
};

/// Reads one request with a body of "payload".
std::string readRequest(RawSocket& socket) {
    return socket.readUntil("payload");
}

NoAnswer none(const Answer& answer) {
    BOOST_REQUIRE(std::holds_alternative<NoAnswer>(answer));
    return std::get<NoAnswer>(answer);
}

void checkNone(const Answer& answer, NoAnswerCode code, bool sent) {
    BOOST_TEST(nameOf(none(answer).code) == nameOf(code));
    BOOST_TEST(none(answer).sent == sent);
}

std::string body(const Answer& answer) {
    BOOST_REQUIRE(std::holds_alternative<ClientAnswer>(answer));
    return std::get<ClientAnswer>(answer).body;
}

/// A port on which nobody listens.
std::uint16_t deadPort() {
    return RawListener().port();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(poco_client)

BOOST_AUTO_TEST_CASE(a_request_arrives_as_written_and_its_answer_comes_back) {
    std::string seen;
    Fake fake([&](RawListener& listener) {
        auto peer = listener.accept();
        seen = readRequest(peer);
        peer.send("HTTP/1.1 201 Created\r\nX-Id: 7\r\nContent-Length: 2\r\n\r\nok");
    });
    PocoClient client(options());
    const auto answer = client.send(post(fake.port()));
    fake.finish();
    BOOST_REQUIRE(std::holds_alternative<ClientAnswer>(answer));
    BOOST_TEST(std::get<ClientAnswer>(answer).status == 201);
    BOOST_TEST(std::get<ClientAnswer>(answer).header("x-id").value() == "7");
    BOOST_TEST(
        seen == "POST /t HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(fake.port()) +
                    "\r\nX-Key: k\r\nContent-Length: 7\r\n\r\npayload"
    );
}

BOOST_AUTO_TEST_CASE(a_connection_is_used_again) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        for (int i = 0; i < 3; ++i) {
            readRequest(peer);
            peer.send(kHello);
        }
    });
    PocoClient client(options());
    for (int i = 0; i < 3; ++i)
        BOOST_TEST(body(client.send(post(fake.port()))) == "hello");
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_kept_connection_that_was_closed_meanwhile_is_replaced) {
    std::promise<void> closed;
    Fake fake([&](RawListener& listener) {
        {
            auto first = listener.accept();
            readRequest(first);
            first.send(kHello);
        }
        closed.set_value();
        auto second = listener.accept();
        readRequest(second);
        second.send(kHello);
    });
    PocoClient client(options());
    BOOST_TEST(body(client.send(post(fake.port()))) == "hello");
    closed.get_future().wait();
    BOOST_TEST(body(client.send(post(fake.port()))) == "hello");
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_request_that_may_have_been_seen_is_never_repeated) {
    int requests = 0;
    Fake fake([&](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send(kHello);
        readRequest(peer);  // on the kept connection
        ++requests;
        peer.reset();
    });
    PocoClient client(options());
    BOOST_TEST(body(client.send(post(fake.port()))) == "hello");
    checkNone(client.send(post(fake.port())), NoAnswerCode::Closed, true);
    fake.finish();
    BOOST_TEST(requests == 1);
}

BOOST_AUTO_TEST_CASE(a_reset_in_the_middle_of_the_answer_is_closed_and_sent) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhel");
        peer.reset();
    });
    PocoClient client(options());
    checkNone(client.send(post(fake.port())), NoAnswerCode::Closed, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(an_answer_cut_short_by_an_orderly_close_is_closed_and_sent) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhel");
    });
    PocoClient client(options());
    checkNone(client.send(post(fake.port())), NoAnswerCode::Closed, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(an_answer_that_drips_is_cut_by_the_total_time) {
    auto short_time = options();
    short_time.totalTimeout = 100ms;
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nh");
        // Stays open and silent until the client has given up.
        static_cast<void>(peer.readToEnd());
    });
    PocoClient client(short_time);
    checkNone(client.send(post(fake.port())), NoAnswerCode::Timeout, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_request_may_have_less_time_than_its_client) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        static_cast<void>(peer.readToEnd());
    });
    PocoClient client(options());
    auto request = post(fake.port());
    request.totalTimeout = 100ms;
    checkNone(client.send(request), NoAnswerCode::Timeout, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_request_may_have_more_time_than_its_client) {
    auto short_time = options();
    short_time.totalTimeout = 5ms;
    PocoClient client(short_time);
    const RawListener silent;
    Fake fake([&](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        // Passes the time that the client has by itself.
        BOOST_TEST(nameOf(none(client.send(post(silent.port()))).code) == "timeout");
        peer.send(kHello);
    });
    auto request = post(fake.port());
    request.totalTimeout = 10s;
    BOOST_TEST(body(client.send(request)) == "hello");
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_request_without_any_time_throws_before_anything_is_sent) {
    RawListener listener;
    PocoClient client(options());
    for (const auto nothing : {0ms, -1ms}) {
        auto request = post(listener.port());
        request.totalTimeout = nothing;
        BOOST_CHECK_THROW(static_cast<void>(client.send(request)), Error);
    }
}

BOOST_AUTO_TEST_CASE(a_peer_that_always_has_one_more_byte_is_cut_by_the_total_time) {
    auto short_time = options();
    short_time.totalTimeout = 100ms;
    std::atomic<bool> over{false};
    Fake fake([&](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 200 OK\r\n");
        while (!over)
            peer.send("X: y\r\n");
    });
    PocoClient client(short_time);
    const auto answer = client.send(post(fake.port()));
    over = true;
    fake.finish();
    // A fast peer fills the head's cap before its time is over.
    BOOST_TEST(none(answer).sent);
}

BOOST_AUTO_TEST_CASE(an_answer_over_the_cap_is_too_large) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + std::string(1001, 'x'));
    });
    PocoClient client(options());
    checkNone(client.send(post(fake.port())), NoAnswerCode::TooLarge, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(what_is_no_http_is_malformed) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("220 mail.example ESMTP\r\n\r\n");
    });
    PocoClient client(options());
    checkNone(client.send(post(fake.port())), NoAnswerCode::Malformed, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_redirect_is_an_answer_and_not_followed) {
    std::string followed = "nothing read";
    Fake fake([&](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
        followed = peer.readToEnd();
    });
    {
        PocoClient client(options());
        const auto answer = client.send(post(fake.port()));
        BOOST_REQUIRE(std::holds_alternative<ClientAnswer>(answer));
        BOOST_TEST(std::get<ClientAnswer>(answer).status == 302);
    }
    fake.finish();
    BOOST_TEST(followed.empty());
}

BOOST_AUTO_TEST_CASE(a_port_where_nobody_listens_is_connect_and_not_sent) {
    PocoClient client(options());
    checkNone(client.send(post(deadPort())), NoAnswerCode::Connect, false);
}

BOOST_AUTO_TEST_CASE(a_name_that_cannot_exist_is_dns_and_not_sent) {
    PocoClient client(options());
    // An empty label is refused by the resolver itself; no server is asked.
    auto request = post(1);
    request.url = "http://a..b/";
    checkNone(client.send(request), NoAnswerCode::Dns, false);
}

BOOST_AUTO_TEST_CASE(an_address_of_the_machine_is_refused_in_every_spelling) {
    RawListener listener;
    auto closed = options();
    closed.allowedHosts = {};
    PocoClient client(closed);
    for (const std::string host :
         {"127.0.0.1",
          "127.1",
          "0x7f.1",
          "2130706433",
          "0177.0.0.1",
          "localhost",
          "[::1]",
          "[::ffff:127.0.0.1]",
          "0.0.0.0"}) {
        BOOST_TEST_CONTEXT(host) {
            auto request = post(listener.port());
            request.url = "http://" + host + ":" + std::to_string(listener.port()) + "/";
            checkNone(client.send(request), NoAnswerCode::RefusedAddress, false);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_header_with_a_line_end_throws_before_anything_is_sent) {
    RawListener listener;
    PocoClient client(options());
    auto request = post(listener.port());
    request.headers.emplace_back("X-Note", "a\r\nX-Evil: b");
    BOOST_CHECK_THROW(static_cast<void>(client.send(request)), Error);
}

BOOST_AUTO_TEST_CASE(limits_must_be_given_and_the_ca_file_must_be_readable) {
    auto missing = options();
    missing.totalTimeout = 0ms;
    BOOST_CHECK_THROW(PocoClient{missing}, Error);
    auto unreadable = options();
    unreadable.caFile = "/nonexistent/ca.pem";
    BOOST_CHECK_THROW(PocoClient{unreadable}, ConfigError);
    auto nonsense = options();
    nonsense.allowedHosts = {"10.0.0.0/33"};
    BOOST_CHECK_THROW(PocoClient{nonsense}, ConfigError);
}

/// A TLS server for one connection that answers every request with "hello".
class TlsFake {
public:
    explicit TlsFake(const test::TestCertificates& certificates) {
        using Poco::Net::Context;
        ::signal(
            SIGPIPE, SIG_IGN
        );  // the daemon blocks it in main; Poco's TLS writes without MSG_NOSIGNAL
        Context::Params params;
        params.certificateFile = certificates.certificateFile;
        params.privateKeyFile = certificates.keyFile;
        params.verificationMode = Context::VERIFY_NONE;
        const Context::Ptr context = new Context(Context::TLS_SERVER_USE, params);
        socket_ = std::make_unique<Poco::Net::SecureServerSocket>(
            Poco::Net::SocketAddress("127.0.0.1", 0), 4, context
        );
        thread_ = std::jthread([this] { serve(); });
    }
    [[nodiscard]] std::uint16_t port() const { return socket_->address().port(); }

private:
    void serve() {
        try {
            auto peer = socket_->acceptConnection();
            peer.setReceiveTimeout(Poco::Timespan(10, 0));
            std::array<char, 4096> block{};
            while (peer.receiveBytes(block.data(), static_cast<int>(block.size())) > 0) {
                peer.sendBytes(kHello.data(), static_cast<int>(kHello.size()));
            }
        } catch (const Poco::Exception&) {
            // The client went away, which is what some tests are about.
        }
    }

    std::unique_ptr<Poco::Net::SecureServerSocket> socket_;
    std::jthread thread_;
};

Answer askTls(
    const std::string& certificateName,
    const std::string& ownCa,
    const std::string& url = "https://localhost:"
) {
    const tests::TempFolder folder;
    const test::TestCertificates certificates(folder.path(), certificateName);
    const TlsFake fake(certificates);
    auto trusting = options();
    trusting.allowedHosts = {"localhost", "127.0.0.1"};
    if (ownCa == "own")
        trusting.caFile = certificates.caFile;
    PocoClient client(trusting);
    auto request = post(fake.port());
    request.url = url + std::to_string(fake.port()) + "/";
    auto first = client.send(request);
    if (!std::holds_alternative<ClientAnswer>(first))
        return first;
    return client.send(request);  // once more, over the kept connection: the fake accepts only one
}

BOOST_AUTO_TEST_CASE(tls_works_with_an_own_authority_and_keeps_its_connection) {
    BOOST_TEST(body(askTls("localhost", "own")) == "hello");
}

BOOST_AUTO_TEST_CASE(an_own_authority_is_trusted_beside_those_of_the_system) {
    const tests::TempFolder folder;
    std::filesystem::create_directory(folder / "system");
    const test::TestCertificates ofSystem(folder / "system", "localhost");
    const test::TestCertificates own(folder.path(), "localhost");
    ::setenv("SSL_CERT_FILE", ofSystem.caFile.c_str(), 1);  // where OpenSSL finds the system's
    auto trusting = options();
    trusting.allowedHosts = {"localhost"};
    trusting.caFile = own.caFile;
    PocoClient client(trusting);
    ::unsetenv("SSL_CERT_FILE");
    for (const auto* certificates : {&ofSystem, &own}) {
        const TlsFake fake(*certificates);
        auto request = post(fake.port());
        request.url = "https://localhost:" + std::to_string(fake.port()) + "/";
        BOOST_TEST(body(client.send(request)) == "hello");
    }
}

BOOST_AUTO_TEST_CASE(a_certificate_of_an_unknown_authority_is_tls_and_not_sent) {
    checkNone(askTls("localhost", "system"), NoAnswerCode::Tls, false);
}

BOOST_AUTO_TEST_CASE(a_certificate_for_another_name_is_tls_and_not_sent) {
    checkNone(askTls("crm.example", "own"), NoAnswerCode::Tls, false);
}

BOOST_AUTO_TEST_CASE(a_certificate_for_a_name_does_not_serve_the_address) {
    checkNone(askTls("localhost", "own", "https://127.0.0.1:"), NoAnswerCode::Tls, false);
}

BOOST_AUTO_TEST_CASE(a_tls_handshake_that_stalls_is_cut_by_the_total_time) {
    auto short_time = options();
    short_time.totalTimeout = 100ms;
    Fake fake([](RawListener& listener) { static_cast<void>(listener.accept().readToEnd()); });
    PocoClient client(short_time);
    auto request = post(fake.port());
    request.url.replace(0, 4, "https");
    checkNone(client.send(request), NoAnswerCode::Timeout, false);
    fake.finish();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(unix_client)

BOOST_AUTO_TEST_CASE(the_command_line_asks_the_daemon_over_its_socket) {
    const tests::TempFolder folder;
    ServerOptions local;
    local.unixPath = (folder / "admin.sock").string();
    Server server(local, [](const Request& request, const Responder& respond) {
        Response response;
        response.body =
            request.method + " " + request.path + "?" + request.query + " " + request.body;
        respond(response);
    });
    server.start();
    const LocalRequest get{.method = "GET", .path = "/status?json=1", .body = {}};
    BOOST_TEST(body(askLocally(local.unixPath, get, 10s, 1000)) == "GET /status?json=1 ");
    const LocalRequest reload{.method = "POST", .path = "/reload", .body = "now"};
    BOOST_TEST(body(askLocally(local.unixPath, reload, 10s, 1000)) == "POST /reload? now");
}

BOOST_AUTO_TEST_CASE(without_a_daemon_the_answer_is_connect_and_not_sent) {
    const tests::TempFolder folder;
    const LocalRequest get{.method = "GET", .path = "/status", .body = {}};
    checkNone(
        askLocally((folder / "none.sock").string(), get, 10s, 1000), NoAnswerCode::Connect, false
    );
}

BOOST_AUTO_TEST_CASE(a_daemon_that_does_not_answer_is_timeout) {
    const tests::TempFolder folder;
    ServerOptions local;
    local.unixPath = (folder / "admin.sock").string();
    std::vector<Responder> never;
    Server server(local, [&](const Request&, Responder respond) {
        never.push_back(std::move(respond));
    });
    server.start();
    const LocalRequest get{.method = "GET", .path = "/status", .body = {}};
    checkNone(askLocally(local.unixPath, get, 50ms, 1000), NoAnswerCode::Timeout, true);
    server.stop(0ms);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
