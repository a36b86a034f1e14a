// The words of a text that speak of values: where they stand, and what two of them together say.
#include "connector/detect/cues.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

namespace bowline::detect {

BOOST_AUTO_TEST_SUITE(cues)

// The passport's row comes behind the telephone's in the table, and before it in the text.
BOOST_AUTO_TEST_CASE(words_without_blanks_between_them_stand_in_the_text_s_order) {
    const std::string text = "我的护照和手机还有卡号";
    const Cues found(text);
    BOOST_TEST_REQUIRE(found.all().size() == 3U);
    BOOST_TEST(std::ranges::is_sorted(found.all(), {}, [](const CueHit& hit) {
        return hit.span.begin;
    }));
    BOOST_TEST(found.all().front().cues.has(Cue::Passport));
    BOOST_TEST(found.all().back().cues.has(Cue::Card));
}

BOOST_AUTO_TEST_CASE(a_word_is_known_whole_and_by_its_beginning_in_any_case) {
    BOOST_TEST(Cues("PESEL").anywhere().has(Cue::IdName));
    BOOST_TEST(Cues("my Telefonnummer").anywhere().has(Cue::Phone));
    BOOST_TEST(Cues("nothing of the sort").anywhere().has(Cue::Phone) == false);
}

BOOST_AUTO_TEST_CASE(a_number_of_a_thing_is_no_telephones) {
    BOOST_TEST(Cues("my number").anywhere().has(Cue::Phone));
    for (const char* text : {"membership number", "street number", "name number"})
        BOOST_TEST(!Cues(text).anywhere().has(Cue::Phone), text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::detect
