// What the good file becomes: every construct of the grammar at its place in the spec.
#include "tests/unit/adapters_rest/loader_support.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::adapters::rest;
using adapter_api::Primitive;
using namespace std::chrono_literals;

namespace {

AdapterSpecPtr base() {
    return loadSound(fixture("base.yaml"));
}

const Operation& operation(const AdapterSpecPtr& spec, Primitive primitive) {
    BOOST_REQUIRE(spec->operations.contains(primitive));
    return spec->operations.at(primitive);
}

/// The entry of a map whose key is written `key`.
const Tree& entry(const Tree& map, std::string_view key) {
    for (const auto& [name, tree] : map.entries) {
        if (rendered(name) == key)
            return tree;
    }
    BOOST_FAIL("no entry " << key);
    return map;
}

expression::Value valueOf(const Tree& tree) {
    BOOST_REQUIRE(tree.kind == TreeKind::Scalar && tree.scalar);
    return tree.scalar->evaluate({});
}

const Tree& ticketTree(const AdapterSpecPtr& spec) {
    return operation(spec, Primitive::TicketCreate).steps.at(1).request.body.tree;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(adapter_spec)

BOOST_AUTO_TEST_CASE(the_head_and_the_connection_are_read) {
    const auto spec = base();
    BOOST_TEST(spec->name == "desk");
    BOOST_TEST((spec->redact == Redact::Destroys));
    BOOST_TEST(
        spec->baseUrl->render({{"settings", expression::Map{{"url", "https://x"}}}}) ==
        "https://x/api/v1"
    );
    BOOST_TEST((spec->auth.kind == AuthKind::Header));
    BOOST_TEST(spec->auth.name == "Authorization");
    BOOST_TEST(spec->auth.value->reads().front() == "settings.token");
    BOOST_TEST((spec->timeout == 20s));
    BOOST_TEST(spec->headers.at(0).first == "Accept");
    BOOST_TEST(rendered(spec->headers.at(0).second) == "application/json");
}

BOOST_AUTO_TEST_CASE(limits_and_content_are_read) {
    const auto spec = base();
    BOOST_TEST(spec->limits.concurrency == 2U);
    const std::vector<adapter_api::RateLimit> rates = {{10, 1s}, {700, 60s}};
    BOOST_TEST((spec->limits.rates == rates));
    BOOST_TEST(spec->limits.remainingHeader == "X-Rate-Limit-Remaining");
    BOOST_TEST(spec->limits.remainingFloor == 20U);
    BOOST_TEST((spec->keyedRates.at(0).rate == adapter_api::RateLimit{30, 10min}));
    BOOST_TEST(spec->keyedRates.at(0).key->reads().front() == "in.ticket.id");
    BOOST_TEST((spec->content.format == TextFormat::Html));
    BOOST_TEST(spec->content.body.most == 64000U);
    BOOST_TEST((spec->content.body.unit == TextUnit::Bytes));
    BOOST_TEST(spec->content.subject.most == 150U);
    BOOST_TEST((spec->content.subject.unit == TextUnit::Characters));
}

BOOST_AUTO_TEST_CASE(rules_of_answers_are_read) {
    const auto spec = base();
    const AnswerRule& throttle = spec->answers.at(0);
    BOOST_TEST((throttle.cls == AnswerClass::Throttle));
    BOOST_TEST(throttle.code == "throttle");
    BOOST_TEST(throttle.waitAfter->reads().front() == "res.header.retry-after");
    BOOST_TEST(!throttle.waitAt);
    const AnswerRule& group = spec->answers.at(1);
    BOOST_TEST(group.code == "unknown_group");
    BOOST_TEST(group.cure == "Create the group");
    const auto& duplicate = operation(spec, Primitive::ContactCreate).answers.at(0);
    BOOST_TEST((duplicate.cls == AnswerClass::Duplicate));
    BOOST_TEST(duplicate.picks.at(0).name == "existing_id");
    BOOST_TEST(duplicate.picks.at(0).pointer == "/id");
}

BOOST_AUTO_TEST_CASE(an_operation_of_one_request_is_the_step_main) {
    const auto spec = base();
    const Operation& find = operation(spec, Primitive::ContactFind);
    BOOST_REQUIRE_EQUAL(find.steps.size(), 1U);
    const Step& main = find.steps.front();
    BOOST_TEST(main.id == "main");
    BOOST_TEST(main.request.method == "GET");
    BOOST_TEST(rendered(main.request.path) == "/users/search");
    BOOST_TEST(main.request.query.at(0).first == "query");
    BOOST_TEST((valueOf(main.request.query.at(1).second) == expression::Value(1)));
    BOOST_TEST((main.picks.empty() && main.answers.empty() && !main.assertion));
    BOOST_TEST((find.indexLag == 30s));
    BOOST_TEST(find.picks.at(0).pointer == "/0/id");
    BOOST_TEST(find.assertion->reads().front() == "in.key");
    BOOST_TEST((operation(spec, Primitive::TicketFind).indexLag == 0s));
}

BOOST_AUTO_TEST_CASE(idempotency_and_support_are_read) {
    const auto spec = base();
    BOOST_TEST(
        (operation(spec, Primitive::ContactCreate).idempotency.kind == IdempotencyKind::Unique)
    );
    const Operation& create = operation(spec, Primitive::TicketCreate);
    BOOST_TEST((create.idempotency.kind == IdempotencyKind::Header));
    BOOST_TEST(create.idempotency.header == "Idempotency-Key");
    BOOST_TEST(create.idempotency.value->reads().front() == "in.op_id");
    BOOST_TEST((create.idempotency.window == 2h));
    BOOST_TEST(create.attachments == "token");
    BOOST_TEST((create.with == std::vector<std::string>{"tags", "comment"}));
    BOOST_TEST(operation(spec, Primitive::TicketGet).attachments == "none");
}

BOOST_AUTO_TEST_CASE(steps_loop_over_files_and_pick_for_those_behind) {
    const auto spec = base();
    const Operation& create = operation(spec, Primitive::TicketCreate);
    const Step& up = create.steps.at(0);
    BOOST_TEST(up.id == "up");
    BOOST_TEST(up.each->reads().front() == "in.files");
    BOOST_TEST(up.as == "f");
    BOOST_TEST((up.request.body.kind == BodyKind::Raw));
    BOOST_TEST((up.request.body.tree.kind == TreeKind::FileBytes));
    BOOST_TEST(up.request.body.tree.name == "f");
    BOOST_TEST(!up.request.body.tree.base64);
    BOOST_TEST(up.request.body.type->reads().front() == "f.mime");
    BOOST_TEST(up.picks.at(0).pointer == "/token");
    const Step& make = create.steps.at(1);
    BOOST_TEST(make.onlyIf->reads().front() == "in.contact.id");
    BOOST_TEST(create.picks.at(0).expression->reads().front() == "steps.make.id");
}

BOOST_AUTO_TEST_CASE(scalars_of_a_tree_keep_the_types_that_are_written) {
    const auto spec = base();
    const Tree& ticket = ticketTree(spec);
    BOOST_TEST((ticket.kind == TreeKind::Map));
    BOOST_TEST((valueOf(entry(ticket, "priority")) == expression::Value(2)));
    BOOST_TEST((entry(ticket, "gone").kind == TreeKind::ExplicitNull));
    const Tree& tags = entry(ticket, "tags");
    BOOST_TEST((tags.kind == TreeKind::List));
    BOOST_TEST((valueOf(tags.items.at(0)) == expression::Value("whatsapp")));
    const Tree& contact = operation(spec, Primitive::ContactCreate).steps.at(0).request.body.tree;
    BOOST_TEST((valueOf(entry(contact, "active")) == expression::Value(true)));
}

BOOST_AUTO_TEST_CASE(a_quoted_number_is_a_text) {
    const auto spec = loadSound(baseWith("priority: 2", "priority: \"2\""));
    BOOST_TEST((valueOf(entry(ticketTree(spec), "priority")) == expression::Value("2")));
}

BOOST_AUTO_TEST_CASE(loops_conditions_and_merges_are_trees) {
    const auto spec = base();
    const Tree& ticket = ticketTree(spec);
    const Tree& text = entry(ticket, "text");
    BOOST_TEST((text.kind == TreeKind::If));
    BOOST_TEST(text.scalar->reads().front() == "settings.strict");
    BOOST_TEST(text.items.size() == 2U);
    const Tree& files = entry(ticket, "files");
    BOOST_TEST((files.kind == TreeKind::Each));
    BOOST_TEST(files.name == "g");
    BOOST_TEST(files.scalar->reads().front() == "in.files");
    const Tree& data = entry(files.items.at(0), "data");
    BOOST_TEST((data.kind == TreeKind::FileBytes));
    BOOST_TEST(data.name == "g");
    BOOST_TEST(data.base64);
    const Tree& fields = entry(ticket, "fields");
    BOOST_TEST((fields.kind == TreeKind::Merge));
    BOOST_TEST(fields.items.at(0).scalar->reads().front() == "in.ticket.fields");
    BOOST_TEST(fields.items.at(1).entries.at(0).key->reads().front() == "settings.group");
}

BOOST_AUTO_TEST_CASE(parts_and_forms_are_bodies) {
    const auto spec = base();
    const Body& comment = operation(spec, Primitive::CommentPublic).steps.at(0).request.body;
    BOOST_TEST((comment.kind == BodyKind::Multipart));
    BOOST_TEST(rendered(comment.parts.at(0).name) == "text");
    const Part& file = comment.parts.at(1);
    BOOST_TEST((file.value.kind == TreeKind::FileBytes));
    BOOST_TEST(file.as == "f");
    BOOST_TEST(file.each->reads().front() == "in.files");
    BOOST_TEST(file.filename->reads().front() == "f.name");
    BOOST_TEST(file.type->reads().front() == "f.mime");
    const Body& status = operation(spec, Primitive::TicketUpdate).steps.at(0).request.body;
    BOOST_TEST((status.kind == BodyKind::Form));
    BOOST_TEST(status.fields.at(0).first == "state");
}

BOOST_AUTO_TEST_CASE(a_macro_is_written_out_with_its_arguments) {
    const auto spec = base();
    const Request& request = operation(spec, Primitive::TicketFind).steps.at(0).request;
    BOOST_TEST(request.method == "GET");
    BOOST_TEST(rendered(request.path) == "/tickets/search");
    const auto text = request.query.at(0).second.scalar->render(
        {{"in", expression::Map{{"key", "ab"}}}, {"settings", expression::Map{{"field", 7}}}}
    );
    BOOST_TEST(text == "key:\"ab\" AND field:7");
}

BOOST_AUTO_TEST_CASE(a_poll_is_read) {
    const auto spec = base();
    BOOST_REQUIRE(spec->poll);
    const Poll& poll = *spec->poll;
    BOOST_TEST((poll.every == 60s && poll.overlap == 30s));
    BOOST_TEST(poll.start->reads().front() == "now");
    BOOST_TEST(poll.steps.at(0).id == "list");
    BOOST_REQUIRE(poll.paging);
    BOOST_TEST((poll.paging->kind == PageKind::LinkBody));
    BOOST_TEST(poll.paging->next.pointer == "/next");
    BOOST_TEST(poll.paging->stop->reads().front() == "count");
    BOOST_TEST(poll.paging->maxPages == 5U);
    BOOST_TEST(poll.each == "/list/items");
    BOOST_TEST(poll.where->reads().front() == "item.sender");
    BOOST_TEST(poll.detail.at(0).id == "one");
    BOOST_TEST(poll.emit.fields.size() == 4U);
    BOOST_TEST(poll.emit.fields.at(0).pointer == "/ticket");
    BOOST_TEST(!poll.emit.refetch);
    BOOST_TEST(poll.cursor->reads().front() == "steps.list.end");
}

BOOST_AUTO_TEST_CASE(a_webhook_is_read) {
    const auto spec = base();
    BOOST_REQUIRE(spec->webhook);
    const Webhook& hook = *spec->webhook;
    BOOST_TEST((hook.verify == VerifyKind::Hmac));
    BOOST_TEST((hook.algorithm == adapter_api::Signing::HmacSha1));
    BOOST_TEST(!hook.base64);
    BOOST_TEST(hook.header == "X-Hub-Signature");
    BOOST_TEST(hook.prefix == "sha1=");
    BOOST_TEST(hook.secret == "hook_secret");
    BOOST_TEST(hook.over->reads().front() == "hook.raw");
    BOOST_TEST(hook.dedupe->reads().front() == "hook.header.x-delivery");
    BOOST_TEST(hook.each == "/articles");
    BOOST_TEST((hook.emit.refetch == Primitive::TicketGet));
}

BOOST_AUTO_TEST_CASE(excess_rights_are_read) {
    const auto spec = base();
    BOOST_TEST(spec->excess.at(0).say == "The token may delete everybody");
    BOOST_TEST(spec->excess.at(0).request.method == "DELETE");
    BOOST_TEST(spec->excess.at(0).granted->reads().front() == "res.status");
}

BOOST_AUTO_TEST_CASE(settings_are_the_fields_of_a_destination) {
    const auto variant = settingsOf(*base());
    BOOST_TEST(variant.name == "desk");
    BOOST_REQUIRE_EQUAL(variant.fields.size(), 7U);
    const auto& token = variant.fields.at(1);
    BOOST_TEST(token.name == "token");
    BOOST_TEST((token.type == settings::FieldType::Secret));
    BOOST_TEST(token.isRequired);
    BOOST_TEST(token.sentence == "Of a user who may write tickets.");
    BOOST_TEST(token.example == "\"${cred:token}\"");
    BOOST_TEST(variant.fields.at(3).byDefault == "Users");
    BOOST_TEST((variant.fields.at(4).type == settings::FieldType::Int));
    BOOST_TEST((variant.fields.at(5).type == settings::FieldType::Bool));
    BOOST_TEST((variant.fields.at(6).type == settings::FieldType::Map));
}

BOOST_AUTO_TEST_SUITE_END()
