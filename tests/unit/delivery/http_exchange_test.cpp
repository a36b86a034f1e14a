// The way out as a whole: what leaves, when, how often, and that no secret shows anywhere else.
#include "connector/delivery/http_exchange.h"

#include "connector/base/log.h"
#include "connector/delivery/egress_guard.h"
#include "connector/delivery/throttled.h"
#include "connector/http/poco_client.h"
#include "tests/unit/delivery/token_office.h"
#include "tests/unit/http/raw_socket.h"

#include <Poco/AutoPtr.h>
#include <Poco/Channel.h>
#include <Poco/Logger.h>
#include <boost/test/unit_test.hpp>

#include <deque>
#include <future>
#include <string>
#include <vector>

using namespace bowline;
using namespace bowline::delivery;
using namespace bowline::tests;
using namespace std::chrono_literals;
using adapter_api::AnswerText;
using adapter_api::InboundAnswer;
using adapter_api::NoAnswer;
using adapter_api::OutboundRequest;
using adapter_api::Signing;

namespace {

const Instant kNoon = fromMillis(1'800'000'000'000);
const std::string kSecret = "bait-\"secret\"-4711";

/// A client that sends nothing; it gives the answers that the test lays out, 204 when there is
/// none.
struct Wire {
    std::vector<http::ClientRequest> sent;
    std::deque<http::Answer> answers;
};
class FakeClient final : public http::HttpClient {
public:
    explicit FakeClient(Wire& wire) : wire_(wire) {}
    http::Answer send(const http::ClientRequest& request) override {
        wire_.sent.push_back(request);
        if (wire_.answers.empty())
            return http::ClientAnswer{204, {}, ""};
        auto answer = std::move(wire_.answers.front());
        wire_.answers.pop_front();
        return answer;
    }

private:
    Wire& wire_;
};

OutboundRequest post(std::string body) {
    return {
        "POST",
        "https://desk.example/tickets",
        {{"Content-Type", "application/json"}},
        std::move(body)};
}

struct ExchangeFixture {
    std::unique_ptr<HttpExchange> exchangeWith(
        std::unique_ptr<http::HttpClient> client, adapter_api::Limits limits
    ) {
        return std::make_unique<HttpExchange>(HttpExchangeParts{
            std::move(client),
            {{"token", SecretText(kSecret)}},
            {},
            std::move(limits),
            office.parts(),
            clock,
            stop.get_token()});
    }
    std::unique_ptr<HttpExchange> exchangeWith(adapter_api::Limits limits) {
        return exchangeWith(std::make_unique<FakeClient>(wire), std::move(limits));
    }

    ManualClock clock{kNoon};
    std::stop_source stop;
    TokenOffice office{clock};
    Wire wire;
    std::unique_ptr<HttpExchange> exchange = exchangeWith(adapter_api::Limits{});
};

/// A server on loopback for one request; strict about nothing but what the test compares.
class Desk {
public:
    explicit Desk(std::string answer)
        : request_(std::async(std::launch::async, [this, answer = std::move(answer)] {
              auto peer = listener_.accept();
              auto head = peer.readUntil("\r\n\r\n");
              const auto at = head.find("Content-Length: ");
              const auto length = at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
              while (head.size() < head.find("\r\n\r\n") + 4 + length)
                  head += peer.readUntil("}");
              peer.send(answer);
              return head;
          })) {}
    [[nodiscard]] std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(listener_.port()) + path;
    }
    [[nodiscard]] std::uint16_t port() const { return listener_.port(); }
    std::string request() { return request_.get(); }

private:
    http::test::RawListener listener_;
    std::future<std::string> request_;
};

http::ClientOptions reaching(std::vector<std::string> allowed) {
    return {
        .connectTimeout = 5s,
        .totalTimeout = 10s,
        .maxAnswerBytes = 1000,
        .caFile = {},
        .allowedHosts = std::move(allowed)};
}

class AllLines final : public Poco::Channel {
public:
    void log(const Poco::Message& message) override { text += message.getText() + "\n"; }
    std::string text;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(http_exchange, ExchangeFixture)

BOOST_AUTO_TEST_CASE(a_request_leaves_once_with_its_secret_in_place_and_its_own_time) {
    auto request = post(R"({"key":")" + exchange->secret("token") + R"("})");
    request.timeout = 7s;
    const auto answer = exchange->send(request);
    BOOST_TEST((std::get<InboundAnswer>(answer).status == 204));
    BOOST_REQUIRE_EQUAL(wire.sent.size(), 1U);
    BOOST_TEST(wire.sent[0].body == R"({"key":"bait-\"secret\"-4711"})");
    BOOST_TEST((wire.sent[0].totalTimeout == 7s));
}

BOOST_AUTO_TEST_CASE(an_answer_comes_back_as_it_is) {
    wire.answers.push_back(http::ClientAnswer{201, {{"Location", "/tickets/7"}}, "text"});
    const auto answer = std::get<InboundAnswer>(exchange->send(post("{}")));
    BOOST_TEST(answer.status == 201);
    BOOST_TEST((answer.headers == AnswerHeaders{{"Location", "/tickets/7"}}));
    BOOST_TEST((answer.body == AnswerText("text")));
}

BOOST_AUTO_TEST_CASE(a_lost_answer_is_said_and_the_request_is_not_repeated) {
    wire.answers.push_back(http::NoAnswer{http::NoAnswerCode::Closed, true});
    const auto none = std::get<NoAnswer>(exchange->send(post("{}")));
    BOOST_TEST((none.why == "closed" && none.sent));
    wire.answers.push_back(http::NoAnswer{http::NoAnswerCode::Connect, false});
    const auto unsent = std::get<NoAnswer>(exchange->send(post("{}")));
    BOOST_TEST((unsent.why == "connect" && !unsent.sent));
    BOOST_TEST(wire.sent.size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_last_look_comes_after_the_wait_and_right_before_the_first_byte) {
    adapter_api::Limits limits;
    limits.rates = {{1, 1s}};
    exchange = exchangeWith(limits);
    static_cast<void>(exchange->send(post("{}")));
    std::optional<Instant> looked;
    std::size_t sentBefore = 0;
    auto sent = std::async(std::launch::async, [&] {
        return exchange->send(post("{}"), [&] {
            looked = clock.now();
            sentBefore = wire.sent.size();
        });
    });
    clock.advance(1s);
    static_cast<void>(sent.get());
    BOOST_TEST((looked && *looked == kNoon + 1s));
    BOOST_TEST((sentBefore == 1U && wire.sent.size() == 2U));
}

BOOST_AUTO_TEST_CASE(a_last_look_that_refuses_sends_nothing_and_gives_the_place_back) {
    struct Refused {};
    adapter_api::Limits limits;
    limits.concurrency = 1;
    exchange = exchangeWith(limits);
    BOOST_CHECK_THROW((void)exchange->send(post("{}"), [] { throw Refused{}; }), Refused);
    BOOST_TEST(wire.sent.empty());
    static_cast<void>(exchange->send(post("{}")));
    BOOST_TEST(wire.sent.size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_sent_fails_before_the_last_look) {
    const auto secret = exchange->secret("token");
    auto header = post("{}");
    header.headers.emplace_back("X-Note", "a\r\nX-Evil: b");
    auto own = post("{}");
    own.headers.emplace_back("Host", "other.example");
    auto timeless = post("{}");
    timeless.timeout = 0s;
    auto place = post(secret);
    auto url = post("{}");
    url.url = "ftp://desk.example/";
    for (const auto& request : {header, own, timeless, place, url}) {
        const auto never = [] { BOOST_FAIL("the last look was taken"); };
        BOOST_CHECK_THROW((void)exchange->send(request, never), Error);
    }
    BOOST_TEST(wire.sent.empty());
}

BOOST_AUTO_TEST_CASE(too_many_requests_throttle_the_next_one_before_the_last_look) {
    wire.answers.push_back(http::ClientAnswer{429, {{"Retry-After", "30"}}, ""});
    BOOST_TEST((std::get<InboundAnswer>(exchange->send(post("{}"))).status == 429));
    const auto saysWhen = [](const Throttled& throttled) {
        return throttled.until() == kNoon + 30s;
    };
    const auto never = [] { BOOST_FAIL("the last look was taken"); };
    BOOST_CHECK_EXCEPTION((void)exchange->send(post("{}"), never), Throttled, saysWhen);
    BOOST_TEST(wire.sent.size() == 1U);
    clock.advance(30s);
    static_cast<void>(exchange->send(post("{}")));
    BOOST_TEST(wire.sent.size() == 2U);
}

BOOST_AUTO_TEST_CASE(after_a_stop_a_request_that_had_to_wait_is_sent_away) {
    adapter_api::Limits limits;
    limits.rates = {{1, 1s}};
    exchange = exchangeWith(limits);
    static_cast<void>(exchange->send(post("{}")));
    stop.request_stop();
    BOOST_CHECK_THROW((void)exchange->send(post("{}")), Throttled);
}

BOOST_AUTO_TEST_CASE(a_token_travels_like_a_secret_and_signatures_are_made_behind) {
    exchange->keepToken("access", AnswerText("a-1"), kNoon + 1h);
    const auto token = exchange->token("access");
    BOOST_REQUIRE(token.has_value());
    BOOST_TEST((token->expiresAt == kNoon + 1h));
    auto request = post("{}");
    request.headers.emplace_back("Authorization", "Bearer " + token->standIn);
    request.headers.emplace_back("X-Basic", exchange->basic("ann", "token"));
    static_cast<void>(exchange->send(request));
    BOOST_TEST(wire.sent.back().headers[1].second == "Bearer a-1");
    // printf 'ann:bait-"secret"-4711' | base64
    BOOST_TEST(wire.sent.back().headers[2].second == "Basic YW5uOmJhaXQtInNlY3JldCItNDcxMQ==");
    // printf x | openssl dgst -sha1 -hmac 'bait-"secret"-4711'
    BOOST_TEST(
        toHex(exchange->sign(Signing::HmacSha1, "token", "x")) ==
        "e6bfbbdd622f5c94e35cda47126e3e9c36517022"
    );
    exchange->dropToken("access");
    BOOST_TEST(!exchange->token("access").has_value());
}

BOOST_AUTO_TEST_CASE(the_time_is_the_clocks_and_files_are_not_ours) {
    clock.advance(5s);
    BOOST_TEST((exchange->now() == kNoon + 5s));
    BOOST_CHECK_THROW(exchange->writeFile("a", "b"), Error);
    BOOST_CHECK_THROW((void)exchange->readFile("a"), Error);
}

BOOST_AUTO_TEST_CASE(an_exchange_that_does_not_wait_is_sent_through_all_the_same) {
    std::vector<std::string> order;
    struct Plain final : adapter_api::Exchange {
        explicit Plain(std::vector<std::string>& steps) : order(steps) {}
        OutboundAnswer send(const OutboundRequest&) override {
            order.emplace_back("sent");
            return NoAnswer{"closed", true};
        }
        void writeFile(std::string_view, std::string_view) override {}
        std::optional<std::string> readFile(std::string_view) override { return std::nullopt; }
        std::vector<std::string>& order;
    } plain(order);
    static_cast<void>(sendThrough(plain, post("{}"), [&] { order.emplace_back("looked"); }));
    static_cast<void>(sendThrough(*exchange, post("{}"), [&] { order.emplace_back("looked"); }));
    BOOST_TEST((order == std::vector<std::string>{"looked", "sent", "looked"}));
    BOOST_TEST(wire.sent.size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_guard_sees_no_secret_and_a_real_server_gets_it_whole) {
    Desk desk("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok");
    exchange = exchangeWith(
        std::make_unique<http::PocoClient>(reaching({"127.0.0.1"})), adapter_api::Limits{}
    );
    const auto standIn = exchange->secret("token");
    OutboundRequest request{
        "POST",
        desk.url("/t?key=" + standIn),
        {{"Content-Type", "application/json"}, {"X-Key", standIn}},
        R"({"key":")" + standIn + R"("})"};
    // Were the secret in these bytes in any form, this guard would stop them.
    const Forbidden secret{
        .values = {{FoundValue(kSecret), "secret"}, {FoundValue("baitsecret"), "secret"}}};
    GuardedExchange guarded(secret, *exchange, [] {});
    const auto answer = std::get<InboundAnswer>(guarded.send(request));
    BOOST_TEST((answer.status == 201 && answer.body == AnswerText("ok")));
    BOOST_TEST(
        desk.request() ==
        "POST /t?key=bait-%22secret%22-4711 HTTP/1.1\r\nHost: 127.0.0.1:" +
            std::to_string(desk.port()) +
            "\r\nContent-Type: application/json\r\nX-Key: bait-\"secret\"-4711\r\n"
            "Content-Length: 30\r\n\r\n{\"key\":\"bait-\\\"secret\\\"-4711\"}"
    );
    // The control: the guard does stop what it can see.
    request.body = R"({"key":"bait-\"secret\"-4711"})";
    BOOST_CHECK_THROW((void)guarded.send(request), GuardHit);
}

BOOST_AUTO_TEST_CASE(an_address_of_the_house_must_be_allowed) {
    const http::test::RawListener listener;
    const auto url = "http://127.0.0.1:" + std::to_string(listener.port()) + "/";
    for (const auto& allowed : {std::vector<std::string>{}, {"10.0.0.0/8"}, {"desk.internal"}}) {
        exchange = exchangeWith(
            std::make_unique<http::PocoClient>(reaching(allowed)), adapter_api::Limits{}
        );
        const auto none = std::get<NoAnswer>(exchange->send({"GET", url, {}, ""}));
        BOOST_TEST((none.why == "refused_address" && !none.sent));
    }
    Desk desk("HTTP/1.1 204 No Content\r\n\r\n");
    exchange = exchangeWith(
        std::make_unique<http::PocoClient>(reaching({"127.0.0.0/8"})), adapter_api::Limits{}
    );
    const auto answer = exchange->send({"GET", desk.url("/"), {}, ""});
    BOOST_TEST((std::get<InboundAnswer>(answer).status == 204));
    static_cast<void>(desk.request());
}

BOOST_AUTO_TEST_CASE(a_request_whose_time_is_over_may_have_had_its_effect) {
    const http::test::RawListener silent;
    exchange = exchangeWith(
        std::make_unique<http::PocoClient>(reaching({"127.0.0.1"})), adapter_api::Limits{}
    );
    OutboundRequest request{
        "POST", "http://127.0.0.1:" + std::to_string(silent.port()) + "/", {}, "x", "", 100ms};
    const auto none = std::get<NoAnswer>(exchange->send(request));
    BOOST_TEST((none.why == "timeout" && none.sent));
}

BOOST_AUTO_TEST_CASE(no_secret_is_in_a_log_or_an_exception_whatever_fails) {
    Poco::AutoPtr<AllLines> lines(new AllLines);
    auto& logger = Poco::Logger::get("bowline");
    logger.setChannel(lines);
    logger.setLevel(Poco::Message::PRIO_TRACE);
    logEvent("daemon.ready");
    const auto standIn = exchange->secret("token");
    std::string said;
    const auto attempt = [&](const std::function<void()>& act) {
        try {
            act();
            said += "nothing failed\n";
        } catch (const Error& error) {
            said += std::string(error.what()) + error.hint() + error.displayText() + "\n";
        }
    };
    attempt([&] { (void)exchange->send(post(standIn)); });
    attempt([&] { (void)exchange->send({standIn, "https://desk.example/", {}, ""}); });
    attempt([&] { (void)exchange->send({"GET", "https://" + standIn + "/", {}, ""}); });
    attempt([&] { (void)exchange->send({"GET", "no-url/" + standIn, {}, ""}); });
    attempt([&] { (void)exchange->send({"GET", "https://desk.example/#" + standIn, {}, ""}); });
    attempt([&] { (void)exchange->send({"GET", "https://a/", {{"B\n", standIn}}, ""}); });
    attempt([&] { (void)exchange->sign(Signing::RsaSha256, "token", "x"); });
    attempt([&] { (void)exchange->sign(Signing::HmacSha1, "token", standIn); });
    attempt([&] { (void)exchange->basic("a:b", "token"); });
    attempt([&] { exchange->keepToken("t", AnswerText("x\n" + kSecret), std::nullopt); });
    attempt([&] {
        HttpExchange(
            {nullptr, {{"k", SecretText(kSecret + "\n")}}, {}, {}, office.parts(), clock, {}}
        );
    });
    office.faults.fillCommits = 1;
    attempt([&] { exchange->keepToken("t", AnswerText(kSecret), std::nullopt); });
    logger.setChannel(nullptr);
    BOOST_TEST(said.find("nothing failed") == std::string::npos);
    BOOST_TEST(lines->text.find("daemon.ready") != std::string::npos);
    for (const auto* part : {"bait", "secret\"", "4711", "YmFpd"}) {
        BOOST_TEST(said.find(part) == std::string::npos, part << " in " << said);
        BOOST_TEST(lines->text.find(part) == std::string::npos);
    }
    BOOST_TEST(said.find(standIn) == std::string::npos);
    BOOST_TEST(wire.sent.empty());
}

BOOST_AUTO_TEST_SUITE_END()
