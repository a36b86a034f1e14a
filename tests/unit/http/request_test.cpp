// What a Request tells, what a Responder promises, and the bytes of an answer.
#include "connector/http/server.h"
#include "connector/http/wire_answer.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace bowline::http {

BOOST_AUTO_TEST_SUITE(request)

BOOST_AUTO_TEST_CASE(a_header_is_found_in_any_case) {
    Request request;
    request.headers = {{"X-Hub-Signature-256", "sha256=00"}};
    BOOST_TEST(request.header("x-hub-signature-256").value() == "sha256=00");
    BOOST_TEST(!request.header("x-hub-signature").has_value());
}

struct ParameterCase {
    const char* why;
    const char* query;
    std::optional<std::string> expected;
    friend std::ostream& operator<<(std::ostream& out, const ParameterCase& c) {
        return out << c.why;
    }
};

const std::vector<ParameterCase> kParameters{
    {"plain", "hub.mode=subscribe&hub.challenge=42", "42"},
    {"percent and plus", "hub.challenge=a%20b+c%2B", "a b c+"},
    {"encoded name", "hub%2Echallenge=7", "7"},
    {"no value", "hub.challenge", ""},
    {"absent", "hub.challengers=1", std::nullopt},
    {"half an escape", "hub.challenge=%4", std::nullopt},
    {"not hexadecimal", "hub.challenge=%zz", std::nullopt},
    {"empty query", "", std::nullopt},
    {"the first of two", "hub.challenge=1&hub.challenge=2", "1"},
};

BOOST_DATA_TEST_CASE(a_parameter_is_decoded_or_absent, kParameters) {
    Request request;
    request.query = sample.query;
    BOOST_TEST((request.parameter("hub.challenge") == sample.expected));
}

BOOST_AUTO_TEST_CASE(a_responder_answers_once) {
    std::vector<int> sent;
    const Responder respond([&](const Response& response) { sent.push_back(response.status); });
    respond(Response{});
    respond(Response{});
    BOOST_TEST(sent == std::vector<int>{200}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_responder_dropped_without_a_call_answers_500_when_its_last_copy_goes) {
    std::vector<int> sent;
    std::optional<Responder> first([&](const Response& response) {
        sent.push_back(response.status);
    });
    std::optional<Responder> second = first;
    first.reset();
    BOOST_TEST(sent.empty());
    second.reset();
    BOOST_TEST(sent == std::vector<int>{500}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_answer_says_its_length_forbids_storing_and_names_no_server) {
    Response response;
    response.body = "hello";
    BOOST_TEST(
        wireForm(response, {.headOnly = false, .close = false}) ==
        "HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Length: 5\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nhello"
    );
}

BOOST_AUTO_TEST_CASE(the_answer_to_a_head_says_the_length_of_the_body_it_leaves_out) {
    Response response;
    response.body = "hello";
    const auto wire = wireForm(response, {.headOnly = true, .close = true});
    BOOST_TEST(wire.find("Content-Length: 5\r\n") != std::string::npos);
    BOOST_TEST(wire.find("Connection: close\r\n") != std::string::npos);
    BOOST_TEST(wire.ends_with("\r\n\r\n"));
}

BOOST_AUTO_TEST_CASE(an_answer_without_content_has_no_length) {
    Response response;
    response.status = 204;
    response.body = "dropped";
    const auto wire = wireForm(response, {.headOnly = false, .close = false});
    BOOST_TEST(wire == "HTTP/1.1 204 No Content\r\nCache-Control: no-store\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(a_content_type_cannot_smuggle_a_header) {
    Response response;
    response.contentType = "text/plain\r\nSet-Cookie: a=b";
    const auto wire = wireForm(response, {.headOnly = false, .close = false});
    BOOST_TEST(wire.find("Set-Cookie") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_interim_or_unknown_status_becomes_500) {
    for (const int status : {0, 100, 199, 600, -1}) {
        Response response;
        response.status = status;
        BOOST_TEST(
            wireForm(response, {.headOnly = false, .close = false}).starts_with("HTTP/1.1 500 ")
        );
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
