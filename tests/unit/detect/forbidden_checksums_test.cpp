// Cards and accounts that nobody listed: the search for forbidden values knows them by their check
// digits.
#include "connector/detect/forbidden_search.h"

#include <boost/test/unit_test.hpp>

#include <string>

namespace bowline::detect {

BOOST_AUTO_TEST_SUITE(forbidden_checksums)

BOOST_AUTO_TEST_CASE(two_ids_side_by_side_are_no_card) {
    const ForbiddenSearch search(Forbidden{});
    BOOST_TEST(!search.in(R"({"a":"41111111","b":"11111111"})", kAllChecksums).has_value());
    BOOST_TEST(!search.in(R"(["41111111","11111111"])", kAllChecksums).has_value());
    BOOST_TEST(!search.in("a=41111111&b=11111111", kAllChecksums).has_value());
}

BOOST_AUTO_TEST_CASE(a_card_that_nobody_listed_is_found_by_its_check_digit) {
    const ForbiddenSearch search(Forbidden{});
    for (const char* text :
         {"4111 1111 1111 1111",
          "x 378282246310005 y",
          "%34111111111111111",
          "NDExMTExMTExMTExMTExMQ=="}) {
        BOOST_TEST_CONTEXT(text) {
            const auto hit = search.in(text, kAllChecksums);
            BOOST_TEST_REQUIRE(hit.has_value());
            BOOST_TEST(hit->cls == "payment_card");
            BOOST_TEST(!search.in(text, kNoChecksums).has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_card_that_nobody_listed_is_found_behind_other_numbers) {
    const ForbiddenSearch search(Forbidden{});
    for (std::size_t size = 1; size < 20; ++size) {
        const std::string text = std::string(size, '7') + " and 1 and 30569309025904";
        BOOST_TEST(search.in(text, kAllChecksums).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(an_account_that_nobody_listed_is_found_by_its_check_digits) {
    const ForbiddenSearch search(Forbidden{});
    for (const std::string account :
         {"DE89370400440532013000",
          "de89 3704 0044 0532 0130 00",
          "DE89-3704-0044-0532-0130-00",
          "GB82 WEST 1234 5698 7654 32",
          "D%4589370400440532013000",
          "ＤＥ８９３７０４００４４０５３２０１３０００"}) {
        const std::string text = "transfer to " + account + ", please";
        const auto hit = search.in(text, {false, true});
        BOOST_TEST_CONTEXT(text) {
            BOOST_REQUIRE(hit.has_value());
            BOOST_TEST(hit->cls == "iban");
            BOOST_TEST(!search.in(text, {true, false}).has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_account_passes_the_checksum_look) {
    const ForbiddenSearch search(Forbidden{});
    for (const std::string text :
         {"DE88370400440532013000",
          "DE8937040044053201300",
          "DE893704004405320130001",
          "XX89370400440532013000",
          "MADE89370400440532013000",
          "de",
          "DE89 3704 and 0044 0532 0130 00",
          "DEXX370400440532013000"})
        BOOST_TEST_CONTEXT(text) BOOST_TEST(!search.in(text, kAllChecksums).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_no_card_passes_the_checksum_look) {
    const ForbiddenSearch search(Forbidden{});
    for (const char* text :
         {"4111 1111 1111 1112",
          "+49 155 50100123",
          "1700000000000",
          "c4111111111111111aaaaaaaaaaaaaaa",
          "4111111111111111aaaaaaaaaaaaaaaa",
          "4111,1111,1111,1111",
          "2026-05-12 10:30:00"}) {
        BOOST_TEST_CONTEXT(text) BOOST_TEST(!search.in(text, kAllChecksums).has_value());
    }
}

BOOST_AUTO_TEST_CASE(an_allowed_account_is_none_and_another_is) {
    const std::set<std::string> allowed{"de89370400440532013000"};
    const Checksums also{true, true, &allowed};
    const ForbiddenSearch search(Forbidden{});
    BOOST_TEST(!search.in("to DE89 3704 0044 0532 0130 00", also).has_value());
    BOOST_TEST(!search.in("to DE%38%39 3704 0044 0532 0130 00", also).has_value());
    BOOST_TEST(search.in("to GB82 WEST 1234 5698 7654 32", also).has_value());
    BOOST_TEST(search.in("DE89370400440532013000 or GB82WEST12345698765432", also).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::detect
