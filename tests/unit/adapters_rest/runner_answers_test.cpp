// What answers mean: rules first, then the engine's table; and that no bytes break the reader.
#include "adapters/rest/answers.h"
#include "adapters/rest/judgement.h"
#include "adapters/rest/picks.h"
#include "adapters/rest/values.h"
#include "tests/unit/adapters_rest/runner_support.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::adapters::rest;
using adapter_api::AnswerText;
using expression::Map;
using expression::Value;
namespace data = boost::unit_test::data;

namespace {

enum class Asked { Read, Find, Write, Repeatable, Object };

Situation situation(Asked asked) {
    return {
        .isWrite = asked != Asked::Read && asked != Asked::Find,
        .isRepeatable = asked == Asked::Repeatable,
        .mayBeGone = asked == Asked::Find || asked == Asked::Object,
        .now = fromMillis(1'795'448'171'000)};
}

struct Row {
    Asked asked;
    int status;
    AnswerClass cls;
    std::string code;
    friend std::ostream& operator<<(std::ostream& out, const Row& row) {
        return out << row.status << " to " << static_cast<int>(row.asked);
    }
};

const Row kDefaults[] = {
    {Asked::Write, 200, AnswerClass::Ok, "ok"},
    {Asked::Write, 204, AnswerClass::Ok, "ok"},
    {Asked::Write, 302, AnswerClass::Config, "redirected"},
    {Asked::Write, 400, AnswerClass::Reject, "http_400"},
    {Asked::Write, 401, AnswerClass::Auth, "auth"},
    {Asked::Write, 403, AnswerClass::Reject, "http_403"},
    {Asked::Find, 404, AnswerClass::Absent, "http_404"},
    {Asked::Object, 404, AnswerClass::Absent, "http_404"},
    {Asked::Write, 404, AnswerClass::Reject, "http_404"},
    {Asked::Read, 404, AnswerClass::Reject, "http_404"},
    {Asked::Write, 408, AnswerClass::Retry, "http_408"},
    {Asked::Write, 409, AnswerClass::Conflict, "http_409"},
    {Asked::Write, 412, AnswerClass::Conflict, "http_412"},
    {Asked::Write, 422, AnswerClass::Reject, "http_422"},
    {Asked::Write, 425, AnswerClass::Retry, "http_425"},
    {Asked::Write, 429, AnswerClass::Throttle, "throttle"},
    {Asked::Write, 500, AnswerClass::Retry, "http_500"},
    {Asked::Write, 502, AnswerClass::Unknown, "http_502"},
    {Asked::Write, 503, AnswerClass::Retry, "http_503"},
    {Asked::Write, 504, AnswerClass::Unknown, "http_504"},
    {Asked::Repeatable, 502, AnswerClass::Retry, "http_502"},
    {Asked::Find, 504, AnswerClass::Retry, "http_504"},
};

/// A rule list of a file with these rules.
AdapterSpecPtr withRules(const std::string& rules) {
    return deskSpec(
        "auth: {kind: none}\nresponses:\n" + rules +
        "operations:\n  health.check: {method: GET, path: /me}\n"
    );
}

Judgement judgedBy(const AdapterSpecPtr& spec, const Received& received, Asked asked) {
    const auto reading = readAnswer(received);
    return judged(reading, situation(asked), {&spec->answers}, {{"res", reading.res}});
}

Judgement byDefault(const Received& received, Asked asked) {
    const auto reading = readAnswer(received);
    return judged(reading, situation(asked), {}, {{"res", reading.res}});
}

const Received kHtml =
    plainAnswer(200, {{"Content-Type", "text/html"}}, "<html>maintenance</html>");

}  // namespace

BOOST_DATA_TEST_CASE(a_status_means_what_the_table_says, data::make(kDefaults), row) {
    const auto made = byDefault(answer(row.status, "{}"), row.asked);
    BOOST_TEST(toText(made.cls) == toText(row.cls));
    BOOST_TEST(made.code == row.code);
}

BOOST_AUTO_TEST_CASE(no_answer_is_a_retry_unless_a_write_may_have_had_its_effect) {
    const struct {
        Asked asked;
        bool sent;
        AnswerClass cls;
    } rows[] = {
        {Asked::Write, false, AnswerClass::Retry},
        {Asked::Write, true, AnswerClass::Unknown},
        {Asked::Repeatable, true, AnswerClass::Retry},
        {Asked::Find, true, AnswerClass::Retry},
        {Asked::Object, true, AnswerClass::Unknown}};
    for (const auto& row : rows) {
        const auto made = byDefault(noAnswer("timeout", row.sent), row.asked);
        BOOST_TEST(toText(made.cls) == toText(row.cls));
        BOOST_TEST(made.code == "timeout");
    }
}

BOOST_AUTO_TEST_CASE(the_first_rule_that_matches_decides) {
    const auto spec = withRules(
        "  - {when: \"res.status == 422 && (res.body.error ?? '') | contains('group')\", class: "
        "config, code: no_group}\n"
        "  - {when: res.status == 422, class: reject}\n"
        "  - {when: res.status == 422, class: retry}\n"
    );
    auto made = judgedBy(spec, answer(422, R"({"error": "unknown group"})"), Asked::Write);
    BOOST_TEST((made == Judgement{AnswerClass::Config, "no_group"}));
    made = judgedBy(spec, answer(422, "{}"), Asked::Write);
    BOOST_TEST((made == Judgement{AnswerClass::Reject, "reject"}));
    made = judgedBy(spec, answer(500, "{}"), Asked::Write);
    BOOST_TEST(made.code == "http_500");
}

BOOST_AUTO_TEST_CASE(a_refusal_in_words_with_200_is_a_refusal) {
    const auto spec = withRules(
        "  - {when: \"res.status == 200 && res.text | contains('not allowed')\", class: reject, "
        "code: not_allowed}\n"
    );
    const auto said = plainAnswer(200, {{"Content-Type", "text/plain"}}, "You are not allowed");
    BOOST_TEST((judgedBy(spec, said, Asked::Write) == Judgement{AnswerClass::Reject, "not_allowed"})
    );
}

BOOST_AUTO_TEST_CASE(a_rule_about_a_status_has_no_opinion_about_a_broken_connection) {
    const auto spec = withRules(
        "  - {when: res.status != 200, class: reject}\n"
        "  - {when: res.error == 'dns', class: config, code: no_such_host}\n"
    );
    BOOST_TEST(
        (judgedBy(spec, noAnswer("closed", false), Asked::Write) ==
         Judgement{AnswerClass::Retry, "closed"})
    );
    BOOST_TEST(
        (judgedBy(spec, noAnswer("dns", false), Asked::Write) ==
         Judgement{AnswerClass::Config, "no_such_host"})
    );
}

BOOST_AUTO_TEST_CASE(a_wait_comes_from_the_rule_or_from_retry_after) {
    const auto spec = withRules(
        "  - {when: res.status == 420, class: throttle, wait: {after: \"${res.body.seconds}\"}}\n"
        "  - {when: res.status == 421, class: retry, wait: {at: \"${res.body.until}\"}}\n"
        "  - {when: res.status == 423, class: throttle}\n"
    );
    const auto after = [&](const Received& received) {
        return judgedBy(spec, received, Asked::Write)
            .after.value_or(std::chrono::seconds(-1))
            .count();
    };
    BOOST_TEST(after(answer(420, R"({"seconds": 7})")) == 7);
    BOOST_TEST(after(answer(421, R"({"until": "2026-11-23T15:37:11Z"})")) == 60);
    BOOST_TEST(after(plainAnswer(423, {{"Retry-After", "9"}}, "")) == 9);
    BOOST_TEST(after(plainAnswer(420, {{"retry-after", "9"}}, "{}")) == 9);
    BOOST_TEST(
        after(plainAnswer(429, {{"RETRY-AFTER", "Mon, 23 Nov 2026 15:36:41 GMT"}}, "")) == 30
    );
    BOOST_TEST(after(plainAnswer(503, {{"Retry-After", "999999999"}}, "")) == 86'400);
    BOOST_TEST(after(plainAnswer(503, {{"Retry-After", "soon"}}, "")) == -1);
    BOOST_TEST(after(plainAnswer(422, {{"Retry-After", "9"}}, "")) == -1);
}

BOOST_AUTO_TEST_CASE(a_duplicate_may_tell_the_id_that_is_there) {
    const auto spec =
        withRules("  - {when: res.status == 409, class: duplicate, pick: {existing_id: /id}}\n");
    BOOST_TEST(judgedBy(spec, answer(409, R"({"id": 5})"), Asked::Write).existingId.value() == "5");
    BOOST_TEST(!judgedBy(spec, answer(409, R"({"id": "a b"})"), Asked::Write).existingId.has_value()
    );
    BOOST_TEST(!judgedBy(spec, answer(409, "{}"), Asked::Write).existingId.has_value());
}

BOOST_AUTO_TEST_CASE(a_success_that_is_broken_json_is_never_a_success) {
    for (const auto* broken : {"{\"id\": 1", "", "[1,", "nonsense", "{\"a\": NaN}"}) {
        const auto received = answer(200, broken);
        const bool isBroken = *broken != '\0';
        const auto write = byDefault(received, Asked::Write);
        BOOST_TEST(toText(write.cls) == (isBroken ? "unknown" : "ok"), broken);
        BOOST_TEST((write.code == "answer_unreadable") == isBroken);
        BOOST_TEST(toText(byDefault(received, Asked::Find).cls) == (isBroken ? "retry" : "ok"));
    }
    const auto spec = withRules("  - {when: res.status == 200, class: ok}\n");
    BOOST_TEST(judgedBy(spec, answer(200, "{"), Asked::Write).code == "answer_unreadable");
    BOOST_TEST(judgedBy(spec, answer(500, "{"), Asked::Write).code == "http_500");
}

BOOST_AUTO_TEST_CASE(a_body_too_deep_or_too_large_is_unreadable) {
    BOOST_TEST(
        (readAnswer(answer(200, std::string(65, '[') + std::string(65, ']'))).body ==
         BodyState::Broken)
    );
    BOOST_TEST((
        readAnswer(answer(200, std::string(64, '[') + std::string(64, ']'))).body == BodyState::Tree
    ));
    BOOST_TEST(
        (readAnswer(answer(200, "\"" + std::string(8 << 20, 'x') + "\"")).body == BodyState::Broken)
    );
}

BOOST_AUTO_TEST_CASE(json_is_read_whatever_it_is_called_and_other_texts_are_texts) {
    const auto body = [](std::string type, std::string_view text) {
        return readAnswer(plainAnswer(200, {{"Content-Type", std::move(type)}}, text));
    };
    BOOST_TEST((body("text/html", " {\"a\": 1}").body == BodyState::Tree));
    BOOST_TEST((body("application/vnd.api+json; charset=utf-8", "3").body == BodyState::Tree));
    BOOST_TEST((body("text/html", "<p>").body == BodyState::Other));
    BOOST_TEST((body("text/html", "[not json]").body == BodyState::Other));
    BOOST_TEST((body("application/json", " \r\n").body == BodyState::Empty));
    BOOST_TEST((*valueAt(body("text/html", "<p>").res, "/text") == Value("<p>")));
}

BOOST_AUTO_TEST_CASE(headers_have_small_letters_and_repeated_ones_are_joined) {
    const auto reading =
        readAnswer(plainAnswer(201, {{"LOCATION", "/x/1"}, {"Link", "a"}, {"link", "b"}}, ""));
    BOOST_TEST((*valueAt(reading.res, "/header/location") == Value("/x/1")));
    BOOST_TEST((*valueAt(reading.res, "/header/link") == Value("a, b")));
    BOOST_TEST((*valueAt(reading.res, "/status") == Value(201)));
    BOOST_TEST(valueAt(reading.res, "/error")->isNull());
}

BOOST_AUTO_TEST_CASE(any_bytes_can_be_read) {
    for (int seed = 0; seed < 256; ++seed) {
        std::string bytes = "{[\"\\u";
        for (int i = 0; i < 32; ++i)
            bytes += static_cast<char>((seed * 7 + i * seed) & 0xFF);
        const auto reading = readAnswer(answer(200, bytes));
        BOOST_TEST((reading.body == BodyState::Broken));
    }
}

BOOST_AUTO_TEST_CASE(a_token_is_picked_without_being_shown) {
    const auto received =
        answer(200, R"({"access_token": "t0p", "uid": 12, "no": null, "empty": ""})");
    const auto token = [&](const std::string& pointer) {
        return secretPicked({"x", pointer, nullptr}, received, {});
    };
    BOOST_TEST((token("/access_token") == AnswerText("t0p")));
    BOOST_TEST((token("/uid") == AnswerText("12")));
    BOOST_TEST(!token("/no").has_value());
    BOOST_TEST(!token("/empty").has_value());
    BOOST_TEST(!token("/none").has_value());
    BOOST_TEST(!secretPicked({"x", "/a", nullptr}, noAnswer("dns", false), {}).has_value());
}

BOOST_AUTO_TEST_CASE(every_code_of_the_engine_has_a_cure) {
    for (const auto* code :
         {"answer_unreadable",
          "assertion_failed",
          "auth",
          "bad_base_url",
          "bad_id",
          "bad_path",
          "foreign_host",
          "login_refused",
          "redirected",
          "too_large"})
        BOOST_TEST(!engineCure(code).empty(), code);
    BOOST_TEST(engineCure("http_422").empty());
}

BOOST_AUTO_TEST_CASE(a_page_of_html_where_a_pick_looks_into_the_body_is_no_answer) {
    BOOST_TEST(toText(byDefault(kHtml, Asked::Find).cls) == "ok");  // the step decides: see below
    Desk desk(
        plainDesk("  ticket.find: {method: GET, path: /find, pick: {id: /id}, assert: "
                  "\"res.body.key == in.key\"}\n"
                  "  ticket.create: {method: POST, path: /make, pick: {id: /id}}\n")
    );
    desk.exchange.expect("GET https://desk.example.org/api/find", kHtml);
    desk.exchange.expect("POST https://desk.example.org/api/make", kHtml);
    const auto found = desk.run(adapter_api::Primitive::TicketFind, "{}").outcome;
    BOOST_TEST((found == adapter_api::PrimitiveOutcome(RetryLater{"answer_unreadable", {}})));
    const auto made = desk.run(adapter_api::Primitive::TicketCreate, "{}").outcome;
    BOOST_TEST((made == adapter_api::PrimitiveOutcome(Uncertain{"answer_unreadable"})));
}
