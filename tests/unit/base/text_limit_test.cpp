// Limits of texts as their authors write them. How a text is shortened: adapters_rest/runner_texts.
#include "connector/base/text_limit.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;

BOOST_AUTO_TEST_SUITE(text_limits)

BOOST_AUTO_TEST_CASE(a_limit_is_a_number_with_its_unit) {
    BOOST_TEST((parseTextLimit("200 bytes") == TextLimit{200, TextUnit::Bytes}));
    BOOST_TEST((parseTextLimit("255  characters") == TextLimit{255, TextUnit::Characters}));
    for (const char* none :
         {"",
          "255",
          "bytes",
          "0 bytes",
          "-1 bytes",
          "2.5 bytes",
          "9 words",
          "2000000000 bytes",
          "99999999999999999999999 bytes"})
        BOOST_TEST(!parseTextLimit(none), none);
}

BOOST_AUTO_TEST_SUITE_END()
