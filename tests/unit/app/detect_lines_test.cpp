// `bowline detect`: lines in, lines out, offsets in code points.
#include "connector/app/detect/jsonl.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

namespace bowline::app {

namespace {

struct Answer {
    std::size_t unread = 0;
    std::string out;
    std::string faults;
};

Answer detected(const std::string& lines, const std::string& region = "") {
    std::istringstream in(lines);
    std::ostringstream out;
    std::ostringstream faults;
    const auto unread = detectLines(in, out, faults, region);
    return {unread, out.str(), faults.str()};
}

nlohmann::json onlySpan(const Answer& answer) {
    const auto line = nlohmann::json::parse(answer.out);
    BOOST_REQUIRE_EQUAL(line.at("spans").size(), 1U);
    return line["spans"][0];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(detect_lines)

BOOST_AUTO_TEST_CASE(offsets_count_code_points) {
    const auto span = onlySpan(detected(R"({"id":"a","text":"🐕 é 4111 1111 1111 1111 ok"})"));
    BOOST_TEST(span.at("start") == 4);
    BOOST_TEST(span.at("end") == 23);
    BOOST_TEST(span.at("type") == "CREDIT_CARD");
    BOOST_TEST(span.at("class") == "payment_card");
    BOOST_TEST(span.at("reason") == "luhn+iin");
}

BOOST_AUTO_TEST_CASE(a_line_that_cannot_be_read_is_told_and_the_others_go_on) {
    const auto answer =
        detected("{\"id\":1,\"text\":\"hi\"}\nnonsense\n\n{\"text\":7}\n{\"id\":2,\"text\":\"\"}\n"
        );
    BOOST_TEST(answer.unread == 2U);
    BOOST_TEST(answer.out == "{\"id\":1,\"spans\":[]}\n{\"id\":2,\"spans\":[]}\n");
    BOOST_TEST(
        answer.faults ==
        "line 2: is no JSON object with a \"text\"; it was left out\n"
        "line 4: is no JSON object with a \"text\"; it was left out\n"
    );
}

BOOST_AUTO_TEST_CASE(a_lines_own_region_wins) {
    const std::string national = R"({"id":1,"text":"0155 50100123","region":"DE"})";
    BOOST_TEST(onlySpan(detected(national, "US")).at("reason") == "plan");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::app
