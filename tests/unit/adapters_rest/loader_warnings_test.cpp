// What loads, but is told: hits that nobody compares, creates that nobody can find, webhooks that
// anybody can send. And how faults are told: all at once, each once, none with a value.
#include "tests/unit/adapters_rest/loader_support.h"

#include <boost/test/unit_test.hpp>

using namespace bowline::adapters::rest;

namespace {

constexpr const char* kFindAssert =
    "    assert: \"res.body | length == 0 || res.body[0].login == in.key\"\n";

std::string onlyWarning(std::string_view from, std::string_view to) {
    const auto loaded = load(baseWith(from, to), baseScope());
    BOOST_TEST((loaded.spec != nullptr));
    BOOST_REQUIRE_EQUAL(loaded.faults.size(), 1U);
    return loaded.faults.front();
}

std::size_t times(const Loaded& loaded, std::string_view code) {
    std::size_t count = 0;
    for (const auto& lint : loaded.lints)
        count += lint.code == code ? 1 : 0;
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(adapter_warnings)

BOOST_AUTO_TEST_CASE(a_hit_that_nobody_compares_with_the_key) {
    BOOST_TEST(onlyWarning(kFindAssert, "")
                   .starts_with("a.yaml:27:3: warning[unchecked_hit]: `contact.find` does not "
                                "compare its hit with the key"));
    BOOST_TEST(onlyWarning("|| res.body[0].login == in.key", "|| res.body[0].login != null")
                   .starts_with("a.yaml:27:3: warning[unchecked_hit]"));
}

BOOST_AUTO_TEST_CASE(a_pick_that_reads_the_key_compares_it) {
    const auto text = baseWith(
        "pick: {id: /0/id}\n    assert: \"res.body | length == 0 || res.body[0].login == in.key\"",
        "pick: {id: \"${res.body | where('login', in.contact.key) | first | get('id')}\"}"
    );
    BOOST_TEST((loadSound(text) != nullptr));
}

BOOST_AUTO_TEST_CASE(a_create_that_nobody_can_find) {
    const auto warning = onlyWarning("  contact.find:", "  contact.upsert:");
    BOOST_TEST(warning.starts_with("a.yaml:34:3: warning[no_find]: there is no `contact.find`"));
}

BOOST_AUTO_TEST_CASE(a_create_that_can_be_repeated_needs_no_find) {
    std::string text = baseWith("  contact.find:", "  contact.upsert:");
    const std::string unique = "idempotency: unique";
    text.replace(text.find(unique), unique.size(), "idempotency: upsert");
    BOOST_TEST((loadSound(text) != nullptr));
}

BOOST_AUTO_TEST_CASE(a_webhook_that_anybody_can_send) {
    const auto warning = onlyWarning(
        "{kind: hmac, algo: sha1, encoding: hex, over: \"${hook.raw}\", header: X-Hub-Signature, "
        "prefix: \"sha1=\", secret: settings.hook_secret}",
        "{kind: none}"
    );
    BOOST_TEST(warning.starts_with("a.yaml:96:11: warning[unverified]"));
}

BOOST_AUTO_TEST_CASE(comments_to_be_put_together_are_read_without_a_word) {
    const auto loaded = load(
        baseWith("# coalesce", "coalesce: {ops: [comment.public], window: 20s, max_items: 20}"),
        baseScope()
    );
    BOOST_TEST(loaded.faults.empty());
    BOOST_REQUIRE(loaded.spec && loaded.spec->coalesce);
    const auto& coalesce = *loaded.spec->coalesce;
    BOOST_TEST((coalesce.operations == std::vector{bowline::adapter_api::Primitive::CommentPublic})
    );
    BOOST_TEST((coalesce.window == std::chrono::seconds(20)));
    BOOST_TEST(coalesce.maxItems == 20U);
}

BOOST_AUTO_TEST_CASE(one_code_with_two_cures) {
    const auto loaded = load(
        baseWith(
            "responses:\n",
            "responses:\n  - {when: res.status == 402, class: config, code: poor, cure: Pay}\n"
            "  - {when: res.status == 412, class: config, code: poor, cure: Pay more}\n"
        ),
        baseScope()
    );
    BOOST_REQUIRE_EQUAL(loaded.faults.size(), 1U);
    BOOST_TEST(
        loaded.faults.front().find("error[two_cures]: the code `poor`") != std::string::npos
    );
}

BOOST_AUTO_TEST_CASE(all_faults_are_told_at_once) {
    std::string text = baseWith("class: throttle", "class: slow");
    text.replace(text.find("concurrency: 2"), 14, "concurrency: x");
    text.replace(text.find("method: DELETE, path: /users/0"), 14, "method: REMOVE");
    const auto loaded = load(text, baseScope());
    BOOST_TEST(!loaded.spec);
    BOOST_TEST(times(loaded, "unknown_value") == 2U);
    BOOST_TEST(times(loaded, "wrong_type") == 1U);
}

BOOST_AUTO_TEST_CASE(a_fault_below_an_anchor_is_told_once) {
    std::string text = baseWith(
        "  ticket.get: {method: GET, path: \"/tickets/${in.ticket.id}\"}",
        "  ticket.get: &get\n    method: GET\n    path: \"/tickets/${in.ticket.number}\"\n"
        "  ticket.update: *get"
    );
    const auto old = text.find("  ticket.update:\n");
    text.erase(old, text.find("  ticket.get:") - old);
    const auto loaded = load(text, baseScope());
    BOOST_TEST(!loaded.spec);
    BOOST_TEST(times(loaded, "unknown_path") == 1U);
}

BOOST_AUTO_TEST_CASE(columns_count_in_scalars_with_quotes_and_escapes) {
    const auto single = load(
        baseWith("title: \"${in.ticket.subject}\"", "title: 'it''s ${in.nothing}'"), baseScope()
    );
    BOOST_TEST(single.faults.at(0).starts_with("a.yaml:58:29: error[unknown_path]"));
    const auto twice = load(
        baseWith("title: \"${in.ticket.subject}\"", "title: \"a \\\"b\\\" ${in.nothing}\""),
        baseScope()
    );
    BOOST_TEST(twice.faults.at(0).starts_with("a.yaml:58:31: error[unknown_path]"));
    const auto block = load(
        baseWith("title: \"${in.ticket.subject}\"", "title: |\n              a ${in.nothing}"),
        baseScope()
    );
    BOOST_TEST(block.faults.at(0).starts_with("a.yaml:58:20: error[unknown_path]"));
}

BOOST_AUTO_TEST_CASE(a_secret_in_the_wrong_line_is_not_repeated) {
    const auto loaded =
        load(baseWith("secret: settings.hook_secret", "secret: hunter2-hunter2"), baseScope());
    BOOST_REQUIRE(!loaded.spec);
    for (const auto& fault : loaded.faults)
        BOOST_TEST(fault.find("hunter2") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_too_long_is_not_read_to_its_end) {
    std::string many;
    for (int i = 0; i < 50000; ++i)
        many += "${in.ticket.subject}";
    const auto loaded = load(baseWith("${in.ticket.subject}", many), baseScope());
    BOOST_REQUIRE_EQUAL(loaded.lints.size(), 1U);
    BOOST_TEST(loaded.lints.at(0).message == "the template is longer than 4 KiB");
}

BOOST_AUTO_TEST_CASE(an_empty_file_and_a_list_are_no_adapters) {
    BOOST_TEST(!load("", {}).spec);
    BOOST_TEST(!load("- a\n- b\n", {}).spec);
    BOOST_TEST(!load("x", {}).spec);
    BOOST_TEST(!load("adapter: [", {}).spec);
}

BOOST_AUTO_TEST_SUITE_END()
