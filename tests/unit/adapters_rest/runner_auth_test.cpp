// Who we are: credentials that stand in the request, signatures, sessions.
#include "connector/base/hmac.h"
#include "tests/unit/adapters_rest/auth_support.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::adapters::rest;
using adapter_api::AnswerText;
using adapter_api::Denied;
namespace data = boost::unit_test::data;

BOOST_AUTO_TEST_CASE(plain_credentials_stand_where_the_file_says) {
    const auto basic =
        sentUnder("{kind: basic, user: \"${settings.user}\", password: settings.key}", kMe);
    BOOST_TEST(headerIn(basic, "Authorization") == "basic:robot:key");
    const auto bearer = sentUnder("{kind: bearer, token: settings.token}", kMe);
    BOOST_TEST(headerIn(bearer, "Authorization") == "Bearer secret:token");
    const auto header = sentUnder("{kind: header, name: X-Key, value: \"k=${settings.key}\"}", kMe);
    BOOST_TEST(headerIn(header, "X-Key") == "k=secret:key");
    sentUnder(
        "{kind: query, name: api key, value: \"${settings.key}\"}", kMe + "?api%20key=secret%3Akey"
    );
    BOOST_TEST(headerIn(sentUnder("{kind: none}", kMe), "Authorization").empty());
}

BOOST_AUTO_TEST_CASE(a_signature_is_over_the_finished_request) {
    const auto spec = deskSpec(
        "auth: {kind: hmac, algo: sha256, secret: settings.key, over: \"${req.method} "
        "${req.path}?${req.query} "
        "${req.body}\", header: X-Sign, prefix: \"v1=\", encoding: hex}\noperations:\n  "
        "health.check: {method: "
        "POST, path: /me, query: {a: 1}, body: {json: {b: 2}}}\n"
    );
    Desk desk(spec);
    desk.exchange.expect("POST https://desk.example.org/api/me?a=1", answer(200, "{}"));
    as<Delivered>(health(desk));
    const auto expected = KeyedHash("secret:key").of("POST /api/me?a=1 {\"b\":2}");
    BOOST_TEST(headerIn(desk.exchange.sent[0], "X-Sign") == "v1=" + toHex(asText(expected)));
}

BOOST_AUTO_TEST_CASE(a_signed_body_may_be_longer_than_an_expression) {
    const std::string file(400'000, 'x');
    const adapter_api::File files[] = {{"a", "text/plain", file}};
    Desk desk(
        deskSpec("auth: {kind: hmac, algo: sha256, secret: settings.key, over: "
                 "\"${req.path}:${req.body}\", header: "
                 "X-Sign, encoding: base64}\noperations:\n  attachment.upload: {method: POST, "
                 "path: /up, body: {raw: "
                 "\"${in.file.bytes}\", type: text/plain}, pick: {token: /token}}\n")
    );
    desk.exchange.expect("POST https://desk.example.org/api/up", answer(200, R"({"token": "t1"})"));
    as<Delivered>(desk.runWith(Primitive::AttachmentUpload, "{}", files).outcome);
    const auto expected = KeyedHash("secret:key").of("/api/up:" + file);
    BOOST_TEST(desk.exchange.sign({}, "key", "/api/up:" + file) == asText(expected));
    BOOST_TEST(headerIn(desk.exchange.sent[0], "X-Sign").size() == 44u);
}

BOOST_AUTO_TEST_CASE(a_session_logs_in_once_and_again_when_it_is_over) {
    Desk desk(withAuth(kSession));
    desk.exchange.expect(kLogin, answer(200, R"({"session": {"id": "s1"}, "csrf": 42})"));
    const auto me = [](int version) {
        return kMe + "?csrf=token%3Acsrf%3A" + std::to_string(version);
    };
    desk.exchange.expect(me(1), answer(200, "{}"));
    desk.exchange.expect(me(1), answer(200, "{}"));
    as<Delivered>(health(desk));
    as<Delivered>(health(desk));
    BOOST_TEST(desk.exchange.sent[0].body == R"({"password":"secret:key","user":"robot"})");
    BOOST_TEST(headerIn(desk.exchange.sent[2], "X-Session") == "token:sid:1");
    BOOST_TEST(desk.exchange.holds("csrf", "42"));

    desk.exchange.expect(me(1), answer(401, "{}"));
    desk.exchange.expect(kLogin, answer(200, R"({"session": {"id": "s2"}, "csrf": 43})"));
    desk.exchange.expect(me(2), answer(200, "{}"));
    as<Delivered>(health(desk));

    desk.exchange.time += std::chrono::minutes(61);
    desk.exchange.expect(kLogin, answer(200, R"({"session": {"id": "s3"}, "csrf": 44})"));
    desk.exchange.expect(me(3), answer(200, "{}"));
    as<Delivered>(health(desk));
}

BOOST_AUTO_TEST_CASE(a_login_that_gives_less_than_is_picked_keeps_nothing) {
    Desk desk(withAuth(kSession));
    desk.exchange.expect(kLogin, answer(200, R"({"session": {"id": "s1"}})"));
    BOOST_TEST(as<Denied>(health(desk)).why == "login_refused");
    BOOST_TEST(desk.exchange.tokens.empty());
}
