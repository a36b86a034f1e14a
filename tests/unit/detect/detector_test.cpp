// The detector as a whole: own classes, overlaps, order, borders, hostile bytes.
#include "connector/detect/detector.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "tests/unit/detect/scanned.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <random>

namespace bowline::detect {

namespace {

const OwnClass kOrder{"order_number", "ORD-\\d{6}", {}, {}};
const OwnClass kWithContext{"case_number", "\\b\\d{5}\\b", {}, {"case", "Fall"}};
const OwnClass kPetHealth{"pet_health", "", {"kidney failure", "Räude"}, {}};

struct Bad {
    const char* why;
    OwnClass own;
    const char* answer;
};
std::ostream& operator<<(std::ostream& out, const Bad& row) {
    return out << row.why;
}

const Bad kBad[] = {
    {"unclosed bracket", {"x", "[abc", {}, {}}, "pattern: unclosed bracket"},
    {"unclosed parenthesis", {"x", "(abc", {}, {}}, "pattern: unclosed parenthesis"},
    {"look-behind",
     {"x", "(?<=a)b", {}, {}},
     "pattern: look-around and back references are not possible"},
    {"star of nothing", {"x", "*a", {}, {}}, "pattern: repetition of nothing"},
    {"too many repeats", {"x", "a{100000}", {}, {}}, "pattern: repetition count too large"},
    {"too large",
     {"x", "(\\pL{30}\\pN{30}){15}", {}, {}},
     "pattern: too large, needs more than 1 MiB"},
    {"matches nothing", {"x", "a*", {}, {}}, "pattern: matches the empty text"},
    {"built-in name", {"phone", "a", {}, {}}, "id: is the name of a built-in class"},
    {"no id", {"", "a", {}, {}}, "id: is empty"},
    {"neither", {"x", "", {}, {}}, "either a pattern or words, and only one of them"},
    {"both", {"x", "a", {"b"}, {}}, "either a pattern or words, and only one of them"},
    {"hollow word", {"x", "", {"..."}, {}}, "words: one of them holds no letter or digit"},
};

/// Spans of `findings` are sorted, apart, not empty, inside `text` and on code point borders.
bool areSound(const std::vector<Finding>& findings, std::string_view text) {
    std::vector<bool> border(text.size() + 1);
    for (std::size_t at = 0; at < text.size(); at += codePointAt(text, at).length)
        border[at] = true;
    border[text.size()] = true;
    std::size_t last = 0;
    for (const auto& finding : findings) {
        const auto [begin, end] = finding.span;
        if (begin < last || begin >= end || end > text.size() || !border[begin] || !border[end])
            return false;
        last = end;
    }
    return true;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_own_pattern_is_found_through_styled_digits) {
    BOOST_TEST(scanned("order ORD-１２３456", {}, "", {kOrder}) == "order_number<ORD-１２３456>");
}

BOOST_AUTO_TEST_CASE(a_context_word_must_stand_within_forty_characters) {
    const std::string far(40, '.');
    BOOST_TEST(scanned("Fall: 12345", {}, "", {kWithContext}) == "case_number<12345>");
    BOOST_TEST(scanned("12345 is my case", {}, "", {kWithContext}) == "case_number<12345>");
    BOOST_TEST(scanned("case " + far + "12345", {}, "", {kWithContext}).empty());
    BOOST_TEST(scanned("suitcase 12345", {}, "", {kWithContext}).empty());
}

BOOST_AUTO_TEST_CASE(own_words_are_found_whole_in_any_case_and_without_accents) {
    BOOST_TEST(
        scanned("Kidney  FAILURE and raude", {}, "", {kPetHealth}) ==
        "pet_health<Kidney  FAILURE> pet_health<raude>"
    );
    BOOST_TEST(scanned("kidneys failure", {}, "", {kPetHealth}).empty());
}

BOOST_DATA_TEST_CASE(
    an_own_class_that_cannot_work_is_refused_in_our_words, boost::unit_test::data::make(kBad), row
) {
    BOOST_TEST(validateOwnClass(row.own) == row.answer);
    BOOST_CHECK_THROW(Detector({row.own}), Error);
}

BOOST_AUTO_TEST_CASE(a_good_own_class_is_accepted) {
    BOOST_TEST(validateOwnClass(kOrder).empty());
    BOOST_TEST(validateOwnClass(kPetHealth).empty());
}

BOOST_AUTO_TEST_CASE(a_pattern_that_looks_at_everything_again_and_again_is_cut_off_and_fails_closed
) {
    const OwnClass greedy{"greedy", "a(.*b)?", {}, {}};
    const std::string text(65536, 'a');
    const auto findings = Detector({greedy}).scan(text, {}, "");
    BOOST_TEST(findings.back().span.end == text.size());
    BOOST_TEST(findings.back().cls == "unread");
}

BOOST_AUTO_TEST_CASE(the_stronger_class_wins_and_the_rest_of_the_weaker_stays_covered) {
    const OwnClass note{"note", "N:[0-9 ]+Z", {}, {}};
    BOOST_TEST(
        scanned("N:4111 1111 1111 1111 7Z", {}, "", {note}) ==
        "note<N:> payment_card<4111 1111 1111 1111> note< 7Z>"
    );
}

BOOST_AUTO_TEST_CASE(a_known_number_beats_the_pattern_of_an_own_class) {
    const OwnClass digits{"customer", "\\d{13}", {}, {}};
    BOOST_TEST(
        scanned("4915550100123", {knownPhone("+4915550100123")}, "", {digits}) ==
        "phone<4915550100123>"
    );
}

BOOST_AUTO_TEST_CASE(all_classes_of_one_text_come_in_order) {
    BOOST_TEST(
        scanned(
            "Maria, 4111111111111111, maria@example.com, +4915550100123", {knownName("Maria")}
        ) ==
        "contact_name<Maria> payment_card<4111111111111111> email<maria@example.com> "
        "phone<+4915550100123>"
    );
}

BOOST_AUTO_TEST_CASE(random_bytes_neither_throw_nor_give_unsound_spans) {
    std::mt19937 random(7);  // NOLINT: the same bytes in every run
    const Detector detector({kOrder, kPetHealth, {"any", "[^x]+y?", {}, {}}});
    const std::vector<std::string> seeds{
        "4111 1111 1111 1111",
        "+49155",
        "a@b.example",
        "\xE2\x80",
        "４",
        "\u200B",
        "Maria",
        "\xFF",
        "0",
        "\xF4\x90\x80\x80"};
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (int piece = 0; piece < 12; ++piece) {
            text += random() % 3 == 0 ? std::string(1, static_cast<char>(random()))
                                      : seeds[random() % seeds.size()];
        }
        const auto findings =
            detector.scan(text, {knownName("Maria"), knownPhone("+4915550100123")}, "DE");
        BOOST_TEST_REQUIRE(areSound(findings, text), toHex(text));
    }
}

BOOST_AUTO_TEST_CASE(the_longest_hostile_text_is_read_to_its_end) {
    for (const char* piece : {"1 ", "0", "4111 ", "+4 ", "a@", "00 ", "1-", "٤"}) {
        std::string text;
        while (text.size() < 65536)
            text += piece;
        const auto findings =
            Detector({}).scan(text, {knownName("Ann Lee"), knownPhone("+4915550100123")}, "DE");
        BOOST_TEST_CONTEXT(piece) {
            BOOST_TEST(areSound(findings, text));
        }
    }
}

}  // namespace bowline::detect
