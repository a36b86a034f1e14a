// The root `in` of an item: what is in it for which primitive, cleaned and within the limits.
#include "adapters/rest/input.h"
#include "adapters/rest/roots.h"
#include "adapters/rest/values.h"
#include "tests/contract/adapter/cleared_items.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::adapters::rest;
using adapter_api::Primitive;
using expression::List;
using expression::Map;
using expression::Value;

namespace {

Map inputFor(Primitive primitive, const ClearedItem& item) {
    return inputOf(primitive, {.item = &item});
}

Value at(const Map& in, const std::string& pointer) {
    const Value whole{in};
    const auto* found = valueAt(whole, pointer);
    return found ? *found : Value("nothing there");
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_primitive_gets_the_key_of_its_object) {
    const auto item = clearedItem(1, 2, "hello");
    const struct {
        Primitive primitive;
        std::string key;
    } rows[] = {
        {Primitive::ContactFind, item.keys().contact},
        {Primitive::ContactErase, item.keys().contact},
        {Primitive::TicketCreate, item.keys().ticket},
        {Primitive::TicketGet, item.keys().ticket},
        {Primitive::CommentFind, item.keys().message},
        {Primitive::CommentInternal, item.keys().message},
        {Primitive::AttachmentUpload, item.keys().message}};
    for (const auto& row : rows) {
        BOOST_TEST((at(inputFor(row.primitive, item), "/key") == Value(row.key)));
        BOOST_TEST((at(inputFor(row.primitive, item), "/op_id") == Value(item.keys().message)));
    }
}

BOOST_AUTO_TEST_CASE(a_health_check_has_no_input) {
    BOOST_TEST(inputOf(Primitive::HealthCheck, {}).empty());
}

BOOST_AUTO_TEST_CASE(what_the_mapping_released_is_there_and_what_it_left_empty_is_null) {
    auto masked = maskedItem(1, 2, "hello");
    masked.content.ticketQueue.clear();
    masked.content.ticketTags = {"vip"};
    masked.content.ticketPriority = "high";
    masked.content.late = true;
    const auto item = stages::LeakGuard::pass(masked);
    const auto in = inputFor(Primitive::CommentPublic, item);
    BOOST_TEST((at(in, "/contact/alias") == Value("Amber-Falcon-11")));
    BOOST_TEST((at(in, "/contact/fields") == Value(Map{{"Country", "DE"}})));
    BOOST_TEST((at(in, "/contact/id") == Value()));
    BOOST_TEST((at(in, "/ticket/queue") == Value()));
    BOOST_TEST((at(in, "/ticket/tags") == Value(List{"vip"})));
    BOOST_TEST((at(in, "/ticket/priority") == Value("high")));
    BOOST_TEST((at(in, "/ticket/fields") == Value(Map{{"WA-Channel", "main"}})));
    BOOST_TEST((at(in, "/ticket/status") == Value()));
    BOOST_TEST((at(in, "/message/text") == Value("hello")));
    BOOST_TEST((at(in, "/message/late") == Value(true)));
    BOOST_TEST((at(in, "/message/from_customer") == Value(true)));
    BOOST_TEST((at(in, "/message/sent_at") == Value(masked.content.sentAt)));
    BOOST_TEST((at(in, "/internal") == Value(false)));
    BOOST_TEST((at(in, "/notice") == Value()));
    BOOST_TEST((at(in, "/files") == Value(List{})));
}

BOOST_AUTO_TEST_CASE(what_the_engine_knows_is_there) {
    const auto item = clearedItem(1, 2, "hello");
    const adapter_api::File files[] = {{"a.txt", "text/plain", "a"}, {"b.txt", "text/plain", "b"}};
    const auto in = inputOf(
        Primitive::CommentInternal,
        {.item = &item,
         .contactId = "7",
         .ticketId = "12",
         .commentId = "33",
         .status = adapter_api::TicketStatus::Solved,
         .files = files,
         .notice = "the earlier ticket is gone"}
    );
    BOOST_TEST((at(in, "/contact/id") == Value("7")));
    BOOST_TEST((at(in, "/ticket/id") == Value("12")));
    BOOST_TEST((at(in, "/comment/id") == Value("33")));
    BOOST_TEST((at(in, "/ticket/status") == Value("solved")));
    BOOST_TEST((at(in, "/internal") == Value(true)));
    BOOST_TEST((at(in, "/notice") == Value("the earlier ticket is gone")));
    BOOST_TEST((at(in, "/file/name") == Value("a.txt")));
    BOOST_TEST((at(in, "/files/1/name") == Value("b.txt")));
    BOOST_TEST((at(in, "/files/1/" + std::string(kFileMark)) == Value(1)));
}

BOOST_AUTO_TEST_CASE(texts_are_cleaned_and_the_subject_is_cut_before_a_template_sees_them) {
    auto masked = maskedItem(1, 2, std::string("a\0b\r\nc\x1B", 7));
    masked.content.ticketSubject = "a long\x07 subject";
    masked.content.contactFields = {{"Note", "x\x01y"}};
    const auto item = stages::LeakGuard::pass(masked);
    Content content;
    content.subject = {6, TextUnit::Characters};
    const auto in = prepared(inputFor(Primitive::TicketCreate, item), content);
    BOOST_TEST((at(in, "/message/text") == Value("ab\nc")));
    BOOST_TEST((at(in, "/ticket/subject") == Value("a lon…")));
    BOOST_TEST((at(in, "/contact/fields/Note") == Value("xy")));
}

BOOST_AUTO_TEST_CASE(a_field_reaches_a_template_with_its_type) {
    auto masked = maskedItem(1, 2, "hello");
    masked.content.contactFields = {{"New", true}};
    masked.content.ticketFields = {{"Score", std::int64_t{7}}, {"Text", "7"}};
    const auto item = stages::LeakGuard::pass(masked);
    const auto in = prepared(inputFor(Primitive::TicketCreate, item), {});
    BOOST_TEST((at(in, "/contact/fields/New") == Value(true)));
    BOOST_TEST((at(in, "/ticket/fields/Score") == Value(7)));
    BOOST_TEST((at(in, "/ticket/fields/Text") == Value("7")));
}

BOOST_AUTO_TEST_CASE(a_text_within_the_limit_is_one_part_without_a_number) {
    const auto item = clearedItem(1, 2, "hello");
    const auto parts = partsOf(inputFor(Primitive::CommentPublic, item), {});
    BOOST_REQUIRE(parts.size() == 1u);
    BOOST_TEST((at(parts[0], "/part") == Value()));
}

BOOST_AUTO_TEST_CASE(each_part_has_a_key_of_its_own_and_files_go_with_the_first) {
    const auto item = clearedItem(1, 2, std::string(100, 'x'));
    const adapter_api::File files[] = {{"a.txt", "text/plain", "a"}};
    const auto in =
        inputOf(Primitive::CommentPublic, {.item = &item, .files = files, .notice = "why"});
    Content content;
    content.body = {70, TextUnit::Bytes};
    const auto parts = partsOf(in, content);
    BOOST_REQUIRE(parts.size() == 2u);
    const auto& key = item.keys().message;
    for (const auto* name : {"/key", "/op_id", "/message/key"}) {
        BOOST_TEST((at(parts[0], name) == Value(key)));
        BOOST_TEST((at(parts[1], name) == Value(key + "-2")));
    }
    BOOST_TEST((at(parts[0], "/part") == Value(1)));
    BOOST_TEST((at(parts[1], "/part") == Value(2)));
    BOOST_TEST(textIn(at(parts[1], "/message/text"))->starts_with("(2/2) x"));
    BOOST_TEST(listIn(at(parts[0], "/files"))->size() == 1u);
    BOOST_TEST(listIn(at(parts[1], "/files"))->empty());
    BOOST_TEST((at(parts[1], "/notice") == Value()));
}
