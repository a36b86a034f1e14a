// Sensitive values do not leak by accident, hashes are what the standards say, ids stay apart.
#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/random_id.h"
#include "connector/base/sensitive.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace bowline;

namespace {

template <class T>
concept BecomesJson = requires(T t) {
    nlohmann::json(t);
};
template <class T>
concept BecomesText =
    std::is_convertible_v<T, std::string> || std::is_convertible_v<T, std::string_view>;

static_assert(!BecomesJson<Phone> && BecomesJson<std::string>);
static_assert(!BecomesText<Phone> && !BecomesText<MessageText>);
static_assert(!std::is_same_v<Phone, AccessToken> && !std::is_convertible_v<Phone, Bsuid>);
static_assert(!std::is_convertible_v<PersonId, EventId>);

std::string hex(const Digest& digest) {
    return toHex(asText(digest));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_phone_number_streams_as_a_mask) {
    std::ostringstream out;
    out << Phone{"+15550100123"};
    BOOST_TEST(out.str() == "[masked]");
}

BOOST_AUTO_TEST_CASE(nothing_of_a_phone_stays_in_the_object_when_it_is_moved_or_dropped) {
    alignas(Phone) unsigned char place[sizeof(Phone)];
    auto* phone = new (place) Phone("+15550100123");
    const char* bytes = phone->expose().data();
    Phone moved(std::move(*phone));
    BOOST_TEST(phone->expose().empty());
    BOOST_TEST((moved.expose().data() == bytes));
    phone->~Phone();
    const std::string_view left(reinterpret_cast<char*>(place), sizeof place);
    BOOST_TEST((left.find("5550100") == std::string_view::npos));
}

BOOST_AUTO_TEST_CASE(an_error_caught_as_std_exception_still_says_what_happened) {
    try {
        throw StoreBusy("outbox: disk is full", "free space");
    } catch (const std::exception& e) {
        BOOST_TEST(std::string(e.what()) == "outbox: disk is full");
    }
}

BOOST_AUTO_TEST_CASE(sha256_of_abc_is_the_value_of_fips_180) {
    constexpr auto kExpected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    BOOST_TEST(hex(sha256("abc")) == kExpected);
    BOOST_TEST(hex(sha256({"a", "", "bc"})) == kExpected);
}

BOOST_AUTO_TEST_CASE(hmac_sha1_is_the_value_of_rfc_2202_case_2_in_whatever_parts) {
    const KeyedSha1 hash("Jefe");
    const std::string expected = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79";
    const std::string_view whole[] = {"what do ya want for nothing?"};
    const std::string_view parts[] = {"what do ya ", "", "want for nothing?"};
    BOOST_TEST(toHex(asText(hash.of(whole))) == expected);
    BOOST_TEST(toHex(asText(hash.of(parts))) == expected);
    BOOST_TEST(toHex(asText(KeyedSha1("jefe").of(whole))) != expected);
}

BOOST_AUTO_TEST_CASE(hmac_is_the_value_of_rfc_4231_case_2) {
    const KeyedHash hash("Jefe");
    BOOST_TEST(
        hex(hash.of("what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
}

BOOST_AUTO_TEST_CASE(fields_that_join_to_the_same_text_hash_apart) {
    const KeyedHash hash("key");
    BOOST_TEST((hash.ofFields({"ab", "c"}) != hash.ofFields({"a", "bc"})));
    BOOST_TEST((hash.ofFields({"ab", "c"}) == hash.ofFields({"ab", "c"})));
}

BOOST_AUTO_TEST_CASE(an_id_needs_sixteen_bytes_and_two_drawn_ids_differ) {
    BOOST_TEST(!EventId::fromBytes("short").has_value());
    const auto id = newId<EventId>();
    BOOST_TEST((*EventId::fromBytes(id.bytes()) == id));
    BOOST_TEST((newId<EventId>() != id));
}
