// What can be wrong with an adapter file: each row changes one place of the good file and gets one
// fault with its place, its code and its words. Longer than a file should be: it is one table.
#include "tests/unit/adapters_rest/loader_support.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline::adapters::rest;

namespace {

struct Case {
    const char* why;
    const char* from;
    const char* to;
    const char* expected;  ///< begins the printed fault
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.why;
}

const Case kHead[] = {
    {"another version", "adapter: 1", "adapter: 2", ""},
    {"no version", "adapter: 1", "", ""},
    {"a name with blanks", "name: desk", "name: my desk", ""},
    {"an unknown section", "defaults:", "default:", ""},
    {"a duplicate key", "name: desk", "name: desk\nname: desk", ""},
    {"a section of the wrong kind", "content: {format: html, body_max: 64000 bytes, subject_max: 150 characters}", "content: html", ""},
    {"an unknown word of redact", "redact: destroys", "redact: destroy", ""},
    {"a promise without an erase operation", "  contact.erase: {method: DELETE, path: \"/users/${in.contact.id}\"}\n", "", ""},
    {"an erase operation without a promise", "redact: destroys\n", "", ""},
};

const Case kSettings[] = {
    {"an unknown type", "field: {type: int", "field: {type: integer", ""},
    {"a setting with capitals", "  group: {type", "  Group: {type", ""},
    {"a setting that every destination has", "  strict: {type: bool", "  adapter: {type: bool", ""},
    {"a default that is no number", "default: 7", "default: seven", ""},
    {"a secret with a default", "hook_secret: {type: secret}", "hook_secret: {type: secret, default: abc}", ""},
    {"required and a default", "group: {type: string, default", "group: {type: string, required: true, default", ""},
    {"help with an expression", "help: Of a user", "help: \"${settings.url} a user", ""},
    {"a base_url out of a text", "base_url: \"${settings.url}", "base_url: \"${settings.group}", ""},
    {"a base_url without TLS", "base_url: \"${settings.url}", "base_url: \"http://example.org", ""},
    {"a base_url with a secret", "/api/v1", "/${settings.token}", ""},
};

const Case kAuth[] = {
    {"an unknown kind", "{kind: header", "{kind: headers", ""},
    {"a missing key", "name: Authorization, value", "value", ""},
    {"a key of another kind", "name: Authorization,", "name: Authorization, token: settings.token,", ""},
    {"a header that the client writes", "name: Authorization", "name: Host", ""},
    {"a header with a blank", "X-Hub-Signature", "X Hub", ""},
    {"a secret through a filter", "token=${settings.token}", "token=${settings.token | upper}", ""},
    {"a secret in a condition", "token=${settings.token}", "token=${settings.token ?? 'x'}", ""},
    {"a secret in a list that a filter joins", "token=${settings.token}", "token=${[settings.token] | join(',')}", ""},
    {"a hook secret that is no secret", "secret: settings.hook_secret", "secret: settings.group", ""},
    {"a literal hook secret", "secret: settings.hook_secret", "secret: hunter2", ""},
    {"a session token without a session", "Token token=${settings.token}", "${auth.sid}", ""},
};

const Case kLimits[] = {
    {"a duration without a unit", "timeout: 20s", "timeout: 20", ""},
    {"a rate without a time", "10/s", "10", ""},
    {"a rate of nothing", "10/s", "0/s", ""},
    {"a rate with an unknown unit", "30/10m", "30/10min", ""},
    {"a size without a unit", "64000 bytes", "64000", ""},
    {"a size in another unit", "150 characters", "150 letters", ""},
    {"no concurrency", "concurrency: 2", "concurrency: 0", ""},
    {"an operation that cannot be coalesced", "ops: [comment.public]", "ops: [ticket.create]", ""},
    {"an unknown format", "format: html", "format: rtf", ""},
};

const Case kAnswers[] = {
    {"an unknown class", "class: throttle", "class: slow", ""},
    {"a code with capitals", "code: unknown_group", "code: UnknownGroup", ""},
    {"a code that begins with a digit", "code: unknown_group", "code: 1group", ""},
    {"a code of 41", "code: unknown_group", "code: a2345678901234567890123456789012345678901", ""},
    {"a cure with an expression", "cure: Create the group", "cure: \"Create ${res.body.group}\"", ""},
    {"a predicate in delimiters", "when: res.status == 429", "when: \"${res.status} == 429\"", ""},
    {"a predicate that does not end", "when: res.status == 429", "when: res.status ==", ""},
    {"a predicate with two expressions", "when: res.status == 429", "when: \"true} x ${true\"", ""},
    {"a predicate that ends early", "when: res.status == 429", "when: \"true} x {true\"", ""},
    {"a secret as a subject", "when: res.status == 429", "when: res.text == settings.token", ""},
    {"an input in a rule of the whole file", "when: res.status == 429", "when: in.key == 'x'", ""},
    {"a wait that nobody waits", "class: config", "class: config, wait: {at: \"${now}\"}", ""},
    {"an empty wait", "{after: \"${res.header.retry-after}\"}", "{}", ""},
    {"an existing id without a duplicate", "class: duplicate, pick", "class: conflict, pick", ""},
    {"an unknown pick of a rule", "existing_id", "existing", ""},
    {"a pick that is neither pointer nor expression", "pick: {login: /login}", "pick: {login: login}", ""},
    {"a pointer with a bad escape", "pick: {login: /login}", "pick: {login: /log~in}", ""},
};

const Case kRequests[] = {
    {"an unknown operation", "  ticket.get:", "  ticket.fetch:", ""},
    {"an unknown method", "{method: DELETE, path: \"/users/${", "{method: delete, path: \"/users/${", ""},
    {"a request without a path", "{method: GET, path: /users/me,", "{method: GET,", ""},
    {"a path and a url", "path: /users/me,", "path: /users/me, url: \"https://example.org\",", ""},
    {"a query in a path", "path: /users/search", "path: /users/search?limit=1", ""},
    {"a path without a slash", "path: /users/search", "path: users/search", ""},
    {"a secret in a path", "path: /users/search", "path: \"/users/${settings.token}\"", ""},
    {"an answer in a request", "login:${in.key}", "login:${res.body.login}", ""},
    {"an unknown filter", "in.message.text | trim", "in.message.text | trimm", ""},
    {"a wrong argument", "in.message.text | trim", "in.message.text | shorten('a')", ""},
    {"an unknown path with a near name", "title: \"${in.ticket.subject}\"", "title: \"${in.ticket.subjekt}\"", ""},
    {"a number of a customer", "in.contact.name ??", "in.contact.phone ??", ""},
    {"a field that the mapping does not fill", "in.contact.fields.Country", "in.contact.fields.City", ""},
    {"the contact's id before there is one", "login: \"${in.key}\"", "login: \"${in.contact.id}\"", ""},
    {"the ticket's id before there is one", "title: \"${in.ticket.subject}\"", "title: \"${in.ticket.id}\"", ""},
    {"an input of another operation", "state: \"${in.ticket.status}\"", "state: \"${in.message.text}\"", ""},
    {"files without support", "supports: {attachments: token, with: [tags, comment]}", "supports: {with: [tags, comment]}", ""},
    {"the file of an upload in a comment", "value: \"${in.message.text}\"", "value: \"${in.file.name}\"", ""},
    {"bytes in a text", "data: \"${g.bytes | b64}\"", "data: \"x${g.bytes | b64}\"", ""},
    {"raw bytes in JSON", "data: \"${g.bytes | b64}\"", "data: \"${g.bytes}\"", ""},
    {"bytes in a query", "query: {name: \"${f.name}\"}", "query: {name: \"${f.bytes | b64}\"}", ""},
    {"a secret in a part", "{name: text, value: \"${in.message.text}\"}", "{name: text, value: \"${settings.token}\"}", ""},
    {"a part without a value", "{name: text, value: \"${in.message.text}\"}", "{name: text}", ""},
    {"a text in the place of a file", "file: \"${f.bytes}\"", "file: \"${f.name}\"", ""},
    {"two bodies", "body: {form: {state", "body: {raw: x, type: text/plain, form: {state", ""},
    {"no body in a body", "body: {form: {state: \"${in.ticket.status}\"}}", "body: {}", ""},
    {"a map in a form", "state: \"${in.ticket.status}\"", "state: {a: b}", ""},
    {"a number that is not whole", "priority: 2", "priority: 2.5", ""},
    {"an unknown word with a dollar", "fields: {$merge", "fields: {$mix", ""},
    {"a loop without a name", "{$each: {in: \"${in.files}\", as: g,", "{$each: {in: \"${in.files}\",", ""},
    {"a loop over a text", "{$each: {in: \"${in.files}\"", "{$each: {in: \"x${in.files}\"", ""},
    {"a loop that hides a root", "as: g,", "as: in,", ""},
    {"an unknown word of supports", "with: [tags, comment]", "with: [tag, comment]", ""},
    {"an unknown idempotency", "idempotency: unique", "idempotency: once", ""},
    {"a text in another language without its filter", "key:${key | es}", "key:${key}", ""},
    {"an unknown language", "lang: es", "lang: sql", ""},
};

const Case kSteps[] = {
    {"a step that comes later", "name: \"${f.name}\"}, body", "name: \"${steps.make.id}\"}, body", ""},
    {"a name that no step picks", "${steps.make.id}", "${steps.make.number}", ""},
    {"two steps of one name", "- id: make", "- id: up", ""},
    {"a step without a name", "- id: make\n        if", "- if", ""},
    {"a loop variable after its step", "title: \"${in.ticket.subject}\"", "title: \"${f.name}\"", ""},
    {"a name for no loop", "foreach: \"${in.files}\", as: f", "as: f", ""},
    {"a create that picks no id", "    pick: {id: \"${steps.make.id}\"}\n", "", ""},
    {"a find that picks no id", "pick: {id: /0/id}\n    assert: \"res.body | length == 0 || res.body[0].key", "assert: \"res.body | length == 0 || res.body[0].key", ""},
    {"a comment that cannot be erased", "  ticket.get: {method: GET, path: \"/tickets/${in.ticket.id}\"}", "  ticket.get: {method: GET, path: \"/tickets/${in.ticket.id}\"}\n  comment.erase: {method: DELETE, path: \"/c/${in.comment.id}\"}", ""},
};

const Case kReplies[] = {
    {"an unknown paging", "{kind: link_body", "{kind: links", ""},
    {"a list of no step", "each: /list/items", "each: /items", ""},
    {"an emit without a ticket", "{ticket_id: /ticket, comment_id", "{comment_id", ""},
    {"an unknown field of an emit", "internal: \"${item.internal}\"", "private: \"${item.internal}\"", ""},
    {"an item before there is one", "since: \"${state.cursor}\"", "since: \"${item.id}\"", ""},
    {"a cursor outside a poll", "title: \"${in.ticket.subject}\"", "title: \"${state.cursor}\"", ""},
    {"a hook outside a webhook", "where: item.sender == 'Agent'", "where: hook.body.sender == 'Agent'", ""},
    {"a refetch of something else", "refetch: ticket.get", "refetch: ticket.find", ""},
    {"an unknown signature", "algo: sha1", "algo: md5", ""},
    {"a tolerance without a time", "kind: hmac, algo", "kind: hmac, tolerance: 5m, algo", ""},
    {"an excess right without words", "- {say: The token may delete everybody, method", "- {method", ""},
};

const Case kMacros[] = {
    {"an unknown macro", "use: \"find(", "use: \"fnd(", ""},
    {"an argument too few", "find('tickets', in.key)", "find('tickets')", ""},
    {"a macro that is not called", "use: \"find('tickets', in.key)\"", "use: find", ""},
    {"a macro without parameters' brackets", "\"find(kind, key)\":", "\"find\":", ""},
    {"a macro that uses another", "{lang: es, text: \"key", "{use: \"find('a', in.key)\", text: \"key", ""},
    {"an unknown path in an argument", "find('tickets', in.key)", "find('tickets', in.kee)", ""},
    {"a key in the macro and beside it", "    use: \"find(", "    method: GET\n    use: \"find(", ""},
};

void check(const Case& c) {
    const auto loaded = load(baseWith(c.from, c.to), baseScope());
    BOOST_TEST(!loaded.spec);
    BOOST_REQUIRE(!loaded.faults.empty());
    const std::string expected(c.expected);
    BOOST_TEST(loaded.faults.front().substr(0, expected.size()) == expected);
    BOOST_TEST(expected.size() > 20U);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(adapter_faults)

BOOST_AUTO_TEST_CASE(the_good_file_has_no_fault) {
    BOOST_TEST(loadSound(fixture("base.yaml"))->name == "desk");
}

BOOST_DATA_TEST_CASE(the_head_is_checked, kHead) {
    check(sample);
}

BOOST_DATA_TEST_CASE(settings_are_checked, kSettings) {
    check(sample);
}

BOOST_DATA_TEST_CASE(auth_and_secrets_are_checked, kAuth) {
    check(sample);
}

BOOST_DATA_TEST_CASE(limits_are_checked, kLimits) {
    check(sample);
}

BOOST_DATA_TEST_CASE(answers_are_checked, kAnswers) {
    check(sample);
}

BOOST_DATA_TEST_CASE(requests_are_checked, kRequests) {
    check(sample);
}

BOOST_DATA_TEST_CASE(steps_are_checked, kSteps) {
    check(sample);
}

BOOST_DATA_TEST_CASE(replies_are_checked, kReplies) {
    check(sample);
}

BOOST_DATA_TEST_CASE(macros_are_checked, kMacros) {
    check(sample);
}

BOOST_AUTO_TEST_SUITE_END()
