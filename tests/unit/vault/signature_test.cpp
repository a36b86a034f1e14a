// Signatures against published vectors and against the openssl command.
#include "connector/vault/signature.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/vault/published_rsa_key.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <openssl/err.h>

#include <cstdlib>

using namespace bowline;
using namespace bowline::vault;
using namespace bowline::tests;

namespace {

using enum SignatureKind;

std::string signedHex(SignatureKind kind, const std::string& key, const std::string& data) {
    return toHex(signatureOf(kind, AccessToken(key), data));
}

struct MacRow {
    const char* why;
    SignatureKind kind;
    std::string key, data, mac;
    friend std::ostream& operator<<(std::ostream& out, const MacRow& row) { return out << row.why; }
};

const std::string kCountingKey = *fromHex("0102030405060708090a0b0c0d0e0f10111213141516171819");
const std::string kLongData =
    "Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data";
const std::string kHashFirst = "Test Using Larger Than Block-Size Key - Hash Key First";

// RFC 2202 section 3; RFC 4231 section 4.
const MacRow kMacRows[] = {
    {"2202 case 1",
     HmacSha1,
     std::string(20, '\x0b'),
     "Hi There",
     "b617318655057264e28bc0b6fb378c8ef146be00"},
    {"2202 case 2",
     HmacSha1,
     "Jefe",
     "what do ya want for nothing?",
     "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"},
    {"2202 case 3",
     HmacSha1,
     std::string(20, '\xaa'),
     std::string(50, '\xdd'),
     "125d7342b9ac11cd91a39af48aa17b4f63f175d3"},
    {"2202 case 4",
     HmacSha1,
     kCountingKey,
     std::string(50, '\xcd'),
     "4c9007f4026250c6bc8414f9bf50c86c2d7235da"},
    {"2202 case 5",
     HmacSha1,
     std::string(20, '\x0c'),
     "Test With Truncation",
     "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04"},
    {"2202 case 6",
     HmacSha1,
     std::string(80, '\xaa'),
     kHashFirst,
     "aa4ae5e15272d00e95705637ce8a3b55ed402112"},
    {"2202 case 7",
     HmacSha1,
     std::string(80, '\xaa'),
     kLongData,
     "e8e99d0f45237d786d6bbaa7965c7808bbff1a91"},
    {"4231 case 1",
     HmacSha256,
     std::string(20, '\x0b'),
     "Hi There",
     "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
    {"4231 case 2",
     HmacSha256,
     "Jefe",
     "what do ya want for nothing?",
     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
    {"4231 case 6",
     HmacSha256,
     std::string(131, '\xaa'),
     kHashFirst,
     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
    // Made with: printf '' | openssl dgst -sha1 -mac HMAC -macopt key:k
    {"nothing to sign", HmacSha1, "k", "", "3a84a218ee6665209bb70e84525dd837645a1965"},
};

/// The signing input and the signature of RFC 7515, appendix A.2.1.
const std::string kJwsInput =
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"
    "bS9pc19yb290Ijp0cnVlfQ";
const std::string kJwsSignature =
    "702e218943e88fd11eb5d82dbf7845f34106ae1b81fff7731116add1717d83656d420afd3c96eedd73a2663e516668"
    "7b000b87226e0187ed1073f945e582adfcef16d85a798ee8c66ddb3db8975b17d09402beedd5d9d97007108db28160"
    "d5f8040ca7445762b81fbe7ff9d92e0ae76f24f25b33bbe6f44ae61eb1040acb20044d3ef9128ed40130795bd4bd3b"
    "41eecad066ab651981fde48df77f372dc38b9fafdd3befb18b5da3cc3c2eb02f9e3a41d612caad15911273a05f23b9"
    "e838faaf849d698429ef5a1e88798236c3d40e604522a544c8f27a7a2db80663d16cf7caea56de405cb2215a45b2c2"
    "5566b55ac1a748a070dfc8a32a469543d019eefb47";

/// Runs the openssl command in `folder`; what it prints is dropped.
int openssl(const TempFolder& folder, const std::string& arguments) {
    const auto line = "cd '" + folder.path().string() + "' && openssl " + arguments +
                      " >/dev/null 2>&1 </dev/null";
    return std::system(line.c_str());
}

}  // namespace

BOOST_DATA_TEST_CASE(an_hmac_gives_the_published_bytes, kMacRows, row) {
    BOOST_TEST(signedHex(row.kind, row.key, row.data) == row.mac);
}

BOOST_AUTO_TEST_CASE(rsa_sha256_gives_the_bytes_of_rfc_7515) {
    BOOST_TEST(signedHex(RsaSha256, kPublishedRsaKey, kJwsInput) == kJwsSignature);
}

BOOST_AUTO_TEST_CASE(the_openssl_command_makes_the_same_rsa_signature_and_accepts_ours) {
    const TempFolder folder;
    BOOST_REQUIRE(openssl(folder, "genpkey -algorithm RSA -out key") == 0);
    BOOST_REQUIRE(openssl(folder, "pkey -in key -pubout -out public") == 0);
    for (const std::string& data : {std::string("header.claims"), std::string("\0\xff\n", 3)}) {
        writeFile(folder / "data", data);
        BOOST_REQUIRE(openssl(folder, "dgst -sha256 -sign key -out theirs data") == 0);
        const auto ours = signatureOf(RsaSha256, AccessToken(readFile(folder / "key")), data);
        BOOST_TEST((ours == readFile(folder / "theirs")));
        writeFile(folder / "ours", ours);
        BOOST_TEST(openssl(folder, "dgst -sha256 -verify public -signature ours data") == 0);
        writeFile(folder / "data", data + "x");
        BOOST_TEST(openssl(folder, "dgst -sha256 -verify public -signature ours data") != 0);
    }
}

BOOST_AUTO_TEST_CASE(the_older_form_of_pem_signs_alike) {
    const TempFolder folder;
    writeFile(folder / "key", kPublishedRsaKey);
    BOOST_REQUIRE(openssl(folder, "rsa -traditional -in key -out older") == 0);
    const auto older = readFile(folder / "older");
    BOOST_REQUIRE(older.starts_with("-----BEGIN RSA PRIVATE KEY-----"));
    BOOST_TEST(signedHex(RsaSha256, older, kJwsInput) == kJwsSignature);
}

BOOST_AUTO_TEST_CASE(what_is_no_strong_rsa_key_is_refused_without_a_word_of_it) {
    const TempFolder folder;
    BOOST_REQUIRE(
        openssl(folder, "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out k1") == 0
    );
    BOOST_REQUIRE(
        openssl(folder, "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out k2") == 0
    );
    writeFile(folder / "plain", kPublishedRsaKey);
    BOOST_REQUIRE(openssl(folder, "pkey -in plain -aes256 -passout pass:word -out k3") == 0);
    BOOST_REQUIRE(openssl(folder, "pkey -in plain -pubout -out k4") == 0);
    const std::string whole = kPublishedRsaKey;
    for (const auto& key :
         {readFile(folder / "k1"),
          readFile(folder / "k2"),
          readFile(folder / "k3"),
          readFile(folder / "k4"),
          whole.substr(0, 700),
          std::string("swordfish")}) {
        const auto saysNothing = [&](const Error& error) {
            const auto said = std::string(error.what()) + error.hint();
            return said.find("swordfish") == std::string::npos &&
                   said.find("MII") == std::string::npos && said.size() < 250;
        };
        BOOST_CHECK_EXCEPTION(
            (void)signatureOf(RsaSha256, AccessToken(key), "data"), Error, saysNothing
        );
        BOOST_TEST(ERR_peek_error() == 0U);  // the next TLS connection would take it for its own
    }
}
