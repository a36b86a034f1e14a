// Signatures of people's own keys. The vectors were made with ssh-keygen of OpenSSH 9.2 under a key
// that was thrown away; the bare one is test 2 of RFC 8032 7.1.
#include "connector/vault/person_signature.h"

#include "connector/base/text.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::vault;

namespace {

constexpr std::string_view kKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINgtO/6z0/tAe5GLWNjLQ70Dvhjp/W9ZP9AbU2hFxIMy "
    "privacy@example.org";
constexpr std::string_view kOtherKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILpax6rlvkV3W0hDvezB9iT6Yj4UAlGYz6cYgiPl/7At";
constexpr std::string_view kMessage = "bowline review\nrule set: abc\n";

constexpr std::string_view kSha512 = R"(-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg2C07/rPT+0B7kYtY2MtDvQO+GO
n9b1k/0BtTaEXEgzIAAAAHYm93bGluZQAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQy
NTUxOQAAAEDYZRu5gfc9zhq0RraV1104el19C6h9re83fRp9zLJt/JGbPLky8LQVLA8pTN
ucGEFJ8RmixyVjv71zraEwLA0I
-----END SSH SIGNATURE-----
)";
constexpr std::string_view kSha256 = R"(-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg2C07/rPT+0B7kYtY2MtDvQO+GO
n9b1k/0BtTaEXEgzIAAAAHYm93bGluZQAAAAAAAAAGc2hhMjU2AAAAUwAAAAtzc2gtZWQy
NTUxOQAAAEAtkbGGnIvo62X96r2MlwTHW9zL68yJ3Hma8H9lT77u1qhw8ebEmbtYoiIs9f
Uu7DYjnJrAHKYhmYYVZ1rE85II
-----END SSH SIGNATURE-----
)";
// ssh-keygen -Y sign -n git
constexpr std::string_view kOfAnotherProgram = R"(-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg2C07/rPT+0B7kYtY2MtDvQO+GO
n9b1k/0BtTaEXEgzIAAAADZ2l0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5
AAAAQOqd70lsAIoEAgsUKbYEAOFnWO2qmAWNOmx2dlGQ6e3Q0DHQENF5TTtojZf1wSj92N
2V7gnLzZFqS4q4RYjUbgQ=
-----END SSH SIGNATURE-----
)";

PublicKey key(std::string_view text = kKey) {
    return publicKeyFrom(text).value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(person_signature)

BOOST_DATA_TEST_CASE(
    what_ssh_keygen_signed_is_signed, boost::unit_test::data::make({kSha512, kSha256}), signature
) {
    BOOST_TEST(isSignedBy(key(), kMessage, signature));
}

BOOST_AUTO_TEST_CASE(one_changed_byte_of_the_message_voids_it) {
    for (std::size_t i = 0; i < kMessage.size(); ++i) {
        std::string changed(kMessage);
        changed[i] = static_cast<char>(changed[i] ^ 1);
        BOOST_TEST(!isSignedBy(key(), changed, kSha512), "byte " << i);
    }
    BOOST_TEST(!isSignedBy(key(), std::string(kMessage) + "\n", kSha512));
}

BOOST_AUTO_TEST_CASE(one_changed_letter_of_the_signature_voids_it) {
    const auto begin = kSha512.find('\n') + 1;
    const auto end = kSha512.rfind("\n-----END");
    for (std::size_t i = begin; i < end; ++i) {
        std::string changed(kSha512);
        if (changed[i] == '\n')
            continue;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        // Base64's last letter holds bits that are no part of the bytes.
        const bool isSame = changed == kSha512;
        BOOST_TEST(
            (isSame || !isSignedBy(key(), kMessage, changed) || i + 1 == end), "letter " << i
        );
    }
}

BOOST_AUTO_TEST_CASE(every_cut_is_no_signature) {
    for (std::size_t size = 0; size + 1 < kSha512.size(); ++size)
        BOOST_TEST(!isSignedBy(key(), kMessage, kSha512.substr(0, size)), "cut at " << size);
}

BOOST_AUTO_TEST_CASE(another_key_or_another_purpose_does_not_count) {
    BOOST_TEST(!isSignedBy(key(kOtherKey), kMessage, kSha512));
    BOOST_TEST(!isSignedBy(key(), kMessage, kOfAnotherProgram));
    BOOST_TEST(!isSignedBy(key(), kMessage, ""));
}

BOOST_AUTO_TEST_CASE(a_bare_signature_counts) {
    const auto hex = [](std::string_view text) { return fromHex(text).value(); };
    const auto bare = publicKeyFrom("ed25519 PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=");
    BOOST_REQUIRE(bare);
    const auto signature =
        hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    BOOST_TEST(isSignedBy(*bare, hex("72"), signature));
    BOOST_TEST(!isSignedBy(*bare, hex("73"), signature));
}

BOOST_AUTO_TEST_CASE(both_forms_of_a_key_are_the_same_key) {
    BOOST_TEST((publicKeyFrom("ed25519 2C07/rPT+0B7kYtY2MtDvQO+GOn9b1k/0BtTaEXEgzI=") == key()));
}

BOOST_DATA_TEST_CASE(
    what_is_no_ed25519_key_is_none,
    boost::unit_test::data::make(
        {"",
         "ssh-ed25519",
         "ssh-ed25519 AAAA",
         "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAILpax6rlvkV3W0hDvezB9iT6Yj4UAlGYz6cYgiPl/7At",
         "ed25519 AAAA",
         "ssh-ed25519 not base64!"}
    ),
    text
) {
    BOOST_TEST(!publicKeyFrom(text));
}

BOOST_AUTO_TEST_SUITE_END()
