// Replies of agents: polled page by page, or told by a webhook that proves where it is from.
#include "adapters/rest/moments.h"
#include "adapters/rest/values.h"
#include "connector/base/hmac.h"
#include "connector/expression/letters.h"
#include "tests/unit/adapters_rest/runner_support.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

using namespace bowline;
using namespace bowline::adapters::rest;
using adapter_api::PrimitiveOutcome;
using expression::Value;
namespace data = boost::unit_test::data;

namespace {

const std::string kApi = "https://desk.example.org/api";

AdapterSpecPtr withPoll(const std::string& poll) {
    return deskSpec(
        "auth: {kind: none}\noperations:\n  health.check: {method: GET, path: /me}\npoll:\n  "
        "replies:\n" +
        poll
    );
}

/// A list at /list/items, paged as `page` says.
AdapterSpecPtr paged(const std::string& page) {
    return withPoll(
        "    every: 30s\n    steps: [{id: list, method: GET, path: /items, query: {since: "
        "\"${state.cursor}\"}}]\n    page: " +
        page +
        "\n    each: /list/items\n    emit: {ticket_id: /ticket, comment_id: /id, text: /text}\n"
        "    cursor: \"${item.id}\"\n"
    );
}

std::string item(int id) {
    return fmt::format(R"({{"id": {}, "ticket": "T{}", "text": "reply {}"}})", id, id, id);
}

std::string items(const std::string& list, const std::string& more) {
    return R"({"items": [)" + list + "]" + more + "}";
}

std::vector<std::string> ticketsOf(const PollResult& result) {
    std::vector<std::string> tickets;
    for (const auto& reply : result.replies)
        tickets.push_back(reply.ticketId);
    return tickets;
}

using Tickets = std::vector<std::string>;

AdapterSpecPtr withHook(const std::string& hook) {
    return deskSpec(
        "auth: {kind: none}\noperations:\n  ticket.get: {method: GET, path: "
        "\"/t/${in.ticket.id}\"}\nwebhook:\n" +
        hook
    );
}

const std::string kEmit =
    "  emit: {ticket_id: \"${hook.body.ticket}\", text: \"${hook.body.text}\"}\n";
const std::string kSigned =
    "  verify: {kind: hmac, algo: sha256, encoding: hex, over: "
    "\"${hook.header.x-time}.${hook.raw}\", header: "
    "X-Sign, prefix: \"v1=\", secret: settings.key, timestamp: \"${hook.header.x-time}\", "
    "tolerance: 5m}\n"
    "  dedupe: \"${hook.header.x-id}\"\n" +
    kEmit;

std::string signatureOf(const std::string& text) {
    return "v1=" + toHex(asText(KeyedHash("secret:key").of(text)));
}

HookReading hear(const std::string& hook, const HookRequest& request) {
    const ScriptedExchange exchange;
    const RestAdapter adapter(withHook(hook), {}, {"key"});
    return adapter.hearWebhook(request, exchange);
}

const std::string kBody = R"({"ticket": 12, "text": "hello"})";
const std::string kTime = "1795448171";

}  // namespace

BOOST_AUTO_TEST_CASE(pages_are_read_to_their_end_whatever_their_kind) {
    const struct {
        std::string page;
        std::vector<std::pair<std::string, Received>> exchange;
    } rows[] = {
        {"{kind: cursor, next: /next, into: {query: after}}",
         {{"/items", answer(200, items(item(1), R"(, "next": "c 2")"))},
          {"/items?after=c%202", answer(200, items(item(2), R"(, "next": null)"))}}},
        {"{kind: token, next: \"${res.body.more ? res.body.next : null}\", into: {query: page}}",
         {{"/items", answer(200, items(item(1), R"(, "next": "x", "more": true)"))},
          {"/items?page=x", answer(200, items(item(2), R"(, "next": "y", "more": false)"))}}},
        {"{kind: offset, into: {query: offset}, size: {query: limit, value: 1}}",
         {{"/items?limit=1&offset=0", answer(200, items(item(1), ""))},
          {"/items?limit=1&offset=1", answer(200, items(item(2), ""))},
          {"/items?limit=1&offset=2", answer(200, items("", ""))}}},
        {"{kind: page, into: {query: page}, size: {query: per, value: 2}, max: 5}",
         {{"/items?per=2&page=1", answer(200, items(item(1) + "," + item(2), ""))},
          {"/items?per=2&page=2", answer(200, items("", ""))}}},
        {"{kind: link_body, next: /next}",
         {{"/items",
           answer(200, items(item(1), R"(, "next": "https://desk.example.org/api/items?p=2")"))},
          {"/items?p=2", answer(200, items(item(2), R"(, "next": ""  )"))}}},
        {"{kind: link_header}",
         {{"/items",
           plainAnswer(
               200, {{"Link", "<?p=1>; rel=prev, <?p=2>; rel=\"next\""}}, items(item(1), "")
           )},
          {"/items?p=2", plainAnswer(200, {{"Link", "<?p=2>; rel=next"}}, items(item(2), ""))}}},
        {"{kind: page, into: {query: page}, stop: \"res.body.last\"}",
         {{"/items?page=1", answer(200, items(item(1), ""))},
          {"/items?page=2", answer(200, items(item(2), R"(, "last": true)"))}}},
    };
    for (const auto& row : rows) {
        Desk desk(paged(row.page));
        for (const auto& [path, reply] : row.exchange)
            desk.exchange.expect("GET " + kApi + path, reply);
        const auto result = desk.adapter.pollReplies({}, desk.exchange);
        BOOST_TEST(!result.failure.has_value());
        BOOST_TEST((ticketsOf(result) == Tickets{"T1", "T2"}), row.page);
        BOOST_TEST((result.cursor == Value(2)), row.page);
        BOOST_TEST(result.isWhole);
    }
}

BOOST_AUTO_TEST_CASE(a_page_may_be_asked_for_in_the_body) {
    Desk desk(withPoll(
        "    every: 30s\n    steps: [{id: list, method: POST, path: /graphql, body: {json: {query: "
        "q, variables: "
        "{first: 2}}}}]\n    page: {kind: cursor, next: /end, into: {body: /variables/after}}\n"
        "    each: /list/items\n    emit: {ticket_id: /ticket}\n    cursor: \"${item.id}\"\n"
    ));
    desk.exchange.expect(
        "POST " + kApi + "/graphql", answer(200, items(item(1), R"(, "end": "c")"))
    );
    desk.exchange.expect("POST " + kApi + "/graphql", answer(200, items(item(2), "")));
    BOOST_TEST(desk.adapter.pollReplies({}, desk.exchange).replies.size() == 2u);
    BOOST_TEST(desk.exchange.sent[0].body == R"({"query":"q","variables":{"first":2}})");
    BOOST_TEST(
        desk.exchange.sent[1].body == R"({"query":"q","variables":{"after":"c","first":2}})"
    );
}

BOOST_AUTO_TEST_CASE(a_page_on_another_host_is_not_asked) {
    for (const auto* link :
         {"https://evil.example/items", "//evil.example/x", "http://desk.example.org/api/items"}) {
        Desk desk(paged("{kind: link_body, next: /next}"));
        desk.exchange.expect(
            "GET " + kApi + "/items?since=0",
            answer(200, items(item(1), fmt::format(R"(, "next": "{}")", link)))
        );
        const auto result = desk.adapter.pollReplies(Value(0), desk.exchange);
        BOOST_TEST((result.failure == PrimitiveOutcome(Rejected{"foreign_host"})));
        BOOST_TEST(result.replies.empty());
        BOOST_TEST((result.cursor == Value(0)));
    }
}

BOOST_AUTO_TEST_CASE(paging_ends_at_max_and_says_that_there_is_more) {
    Desk desk(paged("{kind: page, into: {query: page}, max: 2}"));
    desk.exchange.expect("GET " + kApi + "/items?page=1", answer(200, items(item(1), "")));
    desk.exchange.expect("GET " + kApi + "/items?page=2", answer(200, items(item(2), "")));
    const auto result = desk.adapter.pollReplies({}, desk.exchange);
    BOOST_TEST(!result.isWhole);
    BOOST_TEST((result.cursor == Value(2)));
}

BOOST_AUTO_TEST_CASE(a_failed_page_fails_the_poll_and_keeps_the_cursor) {
    Desk desk(paged("{kind: page, into: {query: page}}"));
    desk.exchange.expect("GET " + kApi + "/items?since=7&page=1", answer(200, items(item(8), "")));
    desk.exchange.expect("GET " + kApi + "/items?since=7&page=2", answer(503, ""));
    const auto result = desk.adapter.pollReplies(Value(7), desk.exchange);
    BOOST_TEST((result.failure == PrimitiveOutcome(RetryLater{"http_503", {}})));
    BOOST_TEST(result.replies.empty());
    BOOST_TEST((result.cursor == Value(7)));
}

BOOST_AUTO_TEST_CASE(a_cursor_never_goes_back) {
    Desk desk(paged("{kind: cursor, next: /next, into: {query: after}}"));
    desk.exchange.expect(
        "GET " + kApi + "/items?since=5", answer(200, items(item(9) + "," + item(6), ""))
    );
    BOOST_TEST((desk.adapter.pollReplies(Value(5), desk.exchange).cursor == Value(9)));
    desk.exchange.expect("GET " + kApi + "/items?since=9", answer(200, items("", "")));
    BOOST_TEST((desk.adapter.pollReplies(Value(9), desk.exchange).cursor == Value(9)));
}

BOOST_AUTO_TEST_CASE(a_time_goes_back_by_the_overlap_and_the_start_is_kept) {
    const auto spec = withPoll(
        "    every: 30s\n    overlap: 90s\n    start: \"2026-01-05T09:00:00Z\"\n    steps: [{id: "
        "list, method: "
        "GET, path: /items, query: {since: \"${state.cursor}\"}}]\n    each: /list/items\n    "
        "emit: {ticket_id: "
        "/ticket}\n    cursor: \"${item.at}\"\n"
    );
    Desk desk(spec);
    desk.exchange.expect(
        "GET " + kApi + "/items?since=2026-01-05T08%3A58%3A30Z", answer(200, items("", ""))
    );
    const auto first = desk.adapter.pollReplies({}, desk.exchange);
    BOOST_TEST((first.cursor == Value("2026-01-05T09:00:00Z")));
    desk.exchange.expect(
        "GET " + kApi + "/items?since=2026-01-05T08%3A58%3A30Z",
        answer(
            200,
            items(
                R"({"ticket": 1, "at": "2026-01-05T10:00:00Z"}, {"ticket": 2, "at": "2026-01-05T09:30:00Z"})",
                ""
            )
        )
    );
    const auto second = desk.adapter.pollReplies(first.cursor, desk.exchange);
    BOOST_TEST((second.cursor == Value("2026-01-05T10:00:00Z")));
}

BOOST_AUTO_TEST_CASE(details_are_asked_once_an_item_that_passed) {
    Desk desk(withPoll(
        "    every: 30s\n    steps: [{id: tx, method: GET, path: /tx}]\n    each: /tx/items\n"
        "    where: item.by != settings.me\n"
        "    detail: [{id: body, method: GET, path: \"/tx/${item.id}/body\", pick: {text: "
        "/text}}]\n"
        "    emit: {ticket_id: \"${item.ticket}\", comment_id: \"${item.id}\", author: "
        "\"${item.by}\", internal: "
        "\"${item.note}\", text: \"${steps.body.text}\", format: \"${'plain'}\", created_at: "
        "\"${item.at}\"}\n"
        "    cursor: \"${item.id}\"\n"
    ));
    desk.exchange.expect(
        "GET " + kApi + "/tx",
        answer(
            200,
            items(
                R"({"id": 1, "ticket": 5, "by": 3, "note": false, "at": "2026-01-05T09:00:00Z"},
            {"id": 2, "ticket": 5, "by": 7}, {"id": 3, "ticket": 5, "by": 3, "note": true},
            {"id": 4, "ticket": 5, "by": 3}, {"id": 5, "by": 3})",
                ""
            )
        )
    );
    desk.exchange.expect("GET " + kApi + "/tx/1/body", answer(200, R"({"text": "hello"})"));
    desk.exchange.expect("GET " + kApi + "/tx/3/body", answer(404, "{}"));
    desk.exchange.expect("GET " + kApi + "/tx/4/body", answer(200, R"({"text": "note?"})"));
    desk.exchange.expect("GET " + kApi + "/tx/5/body", answer(200, R"({"text": "no ticket"})"));
    const auto result = desk.adapter.pollReplies({}, desk.exchange);
    BOOST_REQUIRE(result.replies.size() == 2u);
    const auto& reply = result.replies[0];
    BOOST_TEST(reply.ticketId == "5");
    BOOST_TEST(reply.commentId == "1");
    BOOST_TEST((reply.author == DisplayName("3")));
    BOOST_TEST((reply.text == MessageText("hello")));
    BOOST_TEST(reply.format == "plain");
    BOOST_TEST(!reply.isInternal);
    BOOST_TEST((reply.createdAt == isoTime("2026-01-05T09:00:00Z")));
    BOOST_TEST(result.replies[1].isInternal, "an `internal` that says nothing counts as a note");
    BOOST_TEST((result.cursor == Value(5)));
}

BOOST_AUTO_TEST_CASE(a_step_of_a_poll_may_walk_what_an_earlier_one_found) {
    Desk desk(
        deskSpec("auth: {kind: none}\noperations:\n  ticket.get: {method: GET, path: "
                 "\"/t/${in.ticket.id}\"}\npoll:\n  replies:\n"
                 "    every: 30s\n    steps:\n      - {id: open, method: GET, path: /open, pick: "
                 "{ids: /ids}}\n"
                 "      - {id: notes, foreach: \"${steps.open.ids}\", as: t, method: GET, path: "
                 "\"/t/${t}/notes\"}\n"
                 "    each: /notes/items\n    emit: {refetch: ticket.get, ticket_id: /ticket}\n    "
                 "cursor: \"${item.id}\"\n")
    );
    desk.exchange.expect("GET " + kApi + "/open", answer(200, R"({"ids": [5, 6]})"));
    desk.exchange.expect("GET " + kApi + "/t/5/notes", answer(200, items(item(1), "")));
    desk.exchange.expect("GET " + kApi + "/t/6/notes", answer(200, items(item(2), "")));
    const auto result = desk.adapter.pollReplies({}, desk.exchange);
    BOOST_TEST((ticketsOf(result) == Tickets{"T1", "T2"}));
    BOOST_TEST((result.replies.front().refetch == adapter_api::Primitive::TicketGet));
}

BOOST_AUTO_TEST_CASE(a_signed_webhook_is_heard) {
    const auto heard = hear(
        kSigned,
        {{{"X-Time", kTime}, {"x-sign", signatureOf(kTime + "." + kBody)}, {"X-Id", "e1"}}, kBody}
    );
    BOOST_REQUIRE(heard.isVerified);
    BOOST_TEST(heard.dedupe == "e1");
    BOOST_REQUIRE(heard.replies.size() == 1u);
    BOOST_TEST(heard.replies[0].ticketId == "12");
    BOOST_TEST((heard.replies[0].text == MessageText("hello")));
}

BOOST_AUTO_TEST_CASE(a_webhook_that_proves_nothing_tells_nothing) {
    const auto good = signatureOf(kTime + "." + kBody);
    const std::string late = "1795448471";  // 300 s later is still within
    const std::string tooLate = "1795448472";
    const struct {
        std::string why;
        HookRequest request;
        bool isVerified;
    } rows[] = {
        {"another body", {{{"X-Time", kTime}, {"X-Sign", good}}, "{}"}, false},
        {"another time", {{{"X-Time", "1795448172"}, {"X-Sign", good}}, kBody}, false},
        {"no signature", {{{"X-Time", kTime}}, kBody}, false},
        {"no prefix", {{{"X-Time", kTime}, {"X-Sign", good.substr(3)}}, kBody}, false},
        {"an empty one", {{{"X-Time", kTime}, {"X-Sign", "v1="}}, kBody}, false},
        {"capital letters",
         {{{"X-Time", kTime}, {"X-Sign", "v1=" + expression::toUpper(good.substr(3))}}, kBody},
         true},
        {"in time", {{{"X-Time", late}, {"X-Sign", signatureOf(late + "." + kBody)}}, kBody}, true},
        {"too late",
         {{{"X-Time", tooLate}, {"X-Sign", signatureOf(tooLate + "." + kBody)}}, kBody},
         false},
        {"no time", {{{"X-Sign", signatureOf("." + kBody)}}, kBody}, false},
    };
    for (const auto& row : rows) {
        const auto heard = hear(kSigned, row.request);
        BOOST_TEST(heard.isVerified == row.isVerified, row.why);
        BOOST_TEST(heard.replies.empty() != row.isVerified, row.why);
    }
}

BOOST_AUTO_TEST_CASE(a_signature_may_be_over_a_body_longer_than_an_expression) {
    const std::string body = R"({"ticket": 12, "text": ")" + std::string(300'000, 'x') + "\"}";
    const auto heard =
        hear(kSigned, {{{"X-Time", kTime}, {"X-Sign", signatureOf(kTime + "." + body)}}, body});
    BOOST_TEST(heard.isVerified);
}

BOOST_AUTO_TEST_CASE(a_webhook_may_bring_the_secret_itself) {
    const std::string hook =
        "  verify: {kind: static, header: X-Token, prefix: \"Bearer \", secret: settings.key}\n  "
        "dedupe: x\n" +
        kEmit;
    const auto verified = [&](const std::string& value) {
        return hear(hook, {{{"X-Token", value}}, kBody}).isVerified;
    };
    BOOST_TEST(verified("Bearer secret:key"));
    for (const auto* wrong :
         {"secret:key", "Bearer secret:ke", "Bearer secret:key2", "Bearer ", ""})
        BOOST_TEST(!verified(wrong), wrong);
}

BOOST_AUTO_TEST_CASE(without_the_secret_nothing_is_verified) {
    const ScriptedExchange exchange;
    const RestAdapter adapter(withHook(kSigned), {}, {});
    const HookRequest request{
        {{"X-Time", kTime}, {"X-Sign", signatureOf(kTime + "." + kBody)}}, kBody};
    BOOST_TEST(!adapter.hearWebhook(request, exchange).isVerified);
}

BOOST_AUTO_TEST_CASE(a_webhook_may_tell_of_several_events) {
    const std::string hook =
        "  verify: {kind: none}\n  dedupe: \"${hook.body.id}\"\n  each: /events\n  where: "
        "item.kind == 'comment'\n"
        "  emit: {ticket_id: /ticket, comment_id: \"${item.id}\"}\n";
    const auto heard = hear(
        hook,
        {{},
         R"({"id": 9, "events": [{"kind": "comment", "ticket": 1, "id": 3}, {"kind": "status", "ticket": 1}, {"kind": "comment"}]})"}
    );
    BOOST_TEST(heard.dedupe == "9");
    BOOST_REQUIRE(heard.replies.size() == 1u);
    BOOST_TEST(heard.replies[0].commentId == "3");
    BOOST_TEST(hear(hook, {{}, "no json"}).replies.empty());
}
