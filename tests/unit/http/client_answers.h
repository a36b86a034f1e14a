// What the tests of both clients ask of an answer.
#pragma once

#include "connector/http/client.h"

#include <boost/test/unit_test.hpp>

#include <string>
#include <variant>

namespace bowline::http::test {

inline NoAnswer none(const Answer& answer) {
    BOOST_REQUIRE(std::holds_alternative<NoAnswer>(answer));
    return std::get<NoAnswer>(answer);
}

inline void checkNone(const Answer& answer, NoAnswerCode code, bool sent) {
    BOOST_TEST(nameOf(none(answer).code) == nameOf(code));
    BOOST_TEST(none(answer).sent == sent);
}

inline std::string body(const Answer& answer) {
    BOOST_REQUIRE(std::holds_alternative<ClientAnswer>(answer));
    return std::get<ClientAnswer>(answer).body;
}

}  // namespace bowline::http::test
