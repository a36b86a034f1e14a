// JSON in and out: kinds, bounds, and bytes that are no JSON or no UTF-8.
#include "connector/expression/json_value.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <limits>
#include <random>

using namespace bowline;
using namespace bowline::expression;
namespace data = boost::unit_test::data;

namespace {

constexpr std::size_t kMost = 1 << 20;

struct Read {
    std::string text;
    std::optional<Value> expected;
};
std::ostream& operator<<(std::ostream& out, const Read& c) {
    return out << c.text;
}

const Read kRead[] = {
    {"null", Value()},
    {"true", true},
    {" -12 ", -12},
    {"9223372036854775807", Value(std::numeric_limits<std::int64_t>::max())},
    {"9223372036854775808", "9223372036854775808"},
    {"-9223372036854775809", "-9223372036854775809"},
    {"123456789012345678901234567890", "123456789012345678901234567890"},
    {"1.50", "1.50"},
    {"1e3", "1e3"},
    {"-0", 0},
    {R"("a\u00e9\ud83d\ude00\n\/")", "aé😀\n/"},
    {R"("123")", "123"},
    {R"([])", List{}},
    {R"([1,[2,{"a":null}]])", List{1, List{2, Map{{"a", nullptr}}}}},
    {R"({"b":1,"a":{"b":2},"b":3})", Map{{"a", Map{{"b", 2}}}, {"b", 3}}},
    {"", std::nullopt},
    {"{", std::nullopt},
    {"[1,]", std::nullopt},
    {"1 2", std::nullopt},
    {"// c\n1", std::nullopt},
    {"'x'", std::nullopt},
    {"NaN", std::nullopt},
    {"1e999", std::nullopt},
    {"\"\xFF\"", std::nullopt},
    {"\"\x01\"", std::nullopt},
    {R"("\ud800")", std::nullopt},
    {"<html>", std::nullopt},
};

std::string nested(int depth) {
    const auto size = static_cast<std::size_t>(depth);
    return std::string(size, '[') + std::string(size, ']');
}

}  // namespace

BOOST_DATA_TEST_CASE(json_keeps_its_kinds, data::make(kRead), c) {
    BOOST_TEST((valueFromJson(c.text, kMost) == c.expected));
}

BOOST_AUTO_TEST_CASE(json_is_bounded_in_depth_size_and_number_of_values) {
    BOOST_TEST(valueFromJson(nested(64), kMost).has_value());
    BOOST_TEST(!valueFromJson(nested(65), kMost).has_value());
    BOOST_TEST(!valueFromJson(std::string(1'000'000, '['), kMost).has_value());
    BOOST_TEST(valueFromJson("[1,2]", 5).has_value());
    BOOST_TEST(!valueFromJson("[1,2]", 4).has_value());
    std::string many = "[0";
    while (many.size() < 2 * kJsonValues + 10)
        many += ",0";
    BOOST_TEST(!valueFromJson(many + "]", 8 * kMost).has_value());
}

BOOST_AUTO_TEST_CASE(a_body_is_always_json_and_utf8) {
    const Value hostile(Map{
        {"\"k\\", List{"\xC3", "\xED\xA0\x80", std::string(1, '\0'), "\x1F\x7F", "\u2028</b>"}},
        {"time", fromMillis(0)},
        {"no time", Instant::max()},
        {"numbers", List{std::numeric_limits<std::int64_t>::min(), false}}});
    BOOST_TEST(
        toJson(hostile) ==
        "{\"\\\"k\\\\\":[\"\uFFFD\",\"\uFFFD\uFFFD\uFFFD\",\"\\u0000\",\"\\u001f\x7F\","
        "\"\u2028</b>\"],\"no time\":null,\"numbers\":[-9223372036854775808,false],"
        "\"time\":\"1970-01-01T00:00:00Z\"}"
    );
}

BOOST_AUTO_TEST_CASE(a_tree_too_deep_to_be_anybodys_is_written_without_its_end) {
    Value deep("end");
    for (int n = 0; n < 1000; ++n)
        deep = Value(List{std::move(deep)});
    const auto text = toJson(deep);
    BOOST_TEST(text.find("null") != std::string::npos);
    BOOST_TEST(text.find("end") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_was_written_is_read_as_the_same) {
    std::mt19937 random(3);
    const std::string bytes = "\"\\/{}[],:\n\t\x01 aé€😀0";
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (auto n = random() % 20; n > 0; --n)
            text += bytes[random() % bytes.size()];
        const auto clean = valueFromJson(toJson(Value(text)), kMost);
        BOOST_REQUIRE(clean.has_value());
        const Value tree(Map{{toJson(*clean), List{*clean, 1, nullptr, true, Map{}, List{}}}});
        BOOST_REQUIRE((valueFromJson(toJson(tree), kMost) == tree));
    }
}
