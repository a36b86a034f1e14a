// A secret that somebody replaced is used from the next request on, under the same stand-ins.
#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/delivery/secret_encoding.h"
#include "connector/delivery/stand_ins.h"
#include "tests/unit/vault/published_rsa_key.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::delivery;

namespace {

std::string header(const StandIns& standIns, const std::string& value) {
    return standIns.filled({"GET", "https://desk.example/", {{"A", value}}, ""}).headers[0].second;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(renewed_secrets)

BOOST_AUTO_TEST_CASE(a_renewed_secret_stands_where_the_old_one_stood) {
    StandIns standIns({{"token", SecretText("old word")}, {"other", SecretText("stays")}});
    const auto standIn = standIns.ofSecret("token");
    const auto other = standIns.ofSecret("other");
    standIns.renew("token", SecretText("new word"));
    BOOST_TEST(standIns.ofSecret("token") == standIn);
    BOOST_TEST(header(standIns, standIn) == "new word");
    BOOST_TEST(header(standIns, other) == "stays");
}

BOOST_AUTO_TEST_CASE(basic_headers_that_hold_it_are_renewed_too) {
    StandIns standIns({{"token", SecretText("old")}, {"other", SecretText("stays")}});
    const auto ana = standIns.ofBasic("ana", "token");
    const auto nobody = standIns.ofBasic("", "token");
    const auto ben = standIns.ofBasic("ben", "other");
    standIns.renew("token", SecretText("new"));
    BOOST_TEST(header(standIns, ana) == "Basic " + base64("ana:new"));
    BOOST_TEST(header(standIns, nobody) == "Basic " + base64(":new"));
    BOOST_TEST(header(standIns, ben) == "Basic " + base64("ben:stays"));
    BOOST_TEST(standIns.ofBasic("ana", "token") == ana);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_used_leaves_the_old_one_in_use) {
    StandIns standIns({{"token", SecretText("old word")}});
    const auto standIn = standIns.ofSecret("token");
    for (const char* bad : {"", "two\nlines"})
        BOOST_CHECK_THROW(standIns.renew("token", SecretText(bad)), ConfigError);
    BOOST_TEST(header(standIns, standIn) == "old word");
}

BOOST_AUTO_TEST_CASE(a_word_that_became_a_private_key_travels_no_more) {
    StandIns standIns({{"token", SecretText("old word")}});
    const auto standIn = standIns.ofSecret("token");
    standIns.renew("token", SecretText(tests::kPublishedRsaKey));
    BOOST_CHECK_THROW((void)header(standIns, standIn), Error);
}

BOOST_AUTO_TEST_CASE(a_name_that_is_no_setting_changes_nothing) {
    StandIns standIns({{"token", SecretText("old word")}});
    standIns.renew("tokn", SecretText("new word"));
    BOOST_TEST(header(standIns, standIns.ofSecret("token")) == "old word");
    BOOST_CHECK_THROW((void)standIns.ofSecret("tokn"), Error);
}

BOOST_AUTO_TEST_SUITE_END()
