// Texts of an item on their way out: nothing lost, nothing longer than the system takes.
#include "adapters/rest/texts.h"
#include "connector/base/text.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline;
using namespace bowline::adapters::rest;

namespace {

Content content(std::size_t most, TextUnit unit, TextFormat format) {
    return {format, {most, unit}, {}};
}

std::string repeated(std::string_view what, int times) {
    std::string out;
    while (times-- > 0)
        out += what;
    return out;
}

/// The parts without their labels, put together again.
std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const auto& part : parts)
        out += part.starts_with("(") ? part.substr(part.find(") ") + 2) : part;
    return out;
}

bool isUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto c = codePointAt(text, at);
        if (c.value == 0xFFFD && c.length == 1)
            return false;
        at += c.length;
    }
    return true;
}

}  // namespace

BOOST_AUTO_TEST_CASE(control_characters_are_dropped_but_line_feed_and_tab) {
    BOOST_TEST(
        cleaned(std::string_view(
            "a\0b\r\n\tc\x1B\x7F"
            "d",
            10
        )) == "ab\n\tcd"
    );
    BOOST_TEST(cleaned("é\xFF\xC3") == "é\uFFFD\uFFFD");
}

BOOST_AUTO_TEST_CASE(a_subject_within_its_limit_stays) {
    BOOST_TEST(shortened("ééé", {3, TextUnit::Characters}) == "ééé");
    BOOST_TEST(shortened("ééé", {6, TextUnit::Bytes}) == "ééé");
    BOOST_TEST(shortened("ééé", {}) == "ééé");
}

BOOST_AUTO_TEST_CASE(a_longer_subject_ends_with_an_ellipsis_inside_the_limit) {
    BOOST_TEST(shortened("éééé", {3, TextUnit::Characters}) == "éé…");
    BOOST_TEST(shortened("éééé", {7, TextUnit::Bytes}) == "éé…");
    BOOST_TEST(shortened("éééé", {6, TextUnit::Bytes}) == "é…");
    BOOST_TEST(shortened("éééé", {3, TextUnit::Bytes}) == "é");
    BOOST_TEST(shortened("éééé", {1, TextUnit::Bytes}) == "");
}

BOOST_AUTO_TEST_CASE(a_text_within_its_limit_is_one_message_without_a_label) {
    const auto parts = messagesOf("hello", content(5, TextUnit::Bytes, TextFormat::Plain));
    BOOST_TEST((parts == std::vector<std::string>{"hello"}));
    BOOST_TEST(messagesOf("", content(5, TextUnit::Bytes, TextFormat::Plain)).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_longer_text_is_cut_behind_a_line_end_or_a_blank) {
    const auto limit = content(70, TextUnit::Bytes, TextFormat::Plain);
    const std::string text =
        repeated("a", 40) + " b\n" + repeated("c", 40) + " " + repeated("d", 60);
    const auto parts = messagesOf(text, limit);
    BOOST_REQUIRE(parts.size() == 3u);
    BOOST_TEST(parts[0] == "(1/3) " + repeated("a", 40) + " b\n");
    BOOST_TEST(parts[1] == "(2/3) " + repeated("c", 40) + " ");
    BOOST_TEST(parts[2] == "(3/3) " + repeated("d", 60));
}

BOOST_AUTO_TEST_CASE(no_part_is_longer_than_the_limit_and_nothing_is_lost) {
    const std::string text =
        repeated("Zeile mit Umlaut ü und 🎉 ohne Ende ", 400) + repeated("é", 500);
    for (const auto unit : {TextUnit::Bytes, TextUnit::Characters}) {
        const auto parts = messagesOf(text, content(100, unit, TextFormat::Plain));
        BOOST_TEST(parts.size() > 99u);
        BOOST_TEST(joined(parts) == text);
        for (const auto& part : parts) {
            const bool isWithin =
                unit == TextUnit::Characters ? part.size() <= 400 : part.size() <= 100;
            BOOST_TEST(isWithin);
            BOOST_TEST(isUtf8(part));
        }
        BOOST_TEST(parts.back().starts_with(
            "(" + std::to_string(parts.size()) + "/" + std::to_string(parts.size()) + ") "
        ));
    }
}

BOOST_AUTO_TEST_CASE(what_html_escapes_counts_as_what_it_becomes) {
    const auto limit = content(120, TextUnit::Bytes, TextFormat::Html);
    const auto parts = messagesOf(repeated("<", 60), limit);
    BOOST_TEST(joined(parts) == repeated("<", 60));
    for (const auto& part : parts)
        BOOST_TEST(std::ranges::count(part, '<') * 4 + 6 <= 120);
    BOOST_TEST(messagesOf(repeated("x", 120), limit).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_text_that_an_expression_would_cut_becomes_several_without_any_limit) {
    const std::string text = repeated("&", 65'536);
    const auto parts = messagesOf(text, content(0, TextUnit::Bytes, TextFormat::Html));
    BOOST_TEST(parts.size() == 2u);
    BOOST_TEST(joined(parts) == text);
}

BOOST_AUTO_TEST_CASE(a_limit_without_room_for_labels_has_none) {
    const auto parts = messagesOf("abcdefgh", content(3, TextUnit::Bytes, TextFormat::Plain));
    BOOST_TEST((parts == std::vector<std::string>{"abc", "def", "gh"}));
    const auto tiny = messagesOf("é🎉", content(1, TextUnit::Bytes, TextFormat::Plain));
    BOOST_TEST((tiny == std::vector<std::string>{"é", "🎉"}));
}
