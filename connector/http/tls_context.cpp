// One SSL_CTX, filled from memory, so that a key comes by the same references as every secret.
// OpenSSL's own error texts quote what they choked on; they are dropped.
#include "connector/http/tls_context.h"

#include "connector/base/error.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/store.h>
#include <openssl/ui.h>
#include <openssl/x509.h>

#include <string_view>
#include <vector>

namespace bowline::http {

namespace {

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(OSSL_STORE_CTX* store) const { OSSL_STORE_close(store); }
    void operator()(OSSL_STORE_INFO* info) const { OSSL_STORE_INFO_free(info); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

// RFC 9325 4.2: ephemeral keys and AEAD only. 1.3 has no others.
constexpr const char* kCiphers12 = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr const char* kGroups = "X25519:P-256:P-384";
// 112 bits: RSA from 2048, no SHA-1 in a chain.
constexpr int kSecurityLevel = 2;

[[noreturn]] void fail(const char* why, const char* cure) {
    ERR_clear_error();
    throw ConfigError(std::string("http: cannot prepare TLS for the listener: ") + why, cure);
}

Owned<BIO> reading(std::string_view text) {
    const char* const bytes = text.empty() ? "" : text.data();  // null would be an error of its own
    return Owned<BIO>(BIO_new_mem_buf(bytes, static_cast<int>(text.size())));
}

/// Nothing when the text holds something else, or nothing at all.
std::vector<Owned<X509>> certificatesIn(std::string_view pem) {
    const auto bio = reading(pem);
    std::vector<Owned<X509>> all;
    while (auto* one = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))
        all.emplace_back(one);
    const bool atEnd = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    if (!atEnd)
        all.clear();
    return all;
}

void useCertificate(SSL_CTX* context, std::string_view pem) {
    const auto chain = certificatesIn(pem);
    if (chain.empty())
        fail(
            "`certificate` holds no certificate",
            "name a PEM file with the certificate first and the chain after it (fullchain.pem)"
        );
    if (SSL_CTX_use_certificate(context, chain.front().get()) != 1)
        fail("the certificate cannot be used", "get one with an RSA key from 2048 bits or P-256");
    for (std::size_t i = 1; i < chain.size(); ++i) {
        if (SSL_CTX_add1_chain_cert(context, chain[i].get()) != 1)
            fail("a certificate of the chain cannot be used", "get a chain signed with SHA-256");
    }
}

/// The first private key in the text, given to `context` without passing through our hands.
bool giveKey(SSL_CTX* context, std::string_view pem) {
    const auto bio = reading(pem);
    // UI_null: a key with a passphrase must not stop at a prompt on the terminal.
    const Owned<OSSL_STORE_CTX> store(OSSL_STORE_attach(
        bio.get(), "file", nullptr, nullptr, UI_null(), nullptr, nullptr, nullptr, nullptr
    ));
    if (!store || OSSL_STORE_expect(store.get(), OSSL_STORE_INFO_PKEY) != 1)
        return false;
    while (OSSL_STORE_eof(store.get()) == 0 && OSSL_STORE_error(store.get()) == 0) {
        const Owned<OSSL_STORE_INFO> info(OSSL_STORE_load(store.get()));
        if (!info || OSSL_STORE_INFO_get_type(info.get()) != OSSL_STORE_INFO_PKEY)
            continue;
        return SSL_CTX_use_PrivateKey(context, OSSL_STORE_INFO_get0_PKEY(info.get())) == 1;
    }
    return false;
}

void useKey(SSL_CTX* context, std::string_view pem) {
    if (!giveKey(context, pem) || SSL_CTX_check_private_key(context) != 1)
        fail(
            "`key` is no key, has a passphrase, or belongs to another certificate",
            "name the PEM file that was made with the certificate (privkey.pem)"
        );
}

/// The one common name of a certificate; nothing when it has none, several or a strange one.
std::string commonNameOf(const X509* certificate) {
    const auto* name = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (at < 0 || X509_NAME_get_index_by_NID(name, NID_commonName, at) >= 0)
        return {};
    unsigned char* bytes = nullptr;
    const auto* entry = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at));
    const int size = ASN1_STRING_to_UTF8(&bytes, entry);
    if (size < 0)
        return {};
    std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return text;
}

/// Called for each certificate of a client's chain, its own last.
int checkClient(int chainHolds, X509_STORE_CTX* chain) {
    if (chainHolds != 1 || X509_STORE_CTX_get_error_depth(chain) != 0)
        return chainHolds;
    const auto* ssl = static_cast<const SSL*>(
        X509_STORE_CTX_get_ex_data(chain, SSL_get_ex_data_X509_STORE_CTX_idx())
    );
    const auto* wanted =
        static_cast<const std::string*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
    if (wanted->empty() || commonNameOf(X509_STORE_CTX_get_current_cert(chain)) == *wanted)
        return 1;
    X509_STORE_CTX_set_error(chain, X509_V_ERR_APPLICATION_VERIFICATION);
    return 0;
}

void askForClients(SSL_CTX* context, std::string_view pem) {
    const auto authorities = certificatesIn(pem);
    if (authorities.empty())
        fail(
            "`client_ca` holds no certificate",
            "name the PEM file of the authority that signs the provider's client certificate"
        );
    auto* const store = SSL_CTX_get_cert_store(context);
    for (const auto& authority : authorities) {
        if (X509_STORE_add_cert(store, authority.get()) != 1 ||
            SSL_CTX_add_client_CA(context, authority.get()) != 1)
            fail("a certificate of `client_ca` cannot be used", "get it anew from the provider");
    }
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, checkClient);
}

/// HTTP/1.1 or nothing: who offers only other protocols means somebody else (ALPACA, RFC 9325 3.7).
int chooseProtocol(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered, unsigned int offeredSize, void*) {
    static constexpr unsigned char kHttp[] = "\x08http/1.1";
    unsigned char* found = nullptr;
    const int how =
        SSL_select_next_proto(&found, size, kHttp, sizeof kHttp - 1, offered, offeredSize);
    *chosen = found;
    return how == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool harden(SSL_CTX* context) {
    SSL_CTX_set_options(
        context,
        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET |
            SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA
    );
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 0);
    // Buffers of an idle connection are given back: 34 KiB each.
    SSL_CTX_set_mode(
        context,
        SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
            SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
    );
    SSL_CTX_set_security_level(context, kSecurityLevel);
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nullptr);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_cipher_list(context, kCiphers12) == 1 &&
           SSL_CTX_set1_groups_list(context, kGroups) == 1;
}

}  // namespace

void TlsContext::Free::operator()(ssl_ctx_st* context) const {
    SSL_CTX_free(context);
}

TlsContext::TlsContext(const TlsMaterial& material)
    : clientName_(material.clientName), context_(SSL_CTX_new(TLS_server_method())) {
    if (!context_ || !harden(context_.get()))
        fail("OpenSSL refuses", "look at the system's openssl.cnf");
    SSL_CTX_set_app_data(context_.get(), &clientName_);
    useCertificate(context_.get(), material.certificate);
    useKey(context_.get(), material.key.view());
    if (!material.clientCa.empty())
        askForClients(context_.get(), material.clientCa);
}

TlsContext::~TlsContext() = default;

}  // namespace bowline::http
