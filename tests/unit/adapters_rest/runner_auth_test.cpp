// Who we are: every kind of auth, tokens that last, renewals that happen once.
#include "adapters/rest/values.h"
#include "connector/base/hmac.h"
#include "tests/unit/adapters_rest/runner_support.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <condition_variable>
#include <fmt/format.h>
#include <thread>

using namespace bowline;
using namespace bowline::adapters::rest;
using adapter_api::AnswerText;
using adapter_api::Denied;
using adapter_api::Primitive;
using adapter_api::PrimitiveOutcome;
namespace data = boost::unit_test::data;

namespace {

const std::string kMe = "GET https://desk.example.org/api/me";
const std::string kToken = "POST https://desk.example.org/token";
const std::string kLogin = "POST https://desk.example.org/api/login";

AdapterSpecPtr withAuth(const std::string& auth) {
    return deskSpec("auth: " + auth + "\noperations:\n  health.check: {method: GET, path: /me}\n");
}

const std::string kRefresh =
    "{kind: oauth2, grant: refresh_token, token_url: \"${settings.url}/token\", client_id: us, "
    "client_secret: settings.key, refresh_token: settings.token, pick: {access_token: "
    "/access_token, "
    "expires_in: /expires_in, refresh_token: /refresh_token}, early: 60s}";
const std::string kClient =
    "{kind: oauth2, grant: client_credentials, token_url: \"${settings.url}/token\", client_id: "
    "us, "
    "client_secret: settings.key, client_auth: basic, params: {scope: tickets}, pick: "
    "{access_token: "
    "/access_token, expires_in: /expires_in}}";
const std::string kSession =
    "{kind: session, login: {method: POST, path: /login, body: {json: {user: \"${settings.user}\", "
    "password: \"${settings.key}\"}}}, pick: {sid: /session/id, csrf: /csrf}, apply: {headers: "
    "{X-Session: \"${auth.sid}\"}, query: {csrf: \"${auth.csrf}\"}}, ttl: 1h}";

PrimitiveOutcome health(Desk& desk) {
    return desk.adapter.run(Primitive::HealthCheck, {}, desk.exchange);
}

std::string lastAuthorization(const Desk& desk) {
    return headerIn(desk.exchange.sent.back(), "Authorization");
}

/// A request under auth that needs no token.
adapter_api::OutboundRequest sentUnder(const std::string& auth, const std::string& request) {
    Desk desk(withAuth(auth));
    desk.exchange.expect(request, answer(200, "{}"));
    as<Delivered>(health(desk));
    return desk.exchange.sent.front();
}

Received token(const std::string& value, const std::string& more) {
    return answer(200, R"({"access_token": ")" + value + "\"" + more + "}");
}

}  // namespace

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

namespace {

/// Answers as a system whose tokens have all just been refused: the old one 401, a new one 200.
/// The token request waits until all threads have been refused.
class RevokedExchange final : public adapter_api::Exchange {
public:
    RevokedExchange(int threads, Received reply) : threads_(threads), reply_(std::move(reply)) {}

    Received send(const adapter_api::OutboundRequest& request) override {
        std::unique_lock lock(mutex_);
        if (request.url.ends_with("/token")) {
            ++logins;
            arrived_.wait(lock, [&] { return refused_ == threads_; });
            return reply_;
        }
        if (headerIn(request, "Authorization") == "Bearer 1")
            return answer(200, "{}");
        ++refused_;
        arrived_.notify_all();
        return answer(401, "{}");
    }
    void writeFile(std::string_view, std::string_view) override {}
    std::optional<std::string> readFile(std::string_view) override { return std::nullopt; }
    [[nodiscard]] Instant now() const override { return fromMillis(0); }
    [[nodiscard]] std::string secret(std::string_view) const override { return "s"; }
    [[nodiscard]] std::string basic(std::string_view, std::string_view) const override {
        return "b";
    }
    [[nodiscard]] std::optional<adapter_api::KeptToken> token(std::string_view) const override {
        std::scoped_lock lock(mutex_);
        return adapter_api::KeptToken{std::to_string(version_), std::nullopt};
    }
    void keepToken(std::string_view, const AnswerText&, std::optional<Instant>) override {
        std::scoped_lock lock(mutex_);
        ++version_;
    }

    int logins = 0;

private:
    const int threads_;
    Received reply_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    int refused_ = 0;
    int version_ = 0;
};

std::vector<PrimitiveOutcome> healthOfMany(
    RestAdapter& adapter, RevokedExchange& exchange, int threads
) {
    std::vector<PrimitiveOutcome> outcomes(static_cast<std::size_t>(threads));
    {
        std::vector<std::jthread> running;
        for (auto& outcome : outcomes)
            running.emplace_back([&] {
                outcome = adapter.run(Primitive::HealthCheck, {}, exchange);
            });
    }
    return outcomes;
}

}  // namespace

BOOST_AUTO_TEST_CASE(many_threads_renew_once_and_all_go_on) {
    constexpr int kThreads = 8;
    RestAdapter adapter(withAuth(kClient), {}, {"token", "key"});
    RevokedExchange exchange(kThreads, token("new", ""));
    for (const auto& outcome : healthOfMany(adapter, exchange, kThreads))
        as<Delivered>(outcome);
    BOOST_TEST(exchange.logins == 1);
}

BOOST_AUTO_TEST_CASE(a_renewal_that_fails_fails_for_all_who_wait_for_it) {
    SingleFlight flights;
    std::mutex mutex;
    std::condition_variable moved;
    bool isFlying = false;
    bool mayLand = false;
    int started = 0;
    const Failure failed = PrimitiveOutcome(Denied{"login_refused"});
    const auto work = [&]() -> Failure {
        std::unique_lock lock(mutex);
        ++started;
        isFlying = true;
        moved.notify_all();
        moved.wait(lock, [&] { return mayLand; });
        return failed;
    };
    Failure first;
    Failure second;
    {
        std::jthread pilot([&] { first = flights.run(0, work); });
        std::unique_lock lock(mutex);
        moved.wait(lock, [&] { return isFlying; });
        std::jthread passenger([&] { second = flights.run(0, work); });
        mayLand = true;
        lock.unlock();
        moved.notify_all();
    }
    BOOST_TEST((first == failed));
    BOOST_TEST((second == failed));
    BOOST_TEST(started <= 2);  // the passenger may have come after the landing
    BOOST_TEST(flights.generation() == 0u);
}

BOOST_AUTO_TEST_CASE(credentials_that_somebody_renewed_meanwhile_are_not_renewed_again) {
    SingleFlight flights;
    BOOST_TEST(!flights.run(0, [] { return Failure(); }).has_value());
    BOOST_TEST(flights.generation() == 1u);
    const auto never = []() -> Failure {
        BOOST_ERROR("renewed twice");
        return {};
    };
    BOOST_TEST(!flights.run(0, never).has_value());
}

BOOST_AUTO_TEST_CASE(a_renewal_that_throws_lets_the_next_one_try) {
    SingleFlight flights;
    BOOST_CHECK_THROW(flights.run(0, []() -> Failure { throw Error("test: no way out"); }), Error);
    BOOST_TEST(!flights.run(0, [] { return Failure(); }).has_value());
}
