// The listener under TLS: what it speaks, whom it lets in, and how its certificate is changed.
#include "connector/base/error.h"
#include "connector/http/server.h"
#include "connector/http/tls_context.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/http/server_parts.h"
#include "tests/unit/http/tls_talker.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

namespace bowline::http {

namespace {

using namespace std::chrono_literals;
using test::echo;
using test::kGet;
using test::post;
using test::RawSocket;
using test::statusOf;
using test::TestAuthority;
using test::TestIdentity;
using test::text;
using test::TlsOffer;
using test::TlsTalker;
using tests::readFile;
using tests::TempFolder;

constexpr const char* kServer = "bowline.example";
/// Source: reference/whatsapp.md 1.4.
constexpr const char* kMeta = "client.webhooks.fbclientcerts.com";

TlsMaterial materialOf(const TestIdentity& server) {
    return {readFile(server.certificateFile), WipedText(readFile(server.keyFile)), {}, {}};
}

std::shared_ptr<const TlsContext> contextOf(const TlsMaterial& material) {
    return std::make_shared<const TlsContext>(material);
}

std::filesystem::path below(const TempFolder& folder, const std::string& name) {
    std::filesystem::create_directory(folder / name);
    return folder / name;
}

/// A server under TLS; clients show a certificate when `clientName` is given.
class Secured {
public:
    explicit Secured(ServerOptions options = {}) { open(std::move(options), {}, {}); }
    Secured(const TestAuthority& clients, const std::string& clientName) {
        open({}, readFile(clients.caFile()), clientName);
    }

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    [[nodiscard]] Server& server() { return *server_; }
    [[nodiscard]] TestAuthority& authority() { return authority_; }
    [[nodiscard]] int statusFor(const TlsOffer& offer) const {
        return statusOf(TlsTalker(port(), offer).ask(kGet));
    }

private:
    void open(ServerOptions options, std::string clientCa, const std::string& clientName) {
        auto material = materialOf(authority_.identity(kServer));
        material.clientCa = std::move(clientCa);
        material.clientName = clientName;
        options.tls = contextOf(material);
        server_ = std::make_unique<Server>(std::move(options), echo);
        server_->start();
    }

    TempFolder folder_;
    TestAuthority authority_{folder_.path()};
    std::unique_ptr<Server> server_;
};

struct OfferCase {
    const char* why;
    TlsOffer offer;
    bool isTaken;
    friend std::ostream& operator<<(std::ostream& out, const OfferCase& c) { return out << c.why; }
};

const std::vector<OfferCase> kOffers{
    {"whatever a client of today offers", {}, true},
    {"1.3", {TLS1_3_VERSION}, true},
    {"1.2", {TLS1_2_VERSION}, true},
    {"1.2 with ECDHE and AES-GCM", {TLS1_2_VERSION, "ECDHE-ECDSA-AES128-GCM-SHA256"}, true},
    {"1.2 with ECDHE and ChaCha20", {TLS1_2_VERSION, "ECDHE-ECDSA-CHACHA20-POLY1305"}, true},
    {"1.1", {TLS1_1_VERSION, "ALL:@SECLEVEL=0"}, false},
    {"1.0", {TLS1_VERSION, "ALL:@SECLEVEL=0"}, false},
    {"1.2 with CBC and SHA-256", {TLS1_2_VERSION, "ECDHE-ECDSA-AES128-SHA256"}, false},
    {"1.2 with CBC and SHA-1", {TLS1_2_VERSION, "ECDHE-ECDSA-AES256-SHA"}, false},
    {"1.2 without ephemeral keys", {TLS1_2_VERSION, "AES128-GCM-SHA256"}, false},
    {"1.2 without authentication", {TLS1_2_VERSION, "AECDH-AES128-SHA:@SECLEVEL=0"}, false},
    {"1.2 without encryption", {TLS1_2_VERSION, "ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0"}, false},
    {"HTTP/1.1 by name", {0, {}, "http/1.1"}, true},
    {"HTTP/2 alone", {0, {}, "h2"}, false},
    {"another protocol", {0, {}, "ftp"}, false},
};

struct MaterialCase {
    const char* why;
    std::string says;
    void (*spoil)(TlsMaterial& material);
    friend std::ostream& operator<<(std::ostream& out, const MaterialCase& c) {
        return out << c.why;
    }
};

std::string withPassphrase(std::string_view pem) {
    BIO* const in = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    EVP_PKEY* const key = PEM_read_bio_PrivateKey(in, nullptr, nullptr, nullptr);
    BIO* const out = BIO_new(BIO_s_mem());
    auto* word = reinterpret_cast<unsigned char*>(const_cast<char*>("secret"));
    PEM_write_bio_PrivateKey(out, key, EVP_aes_128_cbc(), word, 6, nullptr, nullptr);
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(out, &bytes);
    std::string text(bytes, static_cast<std::size_t>(size));
    BIO_free(in);
    BIO_free(out);
    EVP_PKEY_free(key);
    return text;
}

const std::vector<MaterialCase> kMaterials{
    {"no certificate", "`certificate`", [](TlsMaterial& m) { m.certificate.clear(); }},
    {"a certificate that is none", "`certificate`", [](TlsMaterial& m) { m.certificate = "x"; }},
    {"a certificate cut short",
     "`certificate`",
     [](TlsMaterial& m) { m.certificate.resize(m.certificate.size() / 2); }},
    {"a chain cut short",
     "`certificate`",
     [](TlsMaterial& m) { m.certificate += m.certificate.substr(0, m.certificate.size() / 2); }},
    {"no key", "`key`", [](TlsMaterial& m) { m.key = WipedText(); }},
    {"a key that is none", "`key`", [](TlsMaterial& m) { m.key = WipedText("x"); }},
    {"a certificate as the key", "`key`", [](TlsMaterial& m) { m.key = WipedText(m.certificate); }},
    {"a key with a passphrase",
     "`key`",
     [](TlsMaterial& m) { m.key = WipedText(withPassphrase(m.key.view())); }},
    {"an authority that is none", "`client_ca`", [](TlsMaterial& m) { m.clientCa = "x"; }},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(tls_server)

BOOST_DATA_TEST_CASE(it_speaks_what_is_sound_and_nothing_else, kOffers) {
    const Secured secured;
    BOOST_TEST(secured.statusFor(sample.offer) == (sample.isTaken ? 200 : 0));
    BOOST_TEST(secured.statusFor({}) == 200);  // a refusal harms nobody else
}

BOOST_AUTO_TEST_CASE(requests_of_every_size_and_in_one_packet_are_served) {
    const Secured secured;
    TlsTalker talker(secured.port(), {});
    const std::string large(4 * 1024 * 1024, 'x');
    BOOST_TEST((talker.ask(post(large)).ends_with("POST /w " + large)));
    talker.send(post("first") + kGet);
    BOOST_TEST(talker.readAnswer().ends_with("POST /w first"));
    BOOST_TEST(talker.readAnswer().ends_with("GET /g "));
}

BOOST_AUTO_TEST_CASE(who_speaks_no_tls_reaches_no_handler_and_is_counted) {
    Secured secured;
    for (const auto& bytes : {kGet, std::string(20'000, '\x16'), std::string("\x16\x03\x01")}) {
        const RawSocket plain(secured.port());
        plain.send(bytes);
        plain.closeSending();
        BOOST_TEST(statusOf(plain.readToEnd()) == 0);
    }
    BOOST_TEST(secured.server().refused() == 3U);
    BOOST_TEST(secured.statusFor({}) == 200);
}

BOOST_AUTO_TEST_CASE(a_handshake_that_does_not_come_is_cut_by_the_deadline_of_the_head) {
    ServerOptions options;
    options.headDeadline = 100ms;
    const Secured secured(options);
    const RawSocket silent(secured.port());
    BOOST_TEST(silent.readToEnd().empty());
}

BOOST_AUTO_TEST_CASE(after_the_handshake_the_head_has_what_is_left_of_its_time) {
    ServerOptions options;
    options.headDeadline = 300ms;
    const Secured secured(options);
    TlsTalker talker(secured.port(), {});
    BOOST_REQUIRE(talker.isSecured());
    talker.send("GET /slow HT");
    BOOST_TEST(statusOf(talker.readAnswer()) == 408);
}

BOOST_AUTO_TEST_CASE(beyond_the_cap_503_is_told_under_tls_too) {
    ServerOptions options;
    options.maxPerAddress = 1;
    const Secured secured(options);
    TlsTalker first(secured.port(), {});
    BOOST_TEST(statusOf(first.ask(kGet)) == 200);
    BOOST_TEST(secured.statusFor({}) == 503);
}

BOOST_AUTO_TEST_CASE(a_connection_is_negotiated_once) {
    const Secured secured;
    TlsTalker talker(secured.port(), {TLS1_2_VERSION});
    BOOST_TEST(statusOf(talker.ask(kGet)) == 200);
    BOOST_TEST(!talker.renegotiates());
}

BOOST_AUTO_TEST_CASE(no_session_is_taken_up_again) {
    const Secured secured;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        TlsTalker talker(secured.port(), {version});
        BOOST_TEST(statusOf(talker.ask(kGet)) == 200);  // tickets of 1.3 would have come by now
        BOOST_TEST(!talker.isResumedBy(secured.port(), {version}));
    }
}

BOOST_AUTO_TEST_CASE(a_client_is_let_in_by_chain_and_name) {
    const TempFolder folder;
    TestAuthority meta(below(folder, "meta"));
    TestAuthority foreign(below(folder, "foreign"));
    const Secured secured(meta, kMeta);
    const std::string name = kMeta;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const auto statusFor = [&](std::optional<TestIdentity> identity) {
            return secured.statusFor({version, {}, {}, std::move(identity)});
        };
        BOOST_TEST_CONTEXT("version " << version) {
            BOOST_TEST(statusFor(meta.identity(name)) == 200);
            BOOST_TEST(statusFor(std::nullopt) == 0);
            BOOST_TEST(statusFor(foreign.identity(name)) == 0);
            BOOST_TEST(statusFor(meta.weakIdentity(name)) == 0);
            for (const auto& other :
                 {"x" + name,
                  name + ".example",
                  name.substr(1),
                  std::string("*.fbclientcerts.com")}) {
                BOOST_TEST(statusFor(meta.identity(other)) == 0, other);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(without_a_name_any_client_of_the_authority_is_let_in) {
    const TempFolder folder;
    TestAuthority meta(below(folder, "meta"));
    TestAuthority foreign(below(folder, "foreign"));
    const Secured secured(meta, "");
    BOOST_TEST(secured.statusFor({0, {}, {}, meta.identity("anybody")}) == 200);
    BOOST_TEST(secured.statusFor({0, {}, {}, foreign.identity("anybody")}) == 0);
    BOOST_TEST(secured.statusFor({}) == 0);
}

BOOST_AUTO_TEST_CASE(a_new_certificate_is_for_new_connections_and_the_open_ones_go_on) {
    Secured secured;
    TlsTalker open(secured.port(), {});
    BOOST_TEST(open.serverName() == kServer);
    BOOST_TEST(statusOf(open.ask(kGet)) == 200);
    secured.server().secure(contextOf(materialOf(secured.authority().identity("new.example"))));
    TlsTalker fresh(secured.port(), {});
    BOOST_TEST(fresh.serverName() == "new.example");
    BOOST_TEST(statusOf(fresh.ask(kGet)) == 200);
    BOOST_TEST(statusOf(open.ask(kGet)) == 200);
}

BOOST_DATA_TEST_CASE(material_that_cannot_be_used_is_told_with_a_cure, kMaterials) {
    const TempFolder folder;
    TestAuthority authority(folder.path());
    auto material = materialOf(authority.identity(kServer));
    (void)contextOf(material);  // sound before it is spoilt
    sample.spoil(material);
    BOOST_CHECK_EXCEPTION(contextOf(material), ConfigError, [&](const ConfigError& error) {
        return error.message().find(sample.says) != std::string::npos && !error.hint().empty();
    });
}

BOOST_AUTO_TEST_CASE(a_key_of_another_certificate_is_refused) {
    const TempFolder folder;
    TestAuthority authority(folder.path());
    auto material = materialOf(authority.identity(kServer));
    material.key = materialOf(authority.identity("other.example")).key;
    BOOST_CHECK_THROW(contextOf(material), ConfigError);
}

BOOST_AUTO_TEST_CASE(a_certificate_signed_with_sha1_is_refused) {
    const TempFolder folder;
    TestAuthority authority(folder.path());
    BOOST_CHECK_THROW(contextOf(materialOf(authority.weakIdentity(kServer))), ConfigError);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
