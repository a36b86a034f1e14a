// Every alarm has a cure, the known ones their own.
#include "connector/insight/cures.h"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

using bowline::insight::cureOf;

BOOST_AUTO_TEST_SUITE(cures)

BOOST_AUTO_TEST_CASE(what_differs_in_what_to_do_differs_in_its_cure) {
    std::set<std::string_view> seen;
    for (const char* code :
         {"account.disabled_update",
          "account.phone_number_removed",
          "errors.190",
          "errors.131042",
          "errors.133010",
          "errors.131048",
          "errors.1",
          "flow.disabled",
          "history.changed",
          "number.foreign",
          "security.pin_changed",
          "template.rejected"})
        BOOST_TEST(seen.insert(cureOf(code)).second, code);
}

BOOST_AUTO_TEST_CASE(a_code_is_no_other_code_that_it_begins_with) {
    BOOST_TEST(cureOf("errors.1900") == cureOf("errors.1"));
    BOOST_TEST(cureOf("errors.0") == cureOf("errors.190"));
    BOOST_TEST(cureOf("errors.0") != cureOf("errors.1"));
}

BOOST_AUTO_TEST_CASE(a_topic_to_come_has_a_cure_too) {
    BOOST_TEST(!cureOf("something.new").empty());
}

BOOST_AUTO_TEST_SUITE_END()
