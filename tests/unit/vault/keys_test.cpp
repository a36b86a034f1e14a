// The tree of keys: what is equal, what differs, what survives wrapping.
#include "connector/vault/keys.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/vault/cell_cipher.h"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace bowline;
using namespace bowline::vault;

namespace {

const CellAddress kAddress{"acme", "events", "body", "0123456789abcdef", 1};

Keys keysOf(char c) {
    return Keys(MasterKey(std::string(32, c)));
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_use_tenant_context_and_master_key_has_its_own_hash) {
    const auto a = keysOf('a');
    const auto b = keysOf('b');
    std::set<std::string> seen;
    std::size_t made = 0;
    for (const auto* const keys : {&a, &b}) {
        for (int use = 0; use <= static_cast<int>(HashUse::DoNotContact); ++use) {
            for (const auto* const tenant : {"acme", "acm", ""}) {
                for (const auto* const context : {"", "e", "rt"}) {
                    const auto hash = keys->hashFor(HashUse(use), TenantId(tenant), context);
                    seen.insert(toHex(asText(hash.of("+15550100123"))));
                    ++made;
                }
            }
        }
    }
    BOOST_TEST(seen.size() == made);
    // The same question has the same answer, also after a restart.
    const auto again = keysOf('a').hashFor(HashUse::BlindIndex, TenantId("acme"), "");
    BOOST_TEST(seen.contains(toHex(asText(again.of("+15550100123")))));
}

BOOST_AUTO_TEST_CASE(a_blind_index_of_today_is_the_one_of_every_later_version) {
    // Frozen: a changed label or salt would orphan every stored index.
    const auto hash = keysOf('k').hashFor(HashUse::BlindIndex, TenantId("acme"), "phone");
    BOOST_TEST(
        toHex(asText(hash.of("+15550100123"))) ==
        "f9fbf9ba6d7d4ea8d79e1597ad00e70064b382cb45637087479bacbd014b91e4"
    );
}

BOOST_AUTO_TEST_CASE(a_wrapped_key_opens_what_the_key_sealed) {
    const auto keys = keysOf('k');
    const auto key = keys.newSealingKey();
    const auto cell = CellCipher::seal(key, kAddress, "plain");
    const auto wrapped = keys.wrap(key);
    BOOST_TEST(wrapped.bytes.size() == 40U);
    const auto revived = keysOf('k').unwrap(wrapped);
    BOOST_TEST((revived.id() == key.id()));
    BOOST_TEST(viewOf(CellCipher::open(revived, kAddress, cell)) == "plain");
}

BOOST_AUTO_TEST_CASE(a_wrapped_key_of_another_master_key_or_with_a_changed_byte_is_refused) {
    const auto keys = keysOf('k');
    const auto wrapped = keys.wrap(keys.newSealingKey());
    BOOST_CHECK_THROW((void)keysOf('x').unwrap(wrapped), Error);
    for (std::size_t i = 0; i < wrapped.bytes.size(); ++i) {
        auto changed = wrapped;
        changed.bytes[i] ^= 1;
        BOOST_CHECK_THROW((void)keys.unwrap(changed), Error);
    }
    BOOST_CHECK_THROW((void)keys.unwrap({wrapped.id, ""}), Error);
}

BOOST_AUTO_TEST_CASE(new_sealing_keys_never_repeat) {
    const auto keys = keysOf('k');
    std::set<std::string> ids, wrapped;
    for (int i = 0; i < 500; ++i) {
        const auto key = keys.newSealingKey();
        ids.insert(key.id().hex());
        wrapped.insert(keys.wrap(key).bytes);
    }
    BOOST_TEST(ids.size() == 500U);
    BOOST_TEST(wrapped.size() == 500U);
}

BOOST_AUTO_TEST_CASE(a_master_key_of_another_size_is_refused) {
    for (const std::size_t size : {0U, 16U, 31U, 33U, 64U})
        BOOST_CHECK_THROW(Keys(MasterKey(std::string(size, 'k'))), Error);
}

BOOST_AUTO_TEST_CASE(the_ledger_hash_of_a_person_is_hers_alone_and_comes_back_with_her_key) {
    const auto keys = keysOf('k');
    const auto ann = keys.newSealingKey();
    const auto bob = keys.newSealingKey();
    const auto ofAnn = Keys::ledgerSubjectHash(ann).of("1");
    BOOST_TEST((ofAnn == Keys::ledgerSubjectHash(keys.unwrap(keys.wrap(ann))).of("1")));
    BOOST_TEST((ofAnn != Keys::ledgerSubjectHash(bob).of("1")));
}

BOOST_AUTO_TEST_CASE(the_key_of_tokens_is_each_tenants_own_and_comes_back_after_a_restart) {
    const auto keys = keysOf('k');
    const auto key = keys.tokenKey(TenantId("acme"));
    const auto cell = CellCipher::seal(key, kAddress, "plain");
    const auto again = keysOf('k').tokenKey(TenantId("acme"));
    BOOST_TEST((again.id() == key.id()));
    BOOST_TEST(viewOf(CellCipher::open(again, kAddress, cell)) == "plain");
    for (const auto& other :
         {keys.tokenKey(TenantId("acm")), keysOf('x').tokenKey(TenantId("acme"))}) {
        BOOST_TEST((other.id() != key.id()));
        BOOST_CHECK_THROW((void)CellCipher::open(other, kAddress, cell), Error);
    }
}

BOOST_AUTO_TEST_CASE(a_token_key_of_today_is_the_one_of_every_later_version) {
    // Frozen, and computed apart from us (RFC 5869 and AES-GCM in Python): a changed label would
    // lose every kept token.
    const auto key = keysOf('k').tokenKey(TenantId("acme"));
    BOOST_TEST(key.id().hex() == "bb1f7f702e5d2bc3476a4de908174545");
    const auto cell =
        *fromHex("6e6e6e6e6e6e6e6e6e6e6e6ef8143e227daf3f0f6563b5e73a0f746ae3b7bf6503");
    BOOST_TEST(viewOf(CellCipher::open(key, kAddress, cell)) == "plain");
}
