// Blind indexes: equal for one identifier in every spelling, different for all else.
#include "connector/detect/sender_index.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline;
using namespace bowline::detect;

namespace {

const KeyedHash& hash() {
    static const KeyedHash kHash("a test key");
    return kHash;
}

BlindIndex phone(std::string_view text) {
    return indexOf(IdentityKind::Phone, text, hash());
}

BlindIndex bsuid(std::string_view text) {
    return indexOf(IdentityKind::Bsuid, text, hash());
}

Sender senderWith(std::optional<std::string> number, std::optional<std::string> id) {
    Sender out;
    if (number)
        out.phone = Phone(*number);
    if (id)
        out.bsuid = Bsuid(*id);
    return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_index_has_16_bytes_and_belongs_to_one_key) {
    BOOST_TEST(phone("+4915550100001").bytes.size() == 16u);
    BOOST_CHECK(phone("+4915550100001") == phone("+4915550100001"));
    const KeyedHash other("another key");
    BOOST_CHECK(phone("+4915550100001") != indexOf(IdentityKind::Phone, "+4915550100001", other));
}

BOOST_AUTO_TEST_CASE(a_number_has_one_index_in_every_spelling_and_its_own) {
    BOOST_CHECK(phone("4915550100001") == phone("+4915550100001"));
    BOOST_CHECK(phone("4915550100001") != phone("4915550100002"));
    BOOST_CHECK(phone("no number") != phone("none either"));
}

BOOST_AUTO_TEST_CASE(a_user_id_is_taken_exactly_and_is_no_phone) {
    BOOST_CHECK(bsuid("US.abc") != bsuid("US.ABC"));
    BOOST_CHECK(bsuid("US.abc") != bsuid("US.abc "));
    BOOST_CHECK(bsuid("+4915550100001") != phone("+4915550100001"));
}

BOOST_AUTO_TEST_CASE(a_sender_has_an_index_for_each_identifier_phone_first) {
    const auto both = indexesOf(senderWith("+4915550100001", "DE.5"), hash());
    BOOST_REQUIRE_EQUAL(both.size(), 2u);
    BOOST_CHECK(both[0] == phone("+4915550100001"));
    BOOST_CHECK(both[1] == bsuid("DE.5"));
    BOOST_TEST(indexesOf(senderWith({}, "DE.5"), hash()).size() == 1u);
    BOOST_TEST(indexesOf({}, hash()).empty());
}

BOOST_AUTO_TEST_CASE(a_stop_covers_the_other_forms_of_the_number_each_once) {
    const auto covered = stopIndexesOf(senderWith("+5521995501000", "BR.5"), hash());
    BOOST_CHECK(std::ranges::find(covered, phone("+552195501000")) != covered.end());
    BOOST_CHECK(std::ranges::find(covered, bsuid("BR.5")) != covered.end());
    auto sorted = covered;
    std::ranges::sort(sorted);
    BOOST_CHECK(std::ranges::adjacent_find(sorted) == sorted.end());
}
