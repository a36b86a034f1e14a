// Tokens that last: got once, renewed when they are over, refused ones given up.
#include "tests/unit/adapters_rest/auth_support.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

using namespace bowline;
using namespace bowline::adapters::rest;
using adapter_api::AnswerText;
using adapter_api::Denied;
namespace data = boost::unit_test::data;

BOOST_AUTO_TEST_CASE(client_credentials_get_a_token_once_and_keep_it_until_it_is_nearly_over) {
    Desk desk(withAuth(kClient));
    desk.exchange.expect(kToken, token("t1", R"(, "expires_in": 3600)"));
    for (int i = 0; i < 2; ++i)
        desk.exchange.expect(kMe, answer(200, "{}"));
    as<Delivered>(health(desk));
    as<Delivered>(health(desk));
    BOOST_TEST(desk.exchange.sent[0].body == "grant_type=client_credentials&scope=tickets");
    BOOST_TEST(headerIn(desk.exchange.sent[0], "Authorization") == "basic:us:key");
    BOOST_TEST(
        headerIn(desk.exchange.sent[0], "Content-Type") == "application/x-www-form-urlencoded"
    );
    BOOST_TEST(lastAuthorization(desk) == "Bearer token:access_token:1");
    BOOST_TEST(desk.exchange.holds("access_token", "t1"));

    desk.exchange.time += std::chrono::minutes(59) + std::chrono::seconds(1);
    desk.exchange.expect(kToken, token("t2", R"(, "expires_in": "3600")"));
    desk.exchange.expect(kMe, answer(200, "{}"));
    as<Delivered>(health(desk));
    BOOST_TEST(desk.exchange.holds("access_token", "t2"));
}

BOOST_AUTO_TEST_CASE(a_short_lived_token_is_not_renewed_before_each_request) {
    Desk desk(withAuth(kClient));
    desk.exchange.expect(kToken, token("t1", R"(, "expires_in": 40)"));
    for (int i = 0; i < 2; ++i)
        desk.exchange.expect(kMe, answer(200, "{}"));
    as<Delivered>(health(desk));
    desk.exchange.time += std::chrono::seconds(15);
    as<Delivered>(health(desk));
}

BOOST_AUTO_TEST_CASE(a_token_without_an_end_is_used_until_it_is_refused_and_renewed_once) {
    Desk desk(withAuth(kClient));
    desk.exchange.expect(kToken, token("t1", ""));
    desk.exchange.expect(kMe, answer(200, "{}"));
    as<Delivered>(health(desk));
    desk.exchange.time += std::chrono::hours(1000);
    desk.exchange.expect(kMe, answer(401, "{}"));
    desk.exchange.expect(kToken, token("t2", ""));
    desk.exchange.expect(kMe, answer(200, "{}"));
    as<Delivered>(health(desk));
    BOOST_TEST(lastAuthorization(desk) == "Bearer token:access_token:2");
}

BOOST_AUTO_TEST_CASE(still_refused_after_a_renewal_is_denied) {
    Desk desk(withAuth(kClient));
    desk.exchange.expect(kToken, token("t1", ""));
    desk.exchange.expect(kMe, answer(401, "{}"));
    desk.exchange.expect(kToken, token("t2", ""));
    desk.exchange.expect(kMe, answer(401, "{}"));
    BOOST_TEST(as<Denied>(health(desk)).why == "auth");
}

BOOST_AUTO_TEST_CASE(what_refuses_the_credentials_is_the_files_to_say) {
    Desk desk(deskSpec(
        "auth: " + kClient.substr(0, kClient.size() - 1) +
        ", renew_on: \"res.body.error == 'session_over'\"}\nresponses: [{when: \"res.body.error == "
        "'session_over'\", class: auth, code: session_over}]\noperations:\n  health.check: "
        "{method: GET, path: /me}\n"
    ));
    desk.exchange.expect(kToken, token("t1", ""));
    desk.exchange.expect(kMe, answer(200, R"({"error": "session_over"})"));
    desk.exchange.expect(kToken, token("t2", ""));
    desk.exchange.expect(kMe, answer(200, R"({"error": "session_over"})"));
    BOOST_TEST(as<Denied>(health(desk)).why == "session_over");
    desk.exchange.expect(kMe, answer(401, "{}"));
    BOOST_TEST(as<Denied>(health(desk)).why == "auth");
}

BOOST_AUTO_TEST_CASE(a_rotated_refresh_token_is_durable_before_the_access_token) {
    Desk desk(withAuth(kRefresh));
    desk.exchange.expect(kToken, token("t1", R"(, "expires_in": 60, "refresh_token": "r1")"));
    desk.exchange.expect(kMe, answer(200, "{}"));
    as<Delivered>(health(desk));
    BOOST_TEST(
        desk.exchange.sent[0].body ==
        "client_id=us&client_secret=secret%3Akey&grant_type=refresh_token&refresh_token=secret%"
        "3Atoken"
    );
    BOOST_TEST(
        (desk.exchange.keptOrder == std::vector<std::string>{"refresh_token", "access_token"})
    );
    desk.exchange.time += std::chrono::hours(1);
    desk.exchange.expect(kToken, token("t2", R"(, "expires_in": 60)"));
    desk.exchange.expect(kMe, answer(200, "{}"));
    as<Delivered>(health(desk));
    BOOST_TEST(desk.exchange.sent[2].body.ends_with("refresh_token=token%3Arefresh_token%3A1"));
    BOOST_TEST(desk.exchange.holds("refresh_token", "r1"));
}

BOOST_AUTO_TEST_CASE(a_refused_refresh_token_gives_way_to_the_one_that_an_operator_set) {
    Desk desk(withAuth(kRefresh));
    desk.exchange.keepToken("refresh_token", AnswerText("old"), std::nullopt);
    desk.exchange.expect(kToken, answer(400, R"({"error": "invalid_grant"})"));
    desk.exchange.expect(kToken, token("t1", R"(, "refresh_token": "r2")"));
    desk.exchange.expect(kMe, answer(200, "{}"));
    as<Delivered>(health(desk));
    BOOST_TEST(desk.exchange.sent[1].body.ends_with("refresh_token=secret%3Atoken"));
    BOOST_TEST(desk.exchange.holds("refresh_token", "r2"));
}

BOOST_AUTO_TEST_CASE(a_refresh_token_outlives_a_refusal_that_is_not_about_it) {
    Desk desk(withAuth(kRefresh));
    desk.exchange.keepToken("refresh_token", AnswerText("kept"), std::nullopt);
    desk.exchange.expect(kToken, answer(503, ""));
    as<RetryLater>(health(desk));
    desk.exchange.expect(kToken, answer(400, "{}"));
    desk.exchange.expect(kToken, answer(400, "{}"));
    BOOST_TEST(as<Denied>(health(desk)).why == "login_refused");
    BOOST_TEST(desk.exchange.holds("refresh_token", "kept"));
}

BOOST_AUTO_TEST_CASE(no_token_is_the_moments_or_the_credentials_fault) {
    const struct {
        Received reply;
        PrimitiveOutcome outcome;
    } rows[] = {
        {answer(400, "{}"), Denied{"login_refused"}},
        {answer(401, "{}"), Denied{"login_refused"}},
        {answer(404, "{}"), Denied{"login_refused"}},
        {answer(200, "{}"), Denied{"login_refused"}},
        {answer(200, "{"), RetryLater{"answer_unreadable", {}}},
        {answer(500, ""), RetryLater{"http_500", {}}},
        {answer(302, ""), Denied{"redirected"}},
        {plainAnswer(429, {{"Retry-After", "5"}}, ""),
         RetryLater{"throttle", std::chrono::seconds(5)}},
        {noAnswer("timeout", true), RetryLater{"timeout", {}}}};
    for (const auto& row : rows) {
        Desk desk(withAuth(kClient));
        desk.exchange.expect(kToken, row.reply);
        BOOST_TEST((health(desk) == row.outcome));
    }
}

BOOST_AUTO_TEST_CASE(a_password_grant_sends_the_users_name_and_the_secrets_stand_in) {
    Desk desk(
        withAuth("{kind: oauth2, grant: password, token_url: \"${settings.url}/token\", client_id: "
                 "us, user: "
                 "\"${settings.user}\", password: settings.key, headers: {X-Api: \"1\"}, pick: "
                 "{access_token: /access_token}}")
    );
    desk.exchange.expect(kToken, token("t1", ""));
    desk.exchange.expect(kMe, answer(200, "{}"));
    as<Delivered>(health(desk));
    BOOST_TEST(
        desk.exchange.sent[0].body ==
        "client_id=us&grant_type=password&username=robot&password=secret%3Akey"
    );
    BOOST_TEST(headerIn(desk.exchange.sent[0], "X-Api") == "1");
}

BOOST_AUTO_TEST_CASE(an_assertion_is_signed_by_the_exchange) {
    Desk desk(
        withAuth("{kind: oauth2, grant: jwt_bearer, token_url: \"${settings.url}/token\", "
                 "client_id: us, assertion: "
                 "{key: settings.key, claims: {iss: us, sub: \"${settings.user}\"}}, pick: "
                 "{access_token: /access_token}}")
    );
    desk.exchange.expect(kToken, token("t1", ""));
    desk.exchange.expect(kMe, answer(200, "{}"));
    as<Delivered>(health(desk));
    // {"alg":"RS256","typ":"JWT"} and {"exp":1795448351,"iat":1795448171,"iss":"us","sub":"robot"}
    const std::string parts =
        "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9."
        "eyJleHAiOjE3OTU0NDgzNTEsImlhdCI6MTc5NTQ0ODE3MSwiaXNzIjoidXMiLCJzdWIiOiJyb2JvdCJ9.";
    BOOST_TEST(desk.exchange.sent[0].body.find("&assertion=" + parts) != std::string::npos);
    BOOST_TEST(
        desk.exchange.sent[0].body.find(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"
        ) != std::string::npos
    );
}

BOOST_AUTO_TEST_CASE(the_system_may_say_where_it_is_together_with_the_token) {
    const auto auth =
        "{kind: oauth2, grant: client_credentials, token_url: \"${settings.url}/token\", "
        "client_id: us, pick: "
        "{access_token: /access_token, base_url: /instance}}";
    Desk desk(withAuth(auth));
    desk.exchange.expect(kToken, token("t1", R"(, "instance": "https://eu1.example.org/api")"));
    desk.exchange.expect("GET https://eu1.example.org/api/me", answer(200, "{}"));
    as<Delivered>(health(desk));
    // After a restart the token is there, but where the system is was only in memory.
    RestAdapter restarted(withAuth(auth), {}, {"token", "key"});
    desk.exchange.expect(kToken, token("t2", R"(, "instance": "https://eu2.example.org/api")"));
    desk.exchange.expect("GET https://eu2.example.org/api/me", answer(200, "{}"));
    as<Delivered>(restarted.run(Primitive::HealthCheck, {}, desk.exchange));
}

BOOST_AUTO_TEST_CASE(an_address_that_came_with_a_token_is_no_lesser_way) {
    for (const auto* there :
         {"http://eu1.example.org", "eu1.example.org", "ftp://eu1.example.org"}) {
        Desk desk(
            withAuth("{kind: oauth2, grant: client_credentials, token_url: "
                     "\"${settings.url}/token\", client_id: us, pick: "
                     "{access_token: /access_token, base_url: /instance}}")
        );
        desk.exchange.expect(kToken, token("t1", fmt::format(R"(, "instance": "{}")", there)));
        BOOST_TEST(as<Denied>(health(desk)).why == "foreign_host");
        BOOST_TEST(desk.exchange.tokens.empty());
    }
}
