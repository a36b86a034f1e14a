// Whom the client trusts: authorities, names, handshakes.
#include "connector/http/poco_client.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/http/client_answers.h"
#include "tests/unit/http/fake_peer.h"
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
#include <memory>
#include <string>
#include <thread>
#include <variant>

namespace bowline::http {

namespace {

using namespace std::chrono_literals;
using test::body;
using test::checkNone;
using test::Fake;
using test::kHello;
using test::options;
using test::post;
using test::RawListener;

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

}  // namespace

BOOST_AUTO_TEST_SUITE(tls_client)

BOOST_AUTO_TEST_CASE(tls_works_with_an_own_authority_and_keeps_its_connection) {
    BOOST_TEST(body(askTls("localhost", "own")) == "hello");
}

BOOST_AUTO_TEST_CASE(an_own_authority_is_trusted_beside_those_of_the_system) {
    const tests::TempFolder folder;
    std::filesystem::create_directory(folder / "system");
    const test::TestCertificates ofSystem(folder / "system", "localhost");
    const test::TestCertificates own(folder.path(), "localhost");
    auto trusting = options();
    trusting.allowedHosts = {"localhost"};
    trusting.caFile = own.caFile;
    for (const auto* certificates : {&ofSystem, &own}) {
        // Where OpenSSL finds the system's. No other thread runs yet.
        // NOLINTNEXTLINE(concurrency-mt-unsafe)
        ::setenv("SSL_CERT_FILE", ofSystem.caFile.c_str(), 1);
        const TlsFake fake(*certificates);
        // One for each peer: a peer waits for the connection that its client keeps.
        PocoClient client(trusting);
        ::unsetenv("SSL_CERT_FILE");  // NOLINT(concurrency-mt-unsafe)
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

}  // namespace bowline::http
