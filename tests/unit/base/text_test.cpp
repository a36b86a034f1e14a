// Bytes, UTF-8, names.
#include "connector/base/text.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
namespace data = boost::unit_test::data;

namespace {

struct Slip {
    const char* typed;
    const char* meant;  ///< empty: too far from everything
};
std::ostream& operator<<(std::ostream& out, const Slip& slip) {
    return out << slip.typed;
}
const Slip kSlips[] = {
    {"purpse", "purpose"}, {"destnation", "destination"}, {"tex", "text"}, {"zebra", ""}};

struct Utf8Case {
    const char* why;
    std::string bytes;
    CodePoint expected;
};
std::ostream& operator<<(std::ostream& out, const Utf8Case& c) {
    return out << c.why;
}
const Utf8Case kUtf8[] = {
    {"a letter", "a", {U'a', 1}},
    {"two bytes", "\xC3\xA9", {U'é', 2}},
    {"four bytes", "\xF0\x9F\x98\x80", {U'😀', 4}},
    {"an overlong slash is no slash", "\xC0\xAF", {0xFFFD, 1}},
    {"a surrogate is invalid", "\xED\xA0\x80", {0xFFFD, 1}},
    {"a cut sequence is invalid", "\xE2\x82", {0xFFFD, 1}},
    {"a lone tail byte is invalid", "\x80", {0xFFFD, 1}},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_slip_finds_the_name_that_was_meant, data::make(kSlips), slip) {
    const std::vector<std::string> known{"destination", "purpose", "text"};
    BOOST_TEST(nearestName(slip.typed, known).value_or("") == slip.meant);
}

BOOST_DATA_TEST_CASE(utf8_is_read_strictly_and_always_ends, data::make(kUtf8), c) {
    const auto read = codePointAt(c.bytes, 0);
    BOOST_TEST((read.value == c.expected.value && read.length == c.expected.length), c.why);
}

BOOST_AUTO_TEST_CASE(every_code_point_survives_being_written_and_read) {
    for (char32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        std::string bytes;
        appendUtf8(bytes, c);
        const auto read = codePointAt(bytes, 0);
        BOOST_REQUIRE(read.value == c && read.length == bytes.size());
    }
}

BOOST_AUTO_TEST_CASE(hex_goes_both_ways_and_refuses_the_rest) {
    BOOST_TEST(toHex(std::string("\x00\xFFz", 3)) == "00ff7a");
    BOOST_TEST((fromHex("00FF7a") == std::string("\x00\xFFz", 3)));
    BOOST_TEST(!fromHex("0").has_value());
    BOOST_TEST(!fromHex("0g").has_value());
}

BOOST_AUTO_TEST_CASE(trimming_leaves_the_inside_alone) {
    BOOST_TEST(trimmed("\r\n a b \t") == "a b");
    BOOST_TEST(trimmed(" \t").empty());
}
