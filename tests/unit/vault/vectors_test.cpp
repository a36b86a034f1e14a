// Ciphers, key derivation and keyed hash against published vectors.
#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/vault/aes.h"
#include "connector/vault/hkdf.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::vault;

namespace {

std::string bytes(std::string_view hex) {
    return *fromHex(hex);
}

/// McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B, the cases of 256-bit
/// keys and 96-bit nonces; also part of NIST's validation set.
struct GcmRow {
    const char* why;
    std::string key, nonce, aad, plain, cipher, tag;
    friend std::ostream& operator<<(std::ostream& out, const GcmRow& row) { return out << row.why; }
};

const std::string kZeroKey(64, '0');
const std::string kKey = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
const std::string kPlain =
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b5"
    "25"
    "b16aedf5aa0de657ba637b391aafd255";
const std::string kCipher =
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b10568288"
    "38"
    "c5f61e6393ba7a0abcc9f662898015ad";
const GcmRow kGcmRows[] = {
    {"test case 13",
     kZeroKey,
     std::string(24, '0'),
     "",
     "",
     "",
     "530f8afbc74536b9a963b4f1c4cb738b"},
    {"test case 14",
     kZeroKey,
     std::string(24, '0'),
     "",
     std::string(32, '0'),
     "cea7403d4d606b6e074ec5d3baf39d18",
     "d0d1c8a799996bf0265b98b5d48ab919"},
    {"test case 15",
     kKey,
     "cafebabefacedbaddecaf888",
     "",
     kPlain,
     kCipher,
     "b094dac5d93471bdec1a502270e3cc6c"},
    {"test case 16",
     kKey,
     "cafebabefacedbaddecaf888",
     "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     kPlain.substr(0, 120),
     kCipher.substr(0, 120),
     "76fc6ece0f4e1768cddf8853bb2d551b"},
};

/// RFC 5869 appendix A, the three of SHA-256.
struct HkdfRow {
    const char* why;
    std::string input, salt, info, extracted, expanded;
    friend std::ostream& operator<<(std::ostream& out, const HkdfRow& row) {
        return out << row.why;
    }
};

std::string countingHex(int from, int to) {
    std::string out;
    for (int i = from; i <= to; ++i)
        out.push_back(static_cast<char>(i));
    return toHex(out);
}

const HkdfRow kHkdfRows[] = {
    {"A.1 basic",
     "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
     countingHex(0, 12),
     countingHex(0xf0, 0xf9),
     "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
     "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
    {"A.2 longer inputs",
     countingHex(0, 0x4f),
     countingHex(0x60, 0xaf),
     countingHex(0xb0, 0xff),
     "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
     "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590"
     "e09"
     "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"},
    {"A.3 no salt, no info",
     "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
     "",
     "",
     "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
     "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"},
};

/// RFC 4231 section 4. Case 5 is left out: it is about truncated output.
struct HmacRow {
    const char* why;
    std::string key, data, mac;
    friend std::ostream& operator<<(std::ostream& out, const HmacRow& row) {
        return out << row.why;
    }
};

const HmacRow kHmacRows[] = {
    {"case 1",
     std::string(20, '\x0b'),
     "Hi There",
     "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
    {"case 2",
     "Jefe",
     "what do ya want for nothing?",
     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
    {"case 3",
     std::string(20, '\xaa'),
     std::string(50, '\xdd'),
     "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
    {"case 4",
     bytes("0102030405060708090a0b0c0d0e0f10111213141516171819"),
     std::string(50, '\xcd'),
     "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
    {"case 6",
     std::string(131, '\xaa'),
     "Test Using Larger Than Block-Size Key - Hash Key First",
     "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
    {"case 7",
     std::string(131, '\xaa'),
     "This is a test using a larger than block-size key and a larger than block-size data. The key "
     "needs to be hashed before being used by the HMAC algorithm.",
     "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
};

}  // namespace

BOOST_DATA_TEST_CASE(aes_256_gcm_gives_the_published_bytes_and_opens_them, kGcmRows, row) {
    const auto sealed = gcmSeal(bytes(row.key), bytes(row.nonce), bytes(row.aad), bytes(row.plain));
    BOOST_TEST(toHex(sealed) == row.nonce + row.cipher + row.tag);
    const auto opened = gcmOpen(bytes(row.key), bytes(row.aad), sealed);
    BOOST_REQUIRE(opened.has_value());
    BOOST_TEST(toHex(viewOf(*opened)) == row.plain);
    auto changed = sealed;
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        changed[i] ^= 1;
        BOOST_TEST(!gcmOpen(bytes(row.key), bytes(row.aad), changed).has_value());
        changed[i] ^= 1;
    }
    BOOST_TEST(!gcmOpen(bytes(row.key), bytes(row.aad) + "x", sealed).has_value());
}

BOOST_AUTO_TEST_CASE(aes_256_wrap_gives_the_bytes_of_rfc_3394_and_unwraps_them) {
    // RFC 3394 4.6: 256 bits of key data with a 256-bit key.
    const auto wrapping = bytes(countingHex(0, 0x1f));
    const auto key = bytes("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f");
    const auto wrapped = wrapKey(wrapping, key);
    BOOST_TEST(
        toHex(wrapped) ==
        "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"
    );
    BOOST_TEST(unwrapKey(wrapping, wrapped)->view() == key);
    for (std::size_t i = 0; i < wrapped.size(); ++i) {
        auto changed = wrapped;
        changed[i] ^= 16;
        BOOST_TEST(!unwrapKey(wrapping, changed).has_value());
    }
    BOOST_TEST(!unwrapKey(key, wrapped).has_value());
    BOOST_TEST(!unwrapKey(wrapping, wrapped.substr(8)).has_value());
    BOOST_TEST(!unwrapKey(wrapping, "").has_value());
}

BOOST_DATA_TEST_CASE(hkdf_gives_the_bytes_of_rfc_5869, kHkdfRows, row) {
    const auto extracted = hkdfExtract(bytes(row.salt), bytes(row.input));
    BOOST_TEST(toHex(extracted.view()) == row.extracted);
    const auto expanded = hkdfExpand(extracted.view(), bytes(row.info), row.expanded.size() / 2);
    BOOST_TEST(toHex(expanded.view()) == row.expanded);
}

BOOST_AUTO_TEST_CASE(hkdf_gives_no_more_than_it_can) {
    BOOST_TEST(hkdfExpand("key", "", 8160).view().size() == 8160U);
    BOOST_CHECK_THROW((void)hkdfExpand("key", "", 8161), Error);
}

BOOST_DATA_TEST_CASE(the_keyed_hash_gives_the_bytes_of_rfc_4231, kHmacRows, row) {
    BOOST_TEST(toHex(asText(KeyedHash(row.key).of(row.data))) == row.mac);
}

BOOST_AUTO_TEST_CASE(ciphers_refuse_keys_and_nonces_of_a_wrong_size) {
    BOOST_CHECK_THROW((void)gcmSeal("short", std::string(12, 'n'), "", ""), Error);
    BOOST_CHECK_THROW((void)gcmSeal(std::string(32, 'k'), "short", "", ""), Error);
    BOOST_CHECK_THROW((void)wrapKey("short", std::string(32, 'k')), Error);
    BOOST_CHECK_THROW((void)wrapKey(std::string(32, 'k'), "short"), Error);
    for (std::size_t size = 0; size < 28; ++size)
        BOOST_TEST(!gcmOpen(std::string(32, 'k'), "", std::string(size, 's')).has_value());
}
