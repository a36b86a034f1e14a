// What adapters see instead of secrets, and that the secret comes back whole wherever it was put.
#include "connector/delivery/stand_ins.h"

#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "tests/unit/delivery/secrets_at_work.h"
#include "tests/unit/vault/published_rsa_key.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

using namespace bowline;
using namespace bowline::delivery;
using namespace bowline::tests;
using adapter_api::AnswerText;
using adapter_api::Signing;

namespace {

StandIns one(const std::string& secret) {
    return StandIns({{"token", SecretText(secret)}});
}

std::string headerValue(const StandIns& standIns, const std::string& value) {
    return standIns.filled({"GET", "https://desk.example/", {{"A", value}}, ""}).headers[0].second;
}

std::string bodyOf(const StandIns& standIns, const std::string& type, const std::string& body) {
    return standIns.filled({"POST", "https://desk.example/", {{"Content-Type", type}}, body}).body;
}

struct BadSecret {
    const char* why;
    std::string secret;
    friend std::ostream& operator<<(std::ostream& out, const BadSecret& b) { return out << b.why; }
};
const BadSecret kBadSecrets[] = {
    {"empty", ""},
    {"line feed", "sword\nfish"},
    {"carriage return", "swordfish\r"},
    {"NUL", std::string("sword\0fish", 10)},
    {"tab", "sword\tfish"},
    {"delete", "swordfish\x7f"},
    {"escape", "\x1bswordfish"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(stand_ins)

BOOST_AUTO_TEST_CASE(a_stand_in_is_the_same_for_life_and_another_for_each_secret_and_process) {
    std::set<std::string> seen;
    for (int i = 0; i < 50; ++i) {
        const StandIns standIns({{"a", SecretText("x")}, {"b", SecretText("x")}});
        BOOST_TEST(standIns.ofSecret("a") == standIns.ofSecret("a"));
        seen.insert(standIns.ofSecret("a"));
        seen.insert(standIns.ofSecret("b"));
    }
    BOOST_TEST(seen.size() == 100U);
}

BOOST_AUTO_TEST_CASE(a_stand_in_is_small_letters_that_no_encoding_changes) {
    std::set<char> letters;
    for (int i = 0; i < 100; ++i) {
        const auto standIn = one("swordfish").ofSecret("token");
        BOOST_TEST(standIn.size() == kStandInLength);
        letters.insert(standIn.begin(), standIn.end());
    }
    BOOST_TEST(letters.size() == 26U);
    BOOST_TEST((*letters.begin() == 'a' && *letters.rbegin() == 'z'));
}

BOOST_AUTO_TEST_CASE(a_setting_that_is_not_there_is_an_error_that_names_it) {
    const auto names = [](const Error& error) {
        return std::string(error.what()).find("hook_secret") != std::string::npos;
    };
    const auto standIns = one("swordfish");
    BOOST_CHECK_EXCEPTION((void)standIns.ofSecret("hook_secret"), Error, names);
    BOOST_CHECK_EXCEPTION((void)standIns.ofBasic("ann", "hook_secret"), Error, names);
    BOOST_CHECK_EXCEPTION(
        (void)standIns.signature(Signing::HmacSha1, "hook_secret", "x"), Error, names
    );
}

BOOST_DATA_TEST_CASE(
    a_secret_that_fits_no_line_is_refused_at_the_start_by_its_name, kBadSecrets, bad
) {
    const auto namesOnly = [](const ConfigError& error) {
        const auto said = std::string(error.what()) + error.hint();
        return said.find("api_key") != std::string::npos && said.find("fish") == std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(StandIns({{"api_key", SecretText(bad.secret)}}), ConfigError, namesOnly);
}

BOOST_AUTO_TEST_CASE(a_private_key_signs_and_goes_nowhere) {
    const auto standIns = one(kPublishedRsaKey);
    // Made with: printf header.claims | openssl dgst -sha256 -sign KEY | sha256sum
    const auto signature = standIns.signature(Signing::RsaSha256, "token", "header.claims");
    BOOST_TEST(
        toHex(asText(sha256(signature))) ==
        "c6d70155d2f344b886f10a0b3aed8bf999e5b20c1ef41bff4552dab799a9642e"
    );
    BOOST_CHECK_THROW((void)headerValue(standIns, standIns.ofSecret("token")), Error);
    BOOST_CHECK_THROW((void)standIns.ofBasic("ann", "token"), Error);
}

BOOST_AUTO_TEST_CASE(an_hmac_is_made_under_the_bare_secret) {
    const auto standIns = one("Jefe");
    const std::string question = "what do ya want for nothing?";
    BOOST_TEST(
        toHex(standIns.signature(Signing::HmacSha1, "token", question)) ==
        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
    );
    BOOST_TEST(
        toHex(standIns.signature(Signing::HmacSha256, "token", question)) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
}

BOOST_AUTO_TEST_CASE(what_is_signed_holds_no_stand_in) {
    const auto standIns = one("Jefe");
    BOOST_CHECK_THROW(
        (void)standIns.signature(Signing::HmacSha256, "token", "x" + standIns.ofSecret("token")),
        Error
    );
}

BOOST_AUTO_TEST_CASE(a_basic_header_is_user_and_secret_in_base64) {
    const auto standIns = one("open sesame");
    // RFC 7617 section 2.
    const auto header = standIns.ofBasic("Aladdin", "token");
    BOOST_TEST(headerValue(standIns, header) == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    BOOST_TEST(standIns.ofBasic("Aladdin", "token") == header);
    BOOST_TEST(standIns.ofBasic("Ali", "token") != header);
    BOOST_CHECK_THROW((void)bodyOf(standIns, "text/plain", header), Error);
}

BOOST_AUTO_TEST_CASE(the_user_of_a_basic_header_may_be_a_secret_too) {
    const StandIns standIns({{"key", SecretText("Aladdin")}, {"word", SecretText("open sesame")}});
    const auto header = standIns.ofBasic(standIns.ofSecret("key"), "word");
    BOOST_TEST(headerValue(standIns, header) == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
}

BOOST_AUTO_TEST_CASE(a_user_that_would_be_read_as_another_is_refused) {
    const StandIns standIns({{"key", SecretText("a:b")}, {"word", SecretText("w")}});
    for (const std::string& user :
         {std::string("ann:x"), std::string("a\r\nb"), standIns.ofSecret("key")})
        BOOST_CHECK_THROW((void)standIns.ofBasic(user, "word"), Error);
}

BOOST_AUTO_TEST_CASE(a_token_keeps_its_stand_in_while_its_value_changes) {
    StandIns standIns({});
    const auto first = standIns.ofToken("access", SecretText("old"), 1);
    BOOST_TEST(headerValue(standIns, "Bearer " + first) == "Bearer old");
    BOOST_TEST(standIns.ofToken("access", SecretText("new"), 2) == first);
    BOOST_TEST(headerValue(standIns, "Bearer " + first) == "Bearer new");
    // One that comes late says nothing.
    BOOST_TEST(standIns.ofToken("access", SecretText("old"), 1) == first);
    BOOST_TEST(headerValue(standIns, "Bearer " + first) == "Bearer new");
    BOOST_TEST(standIns.ofToken("refresh", SecretText("old"), 1) != first);
}

BOOST_AUTO_TEST_CASE(a_token_and_a_setting_of_one_name_are_two) {
    StandIns standIns({{"token", SecretText("setting")}});
    const auto token = standIns.ofToken("token", SecretText("token"), 1);
    BOOST_TEST(headerValue(standIns, standIns.ofSecret("token")) == "setting");
    BOOST_TEST(headerValue(standIns, token) == "token");
}

BOOST_AUTO_TEST_CASE(an_answer_that_fits_no_line_is_no_token) {
    for (const std::string& bad :
         {std::string(), std::string("sword\nfish"), std::string((64 << 10) + 1, 'x')}) {
        const auto silent = [](const Error& error) {
            return std::string(error.what()).find("fish") == std::string::npos;
        };
        BOOST_CHECK_EXCEPTION((void)StandIns::tokenIn(AnswerText(bad)), Error, silent);
    }
    BOOST_TEST((StandIns::tokenIn(AnswerText("a b")) == SecretText("a b")));
}

// The property: whatever the secret, it is read back whole from the place it was put in, and no
// part of it is in what the guard saw.
BOOST_AUTO_TEST_CASE(random_secrets_come_back_from_json_forms_urls_and_headers) {
    RandomSecrets random(20261123);
    for (int i = 0; i < 400; ++i) {
        const auto secret = random.next();
        const auto standIns = one(secret);
        const auto standIn = standIns.ofSecret("token");
        BOOST_TEST_INFO("secret number " << i << ", hex " << toHex(secret));

        const nlohmann::json seen{
            {"text", "say \"hi\"\\ \n" + standIn + "!"}, {standIn, {1, standIn}}};
        const auto json = bodyOf(standIns, "application/json", seen.dump());
        const nlohmann::json meant{
            {"text", "say \"hi\"\\ \n" + secret + "!"}, {secret, {1, secret}}};
        BOOST_TEST((nlohmann::json::parse(json) == meant));

        const auto form =
            bodyOf(standIns, "application/x-www-form-urlencoded", "a=b&t=" + standIn + "&c=d");
        BOOST_TEST((readForm(form) == Fields{{"a", "b"}, {"t", secret}, {"c", "d"}}));

        const auto url =
            standIns.filled({"GET", "https://desk.example/p/" + standIn + "?t=" + standIn, {}, ""})
                .url;
        BOOST_TEST(readPercent(url) == "https://desk.example/p/" + secret + "?t=" + secret);
        BOOST_TEST(std::ranges::count(url, '/') == 4);
        BOOST_TEST(std::ranges::count(url, '?') == 1);

        BOOST_TEST(headerValue(standIns, "Bearer " + standIn) == "Bearer " + secret);
        BOOST_TEST(seen.dump().find(secret) == std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
