// Values over several messages: found in each part, and no two things taken for one.
#include "connector/detect/split_values.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

using namespace bowline;
using namespace bowline::detect;
using boost::unit_test::data::make;

namespace {

using Texts = std::vector<std::string>;

std::vector<std::string_view> viewsOf(const Texts& texts) {
    return {texts.begin(), texts.end()};
}

const Detector& detector() {
    static const Detector made{std::vector<OwnClass>{}};
    return made;
}

/// Every message of a conversation with what is found in it replaced by its class.
Texts masked(const Texts& conversation) {
    Texts out;
    for (std::size_t i = 0; i < conversation.size(); ++i) {
        const auto at = conversation.begin() + static_cast<std::ptrdiff_t>(i);
        const Texts before(conversation.begin(), at);
        const Texts after(at + 1, conversation.end());
        const TextsAround around{viewsOf(before), viewsOf(after), 0};
        std::string text = conversation[i];
        const auto found = scanAmong(detector(), text, around, {}, "GB").findings;
        for (auto one = found.rbegin(); one != found.rend(); ++one)
            text.replace(one->span.begin, one->span.end - one->span.begin, "[" + one->cls + "]");
        out.push_back(text);
    }
    return out;
}

struct Talk {
    const char* name;
    Texts says;
    Texts shows;
    friend std::ostream& operator<<(std::ostream& out, const Talk& talk) {
        return out << talk.name;
    }
};

const Talk kTalks[] = {
    {"a_card_in_halves", {"4111 1111", "1111 1111"}, {"[payment_card]", "[payment_card]"}},
    {"a_card_in_groups_with_words_at_both_ends",
     {"my card 4111", "1111", "1111", "1111 thanks"},
     {"my card [payment_card]", "[payment_card]", "[payment_card]", "[payment_card] thanks"}},
    {"a_card_cut_anywhere", {"41111111111", "11111"}, {"[payment_card]", "[payment_card]"}},
    {"a_card_in_full_width_digits",
     {"４１１１１１１１", "１１１１１１１１"},
     {"[payment_card]", "[payment_card]"}},
    {"a_card_with_asides_between",
     {"my card", "4111 11", "wait", "11 1111", "sorry cat on keyboard", "1111"},
     {"my card",
      "[payment_card]",
      "wait",
      "[payment_card]",
      "sorry cat on keyboard",
      "[payment_card]"}},
    {"an_iban", {"DE89 3704 0044", "0532 0130 00"}, {"[iban]", "[iban]"}},
    {"an_address_at_its_sign", {"ana.example@", "example.org"}, {"[email]", "[email]"}},
    {"an_address_that_begins_with_its_sign",
     {"ana.example", "@example.org"},
     {"[email]", "[email]"}},
    {"an_international_number", {"+44 7700", "900123"}, {"[phone]", "[phone]"}},
    {"words_of_the_message_before_say_what_it_is",
     {"What is your passport number?", "C01X00T47"},
     {"What is your passport number?", "[passport]"}},
    {"words_of_the_message_after_say_it_too",
     {"C01X00T47", "that is my passport number"},
     {"[passport]", "that is my passport number"}},
};

const Talk kApart[] = {
    {"halves_with_a_sentence_between",
     {"4111 1111", "I will send you the other half of it in a moment", "1111 1111"},
     {}},
    {"numbers_of_two_orders", {"order 123456", "and order 654321"}, {}},
    {"a_number_and_a_time", {"it was delivered to 4111", "at 11 am"}, {}},
    {"digits_that_pass_no_check", {"4111 1111", "1111 1112"}, {}},
    {"a_sentence_and_an_address_of_the_web", {"see you there.", "example.org"}, {}},
};

TextsAround waitingFor(const Texts& before, const Texts& after, std::size_t waiting) {
    return {viewsOf(before), viewsOf(after), waiting};
}

bool goesOn(const std::string& text, const Texts& before = {}, const Texts& after = {}) {
    return mayGoOn(detector(), text, waitingFor(before, after, before.size()), {}, "GB");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(split_values)

BOOST_DATA_TEST_CASE(each_part_is_found_in_its_message, make(kTalks), talk) {
    BOOST_TEST(masked(talk.says) == talk.shows, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(two_things_are_not_one, make(kApart), talk) {
    BOOST_TEST(masked(talk.says) == talk.says, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_found_alone_is_found_among_others) {
    const Texts said{"order 4711", "call +44 7700 900123", "bye 12"};
    BOOST_TEST(masked(said)[1] == "call [phone]");
}

BOOST_AUTO_TEST_CASE(two_digits_in_a_sentence_go_on_with_nothing) {
    BOOST_TEST(masked({"call +44 7700 9001", "23 is my house"})[1] == "23 is my house");
    BOOST_TEST(masked({"call +44 7700 9001", "23"})[1] == "[phone]");
}

BOOST_AUTO_TEST_CASE(the_parts_before_and_the_whole_value_are_told) {
    const Texts before{"hello", "my card is 4111 1111"};
    const std::string text = "1111 1111, ok?";
    const auto found = scanAmong(detector(), text, {viewsOf(before), {}, 0}, {}, "GB");
    BOOST_REQUIRE_EQUAL(found.earlier.size(), 1U);
    BOOST_TEST(found.earlier[0].text == 1U);
    BOOST_TEST(found.earlier[0].part.expose() == "4111 1111");
    BOOST_TEST(found.earlier[0].cls == "payment_card");
    BOOST_REQUIRE_EQUAL(found.whole.size(), 1U);
    BOOST_TEST(found.whole[0].second.expose() == "4111 1111\n1111 1111");
    BOOST_REQUIRE_EQUAL(found.findings.size(), 1U);
    BOOST_TEST(found.findings[0].isPart);
    BOOST_TEST(found.findings[0].reason == "split");
}

BOOST_AUTO_TEST_CASE(only_the_end_of_a_long_message_is_read_with_the_next) {
    const std::string near = std::string(100'000, 'x') + " 4111 1111";
    BOOST_TEST(masked({near, "1111 1111"})[1] == "[payment_card]");
    const std::string far = "4111 1111" + std::string(300, ' ');
    BOOST_TEST(masked({far, "1111 1111"})[1] == "1111 1111");
}

BOOST_AUTO_TEST_CASE(a_text_without_digits_is_not_read_with_others) {
    BOOST_TEST(!mayBeSplit("when do you open?"));
    BOOST_TEST(!mayBeSplit(""));
    BOOST_TEST(mayBeSplit("at 5"));
    BOOST_TEST(mayBeSplit("٤١١١"));
    BOOST_TEST(mayBeSplit("four one one one one one"));
    BOOST_TEST(mayBeSplit("ana.example@"));
}

BOOST_AUTO_TEST_CASE(asides_in_lines_of_one_text_do_not_part_a_value) {
    BOOST_TEST(
        masked({"my card\n4111 11\nwait\n11 1111\n1111\nok?"})[0] ==
        "my card\n[payment_card]\nwait\n[payment_card]\n[payment_card]\nok?"
    );
    const std::string apart =
        "4111 1111\nI will send you the rest of it in a moment, yes\n1111 1111";
    BOOST_TEST(masked({apart})[0] == apart);
    const std::string sentences = "my order 4111 1111\nwait\n1111 1111";
    BOOST_TEST(masked({sentences})[0] == sentences);
}

BOOST_AUTO_TEST_CASE(digits_without_a_word_may_go_on) {
    BOOST_TEST(goesOn("4111 1111"));
    BOOST_TEST(goesOn("411"));
    BOOST_TEST(goesOn("DE89 3704"));
    BOOST_TEST(goesOn("４１１１ １１１１"));
    BOOST_TEST(goesOn("777", {}, {"4111 1111 1111 1111"}));
    BOOST_TEST(goesOn("4111", {}, {"1111"}));
    BOOST_TEST(goesOn("1111", {"4111"}, {}));
    BOOST_TEST(goesOn("1", {"4111"}, {}));
    BOOST_TEST(goesOn("4111", {}, {"wait", "1111"}));
    BOOST_TEST(goesOn("wait", {"4111"}, {}));
}

BOOST_AUTO_TEST_CASE(what_is_whole_or_says_something_does_not_go_on) {
    BOOST_TEST(!goesOn("4111 1111 1111 1111"));
    BOOST_TEST(!goesOn("4111 1111", {}, {"1111 1111"}));
    BOOST_TEST(!goesOn("1111 1111", {"4111 1111"}, {}));
    BOOST_TEST(!goesOn("order 4111"));
    BOOST_TEST(!goesOn("4111", {}, {"is my order 17"}));
    BOOST_TEST(!goesOn("4111", {}, {"is my order, and I would like to know where it is"}));
    BOOST_TEST(!goesOn("4111 1111", {}, {"wait", "1111 1111"}));
    BOOST_TEST(!goesOn("wait"));
    BOOST_TEST(!goesOn("41"));
    BOOST_TEST(!goesOn("hello"));
    BOOST_TEST(!goesOn(""));
}

BOOST_AUTO_TEST_SUITE_END()
