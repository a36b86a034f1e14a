// X.509 by OpenSSL's own calls: P-256 keys, valid for a day.
#include "tests/unit/http/test_certificates.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace bowline::http::test {

namespace {

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Certificate = std::unique_ptr<X509, Free>;

Key newKey() {
    return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

void nameIt(X509_NAME* name, const std::string& commonName) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(commonName.c_str());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, bytes, -1, -1, 0);
}

void extend(X509* certificate, int nid, const std::string& value) {
    const std::unique_ptr<X509_EXTENSION, Free> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str())
    );
    X509_add_ext(certificate, extension.get(), -1);
}

Certificate newCertificate(const std::string& name, EVP_PKEY* key, long serial) {
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86400);
    X509_set_pubkey(certificate.get(), key);
    nameIt(X509_get_subject_name(certificate.get()), name);
    return certificate;
}

void sign(X509* certificate, const X509* issuer, EVP_PKEY* key, const EVP_MD* digest) {
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
    if (X509_sign(certificate, key, digest) == 0)
        throw std::runtime_error("cannot sign");
}

template <class Write>
std::string written(const std::filesystem::path& path, Write write) {
    const std::unique_ptr<std::FILE, Free> file(std::fopen(path.c_str(), "w"));
    if (!file || write(file.get()) != 1)
        throw std::runtime_error("cannot write PEM");
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write
    );
    return path.string();
}

std::string writtenPem(const std::filesystem::path& path, const X509* certificate) {
    return written(path, [&](std::FILE* f) { return PEM_write_X509(f, certificate); });
}

}  // namespace

struct TestAuthority::Parts {
    Key key;
    Certificate certificate;
    long serial = 1;
};

TestAuthority::TestAuthority(const std::filesystem::path& folder)
    : folder_(folder), parts_(std::make_unique<Parts>()) {
    parts_->key = newKey();
    // Each its own name: OpenSSL looks authorities up by it.
    parts_->certificate =
        newCertificate("authority of " + folder.filename().string(), parts_->key.get(), 1);
    auto* const ca = parts_->certificate.get();
    extend(ca, NID_basic_constraints, "critical,CA:TRUE");
    sign(ca, ca, parts_->key.get(), EVP_sha256());
    caFile_ = writtenPem(folder / "ca.pem", ca);
}

TestAuthority::~TestAuthority() = default;

TestIdentity TestAuthority::identity(const std::string& commonName) {
    return made(commonName, false);
}

TestIdentity TestAuthority::weakIdentity(const std::string& commonName) {
    return made(commonName, true);
}

TestIdentity TestAuthority::made(const std::string& commonName, bool weak) {
    const Key key = newKey();
    const auto certificate = newCertificate(commonName, key.get(), ++parts_->serial);
    extend(certificate.get(), NID_subject_alt_name, "DNS:" + commonName);
    sign(
        certificate.get(),
        parts_->certificate.get(),
        parts_->key.get(),
        weak ? EVP_sha1() : EVP_sha256()
    );
    return {
        writtenPem(folder_ / (commonName + ".pem"), certificate.get()),
        written(folder_ / (commonName + ".key"), [&](std::FILE* f) {
            return PEM_write_PrivateKey(f, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        })};
}

TestCertificates::TestCertificates(const std::filesystem::path& folder, const std::string& name) {
    TestAuthority authority(folder);
    const auto server = authority.identity(name);
    caFile = authority.caFile();
    certificateFile = server.certificateFile;
    keyFile = server.keyFile;
}

}  // namespace bowline::http::test
