// A long message as several comments, a first message inside its ticket: nothing twice, nothing
// cut.
#include "adapters/rest/values.h"
#include "tests/unit/adapters_rest/runner_support.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::adapters::rest;
using adapter_api::Absent;
using adapter_api::Primitive;
using expression::Map;
using expression::Value;

namespace {

const std::string kApi = "https://desk.example.org/api";
const std::string kKey(32, 'e');
/// Two comments of at most 70 bytes.
const std::string kLong =
    R"({"message": {"text": ")" + std::string(60, 'a') + " " + std::string(50, 'b') + "\"}}";

AdapterSpecPtr spec(const std::string& operations) {
    return deskSpec(
        "auth: {kind: none}\ncontent: {body_max: 70 bytes}\noperations:\n" + operations
    );
}

const std::string kComment =
    "  comment.public: {method: POST, path: /c, body: {json: {text: \"${in.message.text}\", key: "
    "\"${in.key}\", part: \"${in.part}\"}}, pick: {id: /id}}\n";
const std::string kFind =
    "  comment.find: {method: GET, path: \"/c/${in.key}\", pick: {id: /id}, assert: res.body.key "
    "== in.key}\n";
const std::string kCreate =
    "  ticket.create: {supports: {with: [comment]}, method: POST, path: /t, body: {json: {text: "
    "\"${in.message.text}\"}}, pick: {id: /id, comment_id: /first}}\n";

Received found(const std::string& key) {
    return answer(200, R"({"id": 9, "key": ")" + key + "\"}");
}

std::string textSent(const Desk& desk, std::size_t place) {
    const auto body = fromJson(desk.exchange.sent.at(place).body);
    return *textIn(*valueAt(body, "/text"));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_long_message_becomes_comments_with_keys_of_their_own) {
    Desk desk(spec(kComment + kFind));
    desk.exchange.expect("GET " + kApi + "/c/" + kKey, answer(404, "{}"));
    desk.exchange.expect("POST " + kApi + "/c", answer(201, R"({"id": 1})"));
    desk.exchange.expect("GET " + kApi + "/c/" + kKey + "-2", answer(404, "{}"));
    desk.exchange.expect("POST " + kApi + "/c", answer(201, R"({"id": 2})"));
    const auto ran = desk.run(Primitive::CommentPublic, kLong);
    BOOST_TEST(as<Delivered>(ran.outcome).remoteId == "1");
    BOOST_TEST(textSent(desk, 1) == "(1/2) " + std::string(60, 'a') + " ");
    BOOST_TEST(textSent(desk, 3) == "(2/2) " + std::string(50, 'b'));
    BOOST_TEST(desk.exchange.sent[3].body.find("\"key\":\"" + kKey + "-2\"") != std::string::npos);
    BOOST_TEST(desk.exchange.sent[3].body.find("\"part\":2") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_part_that_is_there_is_not_written_again) {
    Desk desk(spec(kComment + kFind));
    desk.exchange.expect("GET " + kApi + "/c/" + kKey, found(kKey));
    desk.exchange.expect("GET " + kApi + "/c/" + kKey + "-2", answer(404, "{}"));
    desk.exchange.expect("POST " + kApi + "/c", answer(201, R"({"id": 2})"));
    BOOST_TEST(as<Delivered>(desk.run(Primitive::CommentPublic, kLong).outcome).remoteId == "9");
}

BOOST_AUTO_TEST_CASE(a_repeat_asks_nothing_about_parts_that_it_knows) {
    Desk desk(spec(kComment));
    desk.exchange.expect("POST " + kApi + "/c", answer(201, R"({"id": 1})"));
    desk.exchange.expect("POST " + kApi + "/c", answer(503, ""));
    as<RetryLater>(desk.run(Primitive::CommentPublic, kLong).outcome);
    desk.exchange.expect("POST " + kApi + "/c", answer(201, R"({"id": 2})"));
    BOOST_TEST(as<Delivered>(desk.run(Primitive::CommentPublic, kLong).outcome).remoteId == "1");
    BOOST_TEST(textSent(desk, 2).starts_with("(2/2)"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_looked_up_now_is_not_written) {
    Desk desk(spec(kComment + kFind));
    desk.exchange.expect("GET " + kApi + "/c/" + kKey, answer(500, ""));
    as<RetryLater>(desk.run(Primitive::CommentPublic, kLong).outcome);
}

BOOST_AUTO_TEST_CASE(a_part_whose_key_is_taken_is_there) {
    const std::string unique =
        "  comment.public: {idempotency: unique, method: POST, path: /c, responses: [{when: "
        "res.status "
        "== 409, class: duplicate}]}\n";
    Desk desk(spec(unique));
    desk.exchange.expect("POST " + kApi + "/c", answer(409, "{}"));
    desk.exchange.expect("POST " + kApi + "/c", answer(201, "{}"));
    as<Delivered>(desk.run(Primitive::CommentPublic, kLong).outcome);
}

BOOST_AUTO_TEST_CASE(a_long_message_is_found_only_when_all_of_it_is_there) {
    Desk desk(spec(kComment + kFind));
    desk.exchange.expect("GET " + kApi + "/c/" + kKey, found(kKey));
    desk.exchange.expect("GET " + kApi + "/c/" + kKey + "-2", answer(404, "{}"));
    as<Absent>(desk.run(Primitive::CommentFind, kLong).outcome);
    desk.exchange.expect("GET " + kApi + "/c/" + kKey, found(kKey));
    desk.exchange.expect("GET " + kApi + "/c/" + kKey + "-2", found(kKey + "-2"));
    BOOST_TEST(as<Delivered>(desk.run(Primitive::CommentFind, kLong).outcome).remoteId == "9");
}

BOOST_AUTO_TEST_CASE(a_short_message_is_one_request_and_no_checkpoint) {
    Desk desk(spec(kComment + kFind));
    desk.exchange.expect("POST " + kApi + "/c", answer(201, R"({"id": 1})"));
    as<Delivered>(desk.run(Primitive::CommentPublic, "{}").outcome);
    BOOST_TEST(textSent(desk, 0) == "Hello");
    BOOST_TEST(desk.exchange.checkpoints.empty());
}

BOOST_AUTO_TEST_CASE(a_message_that_came_with_its_ticket_is_known_whatever_the_index_shows) {
    Desk desk(spec(kCreate + kComment + kFind));
    desk.exchange.expect("POST " + kApi + "/t", answer(201, R"({"id": 12, "first": 31})"));
    BOOST_TEST(as<Delivered>(desk.run(Primitive::TicketCreate, "{}").outcome).remoteId == "12");
    BOOST_TEST(as<Delivered>(desk.run(Primitive::CommentFind, "{}").outcome).remoteId == "31");
    BOOST_TEST(as<Delivered>(desk.run(Primitive::CommentPublic, "{}").outcome).remoteId == "31");
}

BOOST_AUTO_TEST_CASE(a_ticket_carries_the_first_part_and_comments_the_rest) {
    Desk desk(spec(kCreate + kComment));
    desk.exchange.expect("POST " + kApi + "/t", answer(201, R"({"id": 12})"));
    as<Delivered>(desk.run(Primitive::TicketCreate, kLong).outcome);
    BOOST_TEST(textSent(desk, 0).starts_with("(1/2) a"));
    desk.exchange.expect("POST " + kApi + "/c", answer(201, R"({"id": 2})"));
    as<Delivered>(desk.run(Primitive::CommentPublic, kLong).outcome);
    BOOST_TEST(textSent(desk, 1).starts_with("(2/2) b"));
}

BOOST_AUTO_TEST_CASE(a_message_in_an_earlier_ticket_is_not_taken_for_one_in_this) {
    Desk desk(spec(kCreate + kComment));
    desk.exchange.expect("POST " + kApi + "/t", answer(201, R"({"id": 11})"));
    desk.run(Primitive::TicketCreate, "{}");
    desk.exchange.expect("POST " + kApi + "/c", answer(201, R"({"id": 2})"));
    as<Delivered>(desk.run(Primitive::CommentPublic, "{}").outcome);
}
