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

void sign(X509* certificate, const X509* issuer, EVP_PKEY* key) {
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
    if (X509_sign(certificate, key, EVP_sha256()) == 0)
        throw std::runtime_error("cannot sign");
}

template <class Write>
std::string written(const std::filesystem::path& path, Write write) {
    const std::unique_ptr<std::FILE, Free> file(std::fopen(path.c_str(), "w"));
    if (!file || write(file.get()) != 1)
        throw std::runtime_error("cannot write PEM");
    return path.string();
}

}  // namespace

TestCertificates::TestCertificates(const std::filesystem::path& folder, const std::string& name) {
    const Key caKey = newKey();
    // Each its own name: OpenSSL looks authorities up by it.
    const auto caName = "authority of " + folder.filename().string();
    const auto ca = newCertificate(caName, caKey.get(), 1);
    extend(ca.get(), NID_basic_constraints, "critical,CA:TRUE");
    sign(ca.get(), ca.get(), caKey.get());
    const Key key = newKey();
    const auto server = newCertificate(name, key.get(), 2);
    extend(server.get(), NID_subject_alt_name, "DNS:" + name);
    sign(server.get(), ca.get(), caKey.get());
    caFile = written(folder / "ca.pem", [&](std::FILE* f) { return PEM_write_X509(f, ca.get()); });
    certificateFile = written(folder / "server.pem", [&](std::FILE* f) {
        return PEM_write_X509(f, server.get());
    });
    keyFile = written(folder / "server.key", [&](std::FILE* f) {
        return PEM_write_PrivateKey(f, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

}  // namespace bowline::http::test
