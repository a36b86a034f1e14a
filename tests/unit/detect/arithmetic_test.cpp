// Check digits against the published examples of each method.
#include "connector/detect/identifiers/arithmetic.h"

#include <boost/test/unit_test.hpp>

namespace bowline::detect {

BOOST_AUTO_TEST_SUITE(arithmetic)

BOOST_AUTO_TEST_CASE(luhn_takes_the_standards_example_and_none_of_its_neighbours) {
    BOOST_TEST(passesLuhn("79927398713"));
    for (const char* other : {"79927398710", "79927398711", "79927398712", "79927398714"})
        BOOST_TEST(!passesLuhn(other));
}

BOOST_AUTO_TEST_CASE(mod_97_is_one_for_an_iban_whose_head_stands_behind) {
    BOOST_TEST(mod97("370400440532013000DE89") == 1);
    BOOST_TEST(mod97("370400440532013000DE88") != 1);
}

BOOST_AUTO_TEST_CASE(mod_11_10_and_mod_11_2_take_the_standards_examples) {
    BOOST_TEST(passesMod11And10("07945"));
    BOOST_TEST(!passesMod11And10("07946"));
    BOOST_TEST(passesMod11And2("079X"));
    BOOST_TEST(!passesMod11And2("0790"));
}

BOOST_AUTO_TEST_CASE(verhoeff_sees_two_digits_that_changed_places) {
    BOOST_TEST(passesVerhoeff("2363"));
    BOOST_TEST(!passesVerhoeff("2633"));
    BOOST_TEST(!passesVerhoeff("2364"));
}

BOOST_AUTO_TEST_CASE(icao_gives_the_check_digits_of_its_specimen) {
    BOOST_TEST(icaoCheck("L898902C<") == 3);
    BOOST_TEST(icaoCheck("690806") == 1);
    BOOST_TEST(icaoCheck("940623") == 6);
}

BOOST_AUTO_TEST_CASE(there_are_days_that_do_not_exist) {
    BOOST_TEST(isDay(2, 29));
    BOOST_TEST(!isDay(2, 30));
    BOOST_TEST(!isDay(13, 1));
    BOOST_TEST(!isDay(4, 31));
    BOOST_TEST(isYearMonthDay("000229", 0));
    BOOST_TEST(!isDayMonthYear("310400", 0));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::detect
