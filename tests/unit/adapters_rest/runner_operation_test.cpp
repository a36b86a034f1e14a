// Operations at work: steps, outcomes, checkpoints, keys that make a repeat harmless.
#include "adapters/rest/values.h"
#include "tests/contract/adapter/cleared_items.h"
#include "tests/unit/adapters_rest/runner_support.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline;
using namespace bowline::adapters::rest;
using adapter_api::Absent;
using adapter_api::Denied;
using adapter_api::Duplicate;
using adapter_api::File;
using adapter_api::Primitive;
using adapter_api::PrimitiveOutcome;
using expression::Map;
using expression::Value;
namespace data = boost::unit_test::data;

namespace {

const std::string kApi = "https://desk.example.org/api";
const std::string kFind =
    "  ticket.find: {method: GET, path: /find, pick: {id: /id}, assert: res.body.key == in.key}\n";
const std::string kCreate = "  ticket.create: {method: POST, path: /tickets, pick: {id: /id}}\n";

/// Two uploads, then the ticket, then a look at it.
const std::string kSteps = R"(  ticket.create:
    supports: {attachments: token}
    steps:
      - {id: up, foreach: "${in.files}", as: f, method: POST, path: /up, query: {n: "${f.name}"}, body: {raw: "${f.bytes}", type: "${f.mime}"}, pick: {token: /token}}
      - {id: make, method: POST, path: /tickets, body: {json: {uploads: "${steps.up[*].token}"}}, pick: {id: /id}}
      - {id: look, method: GET, path: "/tickets/${steps.make.id}", pick: {number: /number}}
    pick: {id: "${steps.make.id}", number: "${steps.look.number}"}
)";

const File kFiles[] = {{"a.txt", "text/plain", "a"}, {"b.txt", "text/plain", "b"}};

struct Row {
    std::string why;
    Received reply;
    PrimitiveOutcome expected;
    friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.why; }
};

const Row kFinds[] = {
    {"a hit with our key",
     answer(200, R"({"id": 5, "key": "dddddddddddddddddddddddddddddddd"})"),
     Delivered{"5"}},
    {"a hit with another key",
     answer(200, R"({"id": 5, "key": "x"})"),
     Rejected{"assertion_failed"}},
    {"no hit", answer(200, "{}"), Absent{}},
    {"no content", plainAnswer(204, {}, ""), Absent{}},
    {"404", answer(404, "{}"), Absent{}},
    {"an empty page", plainAnswer(200, {}, ""), RetryLater{"answer_unreadable", {}}},
    {"an id no link can hold",
     answer(200, R"({"id": "a b", "key": "dddddddddddddddddddddddddddddddd"})"),
     Rejected{"bad_id"}},
    {"429",
     plainAnswer(429, {{"Retry-After", "30"}}, ""),
     RetryLater{"throttle", std::chrono::seconds(30)}},
    {"401", answer(401, "{}"), Denied{"auth"}},
    {"lost", noAnswer("timeout", true), RetryLater{"timeout", {}}},
};

const Row kCreates[] = {
    {"made", answer(201, R"({"id": "T-5"})"), Delivered{"T-5"}},
    {"made, but the id is missing", answer(201, "{}"), Rejected{"bad_id"}},
    {"made, but the id is a list", answer(201, R"({"id": [5]})"), Rejected{"bad_id"}},
    {"lost", noAnswer("closed", true), Uncertain{"closed"}},
    {"not sent", noAnswer("connect", false), RetryLater{"connect", {}}},
    {"504", answer(504, ""), Uncertain{"http_504"}},
    {"422", answer(422, "{}"), Rejected{"http_422"}},
    {"404", answer(404, "{}"), Rejected{"http_404"}},
    {"broken", answer(201, R"({"id": )"), Uncertain{"answer_unreadable"}},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_find_answers_what_it_can_know, data::make(kFinds), row) {
    Desk desk(plainDesk(kFind));
    desk.exchange.expect("GET " + kApi + "/find", row.reply);
    BOOST_TEST((desk.run(Primitive::TicketFind, "{}").outcome == row.expected));
}

BOOST_DATA_TEST_CASE(a_create_is_uncertain_when_it_may_have_happened, data::make(kCreates), row) {
    Desk desk(plainDesk(kCreate));
    desk.exchange.expect("POST " + kApi + "/tickets", row.reply);
    BOOST_TEST((desk.run(Primitive::TicketCreate, "{}").outcome == row.expected));
}

BOOST_AUTO_TEST_CASE(a_write_to_an_object_that_is_gone_is_absent) {
    Desk desk(plainDesk("  comment.public: {method: POST, path: \"/t/${in.ticket.id}/c\"}\n"));
    desk.exchange.expect("POST " + kApi + "/t/12/c", answer(404, "{}"));
    as<Absent>(desk.run(Primitive::CommentPublic, "{}").outcome);
}

BOOST_AUTO_TEST_CASE(a_comment_without_an_id_is_delivered_all_the_same) {
    Desk desk(plainDesk("  comment.public: {method: POST, path: /c, pick: {id: /id}}\n"));
    desk.exchange.expect("POST " + kApi + "/c", plainAnswer(204, {}, ""));
    BOOST_TEST(as<Delivered>(desk.run(Primitive::CommentPublic, "{}").outcome).remoteId.empty());
}

BOOST_AUTO_TEST_CASE(a_duplicate_tells_the_id_of_what_is_there) {
    const auto rule =
        "  contact.create: {method: POST, path: /u, pick: {id: /id}, responses: [{when: res.status "
        "== 409, class: duplicate, pick: {existing_id: /existing}}]}\n";
    Desk desk(plainDesk(rule));
    desk.exchange.expect("POST " + kApi + "/u", answer(409, R"({"existing": 7})"));
    BOOST_TEST(
        as<Duplicate>(desk.run(Primitive::ContactCreate, "{}").outcome).existingId.value() == "7"
    );
}

BOOST_AUTO_TEST_CASE(a_primitive_that_the_file_does_not_describe_is_a_programming_error) {
    Desk desk(plainDesk(kFind));
    BOOST_CHECK_THROW(desk.run(Primitive::TicketCreate, "{}"), Error);
}

BOOST_AUTO_TEST_CASE(what_a_request_cannot_hold_is_rejected_before_anything_is_sent) {
    Desk desk(plainDesk("  comment.public: {method: POST, path: \"/t/${in.ticket.id}/c\"}\n"));
    const auto outcome = desk.run(Primitive::CommentPublic, R"({"ticket": {"id": ".."}})").outcome;
    BOOST_TEST((outcome == PrimitiveOutcome(Rejected{"bad_path"})));
}

BOOST_AUTO_TEST_CASE(steps_use_what_earlier_ones_picked) {
    Desk desk(plainDesk(kSteps));
    desk.exchange.expect("POST " + kApi + "/up?n=a.txt", answer(201, R"({"token": "t1"})"));
    desk.exchange.expect("POST " + kApi + "/up?n=b.txt", answer(201, R"({"token": "t2"})"));
    desk.exchange.expect("POST " + kApi + "/tickets", answer(201, R"({"id": 5})"));
    desk.exchange.expect("GET " + kApi + "/tickets/5", answer(200, R"({"number": "N5"})"));
    const auto ran = desk.runWith(Primitive::TicketCreate, "{}", kFiles);
    BOOST_TEST(as<Delivered>(ran.outcome).remoteId == "5");
    BOOST_TEST((ran.picked.at("number") == Value("N5")));
    BOOST_TEST(desk.exchange.sent[0].body == "a");
    BOOST_TEST(desk.exchange.sent[2].body == R"({"uploads":["t1","t2"]})");
}

BOOST_AUTO_TEST_CASE(a_repeat_goes_on_after_the_steps_that_were_finished) {
    Desk desk(plainDesk(kSteps));
    desk.exchange.expect("POST " + kApi + "/up?n=a.txt", answer(201, R"({"token": "t1"})"));
    desk.exchange.expect("POST " + kApi + "/up?n=b.txt", answer(503, ""));
    as<RetryLater>(desk.runWith(Primitive::TicketCreate, "{}", kFiles).outcome);
    desk.exchange.expect("POST " + kApi + "/up?n=b.txt", answer(201, R"({"token": "t2"})"));
    desk.exchange.expect("POST " + kApi + "/tickets", answer(201, R"({"id": 5})"));
    desk.exchange.expect("GET " + kApi + "/tickets/5", answer(500, ""));
    as<RetryLater>(desk.runWith(Primitive::TicketCreate, "{}", kFiles).outcome);
    BOOST_TEST(desk.exchange.sent[3].body == R"({"uploads":["t1","t2"]})");
    desk.exchange.expect("GET " + kApi + "/tickets/5", answer(200, R"({"number": "N5"})"));
    const auto ran = desk.runWith(Primitive::TicketCreate, "{}", kFiles);
    BOOST_TEST(as<Delivered>(ran.outcome).remoteId == "5");
    const auto again = desk.runWith(Primitive::TicketCreate, "{}", kFiles);
    BOOST_TEST(as<Delivered>(again.outcome).remoteId == "5");
    BOOST_TEST((again.picked == ran.picked));
}

BOOST_AUTO_TEST_CASE(the_names_of_checkpoints_can_be_kept) {
    Desk desk(plainDesk(kSteps));
    for (const auto* request : {"POST /up?n=a.txt", "POST /up?n=b.txt", "POST /tickets"}) {
        const std::string text = request;
        desk.exchange.expect(
            "POST " + kApi + text.substr(5), answer(201, R"({"token": "t", "id": 5})")
        );
    }
    desk.exchange.expect("GET " + kApi + "/tickets/5", answer(200, R"({"number": 1})"));
    desk.runWith(Primitive::TicketCreate, "{}", kFiles);
    BOOST_TEST(desk.exchange.checkpoints.size() == 4u);
    for (const auto& entry : desk.exchange.checkpoints) {
        const auto isAllowed = [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                   std::string("_./:[]-").find(c) != std::string::npos;
        };
        BOOST_TEST(std::ranges::all_of(entry.first, isAllowed), entry.first);
        BOOST_TEST(entry.first.size() < 129u);
    }
}

BOOST_AUTO_TEST_CASE(a_repeat_looks_again_and_writes_no_step_twice) {
    Desk desk(plainDesk(R"(  comment.public:
    steps:
      - {id: look, method: GET, path: "/t/${in.ticket.id}", pick: {state: /state}}
      - {id: reopen, method: PUT, path: /reopen, body: {json: {was: "${steps.look.state}"}}}
      - {id: say, method: POST, path: /say, body: {json: {was: "${steps.look.state}"}}, pick: {id: /id}}
    pick: {id: "${steps.say.id}"}
)"));
    desk.exchange.expect("GET " + kApi + "/t/12", answer(200, R"({"state": "closed"})"));
    desk.exchange.expect("PUT " + kApi + "/reopen", answer(200, "{}"));
    desk.exchange.expect("POST " + kApi + "/say", answer(503, ""));
    as<RetryLater>(desk.run(Primitive::CommentPublic, "{}").outcome);
    desk.exchange.expect("GET " + kApi + "/t/12", answer(200, R"({"state": "open"})"));
    desk.exchange.expect("POST " + kApi + "/say", answer(201, R"({"id": 33})"));
    BOOST_TEST(as<Delivered>(desk.run(Primitive::CommentPublic, "{}").outcome).remoteId == "33");
    BOOST_TEST(desk.exchange.sent.back().body == R"({"was":"open"})");
}

BOOST_AUTO_TEST_CASE(a_ticket_made_anew_does_not_find_the_steps_of_the_old_one) {
    Desk desk(plainDesk(kSteps));
    desk.exchange.expect("POST " + kApi + "/tickets", answer(201, R"({"id": 5})"));
    desk.exchange.expect("GET " + kApi + "/tickets/5", answer(200, R"({"number": 1})"));
    desk.run(Primitive::TicketCreate, "{}");
    desk.exchange.expect("POST " + kApi + "/tickets", answer(201, R"({"id": 6})"));
    desk.exchange.expect("GET " + kApi + "/tickets/6", answer(200, R"({"number": 2})"));
    const auto ran =
        desk.run(Primitive::TicketCreate, R"({"notice": "the earlier ticket is gone"})");
    BOOST_TEST(as<Delivered>(ran.outcome).remoteId == "6");
}

BOOST_AUTO_TEST_CASE(an_operation_of_one_request_keeps_no_checkpoints) {
    Desk desk(plainDesk(kCreate));
    desk.exchange.expect("POST " + kApi + "/tickets", answer(201, R"({"id": 5})"));
    desk.run(Primitive::TicketCreate, "{}");
    BOOST_TEST(desk.exchange.checkpoints.empty());
}

BOOST_AUTO_TEST_CASE(a_step_is_left_out_when_its_condition_does_not_hold) {
    Desk desk(plainDesk(R"(  ticket.update:
    steps:
      - {id: close, if: in.ticket.status == 'solved', method: POST, path: /close, pick: {by: /by}}
      - {id: put, method: PUT, path: /t, body: {json: {by: "${steps.close.by}"}}}
)"));
    desk.exchange.expect("PUT " + kApi + "/t", answer(200, "{}"));
    as<Delivered>(desk.run(Primitive::TicketUpdate, R"({"ticket": {"status": "open"}})").outcome);
    BOOST_TEST(desk.exchange.sent[0].body == "{}");
    desk.exchange.expect("POST " + kApi + "/close", answer(200, R"({"by": 3})"));
    desk.exchange.expect("PUT " + kApi + "/t", answer(200, "{}"));
    as<Delivered>(desk.run(Primitive::TicketUpdate, R"({"ticket": {"status": "solved"}})").outcome);
    BOOST_TEST(desk.exchange.sent[2].body == R"({"by":3})");
}

BOOST_AUTO_TEST_CASE(an_assertion_of_a_step_stops_before_the_next_one) {
    Desk desk(plainDesk(R"(  ticket.update:
    steps:
      - {id: look, method: GET, path: /s, assert: "res.body.states | length == 1"}
      - {id: put, method: PUT, path: /t}
)"));
    desk.exchange.expect("GET " + kApi + "/s", answer(200, R"({"states": []})"));
    BOOST_TEST(
        as<Rejected>(desk.run(Primitive::TicketUpdate, "{}").outcome).why == "assertion_failed"
    );
}

BOOST_AUTO_TEST_CASE(a_rule_of_the_step_comes_before_the_operations_and_the_files) {
    const auto spec = deskSpec(R"(auth: {kind: none}
responses: [{when: res.status >= 400, class: reject, code: of_file}]
operations:
  ticket.update:
    steps:
      - {id: a, method: PUT, path: /a, responses: [{when: res.status == 400, class: ok}]}
      - {id: b, method: PUT, path: /b}
    responses: [{when: res.status == 400, class: reject, code: of_operation}]
)");
    Desk desk(spec);
    desk.exchange.expect("PUT " + kApi + "/a", answer(400, "{}"));
    desk.exchange.expect("PUT " + kApi + "/b", answer(400, "{}"));
    BOOST_TEST(as<Rejected>(desk.run(Primitive::TicketUpdate, "{}").outcome).why == "of_operation");
    desk.exchange.expect("PUT " + kApi + "/b", answer(418, "{}"));
    BOOST_TEST(as<Rejected>(desk.run(Primitive::TicketUpdate, "{}").outcome).why == "of_file");
}

BOOST_AUTO_TEST_CASE(a_write_that_does_no_harm_twice_is_repeated_without_looking) {
    for (const auto* kind :
         {"upsert", "unique", "{header: Idempotency-Key, value: \"${in.op_id}\"}"}) {
        Desk desk(plainDesk(
            "  ticket.create: {idempotency: " + std::string(kind) +
            ", method: POST, path: /t, pick: {id: /id}}\n"
        ));
        desk.exchange.expect("POST " + kApi + "/t", noAnswer("timeout", true));
        BOOST_TEST(
            as<RetryLater>(desk.run(Primitive::TicketCreate, "{}").outcome).why == "timeout"
        );
    }
}

BOOST_AUTO_TEST_CASE(the_key_goes_with_the_last_single_writing_step_and_protects_no_other) {
    Desk desk(plainDesk(R"(  ticket.create:
    supports: {attachments: token}
    idempotency: {header: Idempotency-Key, value: "${in.op_id}"}
    steps:
      - {id: up, foreach: "${in.files}", as: f, method: POST, path: /up, pick: {token: /token}}
      - {id: make, method: POST, path: /t, pick: {id: /id}}
    pick: {id: "${steps.make.id}"}
)"));
    desk.exchange.expect("POST " + kApi + "/up", noAnswer("timeout", true));
    as<Uncertain>(desk.runWith(Primitive::TicketCreate, "{}", std::span(kFiles).first(1)).outcome);
    desk.exchange.expect("POST " + kApi + "/up", answer(201, R"({"token": "t"})"));
    desk.exchange.expect("POST " + kApi + "/t", noAnswer("timeout", true));
    as<RetryLater>(desk.runWith(Primitive::TicketCreate, "{}", std::span(kFiles).first(1)).outcome);
    BOOST_TEST(headerIn(desk.exchange.sent[1], "Idempotency-Key").empty());
    BOOST_TEST(headerIn(desk.exchange.sent[2], "Idempotency-Key") == std::string(32, 'e'));
}

BOOST_AUTO_TEST_CASE(a_key_that_the_system_has_forgotten_is_looked_up_once) {
    Desk desk(
        plainDesk("  ticket.create: {idempotency: {header: K, value: \"${in.op_id}\", window: 2h}, "
                  "method: POST, "
                  "path: /t, pick: {id: /id}}\n")
    );
    desk.exchange.expect("POST " + kApi + "/t", noAnswer("timeout", true));
    as<RetryLater>(desk.run(Primitive::TicketCreate, "{}").outcome);
    desk.exchange.time += std::chrono::hours(1);
    desk.exchange.expect("POST " + kApi + "/t", answer(503, ""));
    as<RetryLater>(desk.run(Primitive::TicketCreate, "{}").outcome);
    desk.exchange.time += std::chrono::minutes(61);
    BOOST_TEST(as<Uncertain>(desk.run(Primitive::TicketCreate, "{}").outcome).why == "window_over");
    desk.exchange.expect("POST " + kApi + "/t", answer(201, R"({"id": 5})"));
    as<Delivered>(desk.run(Primitive::TicketCreate, "{}").outcome);
}

BOOST_AUTO_TEST_CASE(settings_have_their_types_and_their_defaults) {
    const auto spec = deskSpec(
        "auth: {kind: none}\noperations:\n  health.check: {method: POST, path: /me, body: {json: "
        "{me: "
        "\"${settings.me}\", user: \"${settings.user}\", t: \"${settings.token}\", k: "
        "\"${settings.key}\"}}}\n"
    );
    RestAdapter adapter(spec, {{"me", "12"}}, {"token"});
    ScriptedExchange exchange;
    exchange.expect("POST " + kApi + "/me", answer(200, "{}"));
    as<Delivered>(adapter.run(Primitive::HealthCheck, {}, exchange));
    BOOST_TEST(exchange.sent[0].body == R"({"me":12,"t":"secret:token","user":"robot"})");
}

BOOST_AUTO_TEST_CASE(an_adapter_tells_what_it_can_and_how_late_its_finds_are) {
    const RestAdapter adapter(
        plainDesk(
            kCreate + "  ticket.find: {consistency: {index_lag: 30s}, method: GET, path: /f, pick: "
                      "{id: /id}}\n"
                      "  contact.find: {consistency: {index_lag: 2m}, method: GET, path: /f, pick: "
                      "{id: /id}}\n"
        ),
        {},
        {}
    );
    BOOST_TEST((
        adapter.capabilities() ==
        std::set<Primitive>{Primitive::TicketCreate, Primitive::TicketFind, Primitive::ContactFind}
    ));
    BOOST_TEST(adapter.indexLag().count() == 120'000);
}

BOOST_AUTO_TEST_CASE(an_adapter_tells_which_comments_may_be_joined_and_what_fits_into_one) {
    const RestAdapter silent(plainDesk(kCreate), {}, {});
    BOOST_TEST(!silent.joining().has_value());
    const RestAdapter adapter(
        deskSpec("auth: {kind: none}\n"
                 "limits: {coalesce: {ops: [comment.public], window: 20s, max_items: 5}}\n"
                 "content: {format: html, body_max: 100 bytes}\n"
                 "operations:\n  health.check: {method: GET, path: /me}\n"),
        {},
        {}
    );
    const auto joining = adapter.joining();
    BOOST_REQUIRE(joining.has_value());
    BOOST_TEST((joining->primitives == std::set<Primitive>{Primitive::CommentPublic}));
    BOOST_TEST((joining->window == std::chrono::seconds(20) && joining->mostItems == 5U));
    BOOST_TEST(adapter.isOneComment(tests::clearedItem(1, 1, std::string(100, 'x'))));
    BOOST_TEST(!adapter.isOneComment(tests::clearedItem(1, 1, std::string(101, 'x'))));
    BOOST_TEST(!adapter.isOneComment(tests::clearedItem(1, 1, std::string(20, '<'))));
}

BOOST_AUTO_TEST_CASE(a_code_has_the_cure_of_its_rule_or_of_the_engine) {
    const RestAdapter adapter(
        deskSpec(
            "auth: {kind: none}\nresponses: [{when: res.status == 1, class: reject, code: x, cure: "
            "of "
            "the file}]\noperations:\n  health.check: {method: GET, path: /me, responses: [{when: "
            "res.status == 2, class: config, code: y, cure: of the operation}]}\n"
        ),
        {},
        {}
    );
    BOOST_TEST(adapter.cureFor("x") == "of the file");
    BOOST_TEST(adapter.cureFor("y") == "of the operation");
    BOOST_TEST(!adapter.cureFor("auth").empty());
    BOOST_TEST(adapter.cureFor("http_418").empty());
}

BOOST_AUTO_TEST_CASE(rights_that_a_token_should_not_have_are_named) {
    Desk desk(deskSpec(R"(auth: {kind: none}
operations:
  health.check: {method: GET, path: /me}
excess:
  - {say: It may delete users, method: GET, path: /admin, granted: res.status == 200}
  - {say: It may see settings, method: GET, path: /settings, granted: res.status == 200}
  - {say: It may run code, method: GET, path: /code, granted: res.status == 200}
)"));
    desk.exchange.expect("GET " + kApi + "/admin", answer(200, "{}"));
    desk.exchange.expect("GET " + kApi + "/settings", answer(403, "{}"));
    desk.exchange.expect("GET " + kApi + "/code", noAnswer("timeout", true));
    const auto rights = desk.adapter.excessRights(desk.exchange);
    BOOST_TEST((rights == std::vector<std::string>{"It may delete users"}));
}
