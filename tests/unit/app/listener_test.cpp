// The public listener's part of the configuration, and its certificate where it lies.
#include "connector/app/listener.h"

#include "connector/app/listener_tls.h"
#include "connector/base/error.h"
#include "tests/unit/app/installation.h"
#include "tests/unit/http/test_certificates.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::app;

namespace {

struct Certified {
    tests::TempFolder folder;
    http::test::TestAuthority authority{folder.path()};
    http::test::TestIdentity server = authority.identity("bowline.example");

    [[nodiscard]] settings::ListenTlsSettings settings() const {
        return {
            server.certificateFile,
            {settings::SecretRef::Kind::File, server.keyFile},
            authority.caFile(),
            "client.example",
            {}};
    }
    [[nodiscard]] ListenerTls tls() const {
        return {settings(), settings::FileSecretSource(std::nullopt)};
    }
    /// Another pair under the same names.
    void renew() { (void)authority.identity("bowline.example"); }
};

std::string faultsWith(const std::string& listen) {
    const Installation installed;
    (void)installed.layDownNow();
    Installation::edit(installed.config(), "listen:\n", "listen:\n" + listen);
    return printed(installed.load().lints);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(listener)

BOOST_AUTO_TEST_CASE(proxies_are_addresses_and_networks) {
    BOOST_TEST(faultsWith("  proxies: [10.0.0.0/8, \"fd00::/8\", 192.0.2.1]\n").empty());
    for (const char* odd : {"proxy.example", "10.0.0.0/33", "127.1", "*"}) {
        const auto faults = faultsWith(std::string("  proxies: [\"") + odd + "\"]\n");
        BOOST_TEST(faults.find("error[bad_address]: `proxies` takes") != std::string::npos, faults);
    }
}

BOOST_AUTO_TEST_CASE(files_of_the_certificate_that_are_missing_are_told_by_check) {
    const auto faults =
        faultsWith("  tls: { certificate: none.pem, key: \"${cred:k}\", client_ca: none-ca.pem }\n"
        );
    BOOST_TEST(faults.find("error[missing_file]: `certificate`") != std::string::npos, faults);
    BOOST_TEST(faults.find("error[missing_file]: `client_ca`") != std::string::npos, faults);
}

BOOST_AUTO_TEST_CASE(the_options_of_the_server_are_those_of_the_file) {
    settings::ListenSettings listen;
    listen.publicHost = "::1";
    listen.publicPort = 4;
    listen.connections = 1;
    listen.perAddress = 2;
    listen.bodyMemory = 3;
    listen.proxies = {{"", "10.0.0.0/8", {}}};
    const auto options = publicOptionsOf(listen);
    BOOST_TEST(options.address == "::1");
    BOOST_TEST(options.port == 4);
    BOOST_TEST(options.maxConnections == 1U);
    BOOST_TEST(options.maxPerAddress == 2U);
    BOOST_TEST(options.maxBodyMemory == 3U);
    BOOST_REQUIRE(options.proxies.size() == 1U);
    BOOST_TEST(holds(options.proxies[0], *http::readAddress("10.9.9.9")));
}

BOOST_AUTO_TEST_CASE(a_certificate_that_nobody_touched_is_not_read_again) {
    const Certified certified;
    auto tls = certified.tls();
    BOOST_TEST((tls.read() != nullptr));
    BOOST_TEST((tls.replaced() == nullptr));
    BOOST_TEST((tls.settled() == nullptr));
}

BOOST_AUTO_TEST_CASE(a_replaced_pair_is_taken_once) {
    Certified certified;
    auto tls = certified.tls();
    (void)tls.read();
    certified.renew();
    BOOST_TEST((tls.replaced() != nullptr));
    BOOST_TEST((tls.replaced() == nullptr));
}

BOOST_AUTO_TEST_CASE(who_looks_by_the_clock_waits_until_the_files_rest) {
    Certified certified;
    auto tls = certified.tls();
    (void)tls.read();
    certified.renew();
    BOOST_TEST((tls.settled() == nullptr));  // they may be in the middle of it
    certified.renew();
    BOOST_TEST((tls.settled() == nullptr));
    BOOST_TEST((tls.settled() != nullptr));
    BOOST_TEST((tls.settled() == nullptr));
}

BOOST_AUTO_TEST_CASE(a_broken_pair_is_never_given_and_a_whole_one_after_it_is) {
    Certified certified;
    auto tls = certified.tls();
    (void)tls.read();
    tests::writeFile(certified.server.certificateFile, "no certificate");
    BOOST_TEST((tls.replaced() == nullptr));
    std::filesystem::remove(certified.server.keyFile);
    BOOST_TEST((tls.replaced() == nullptr));
    certified.renew();
    BOOST_TEST((tls.replaced() != nullptr));
}

BOOST_AUTO_TEST_CASE(at_the_start_a_broken_pair_is_an_error_with_a_cure) {
    const Certified certified;
    tests::writeFile(certified.server.certificateFile, "no certificate");
    auto tls = certified.tls();
    BOOST_CHECK_EXCEPTION((void)tls.read(), ConfigError, [](const ConfigError& error) {
        return !error.hint().empty();
    });
}

BOOST_AUTO_TEST_SUITE_END()
