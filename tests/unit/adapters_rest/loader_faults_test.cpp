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
    {"another version",
     "adapter: 1",
     "adapter: 2",
     "a.yaml:1:10: error[unknown_version]: this bowline reads adapter files of version 1"},
    {"no version",
     "adapter: 1",
     "",
     "a.yaml:2:1: error[missing_key]: `adapter.yaml` needs `adapter`. Add `adapter`"},
    {"a name with blanks",
     "name: desk",
     "name: my desk",
     "a.yaml:2:7: error[bad_name]: `my desk` cannot be the name of this adapter. Use a-z, 0-9, - "
     "and _"},
    {"an unknown section",
     "defaults:",
     "default:",
     "a.yaml:14:1: error[unknown_key]: `adapter.yaml` has no key `default`. Did you mean "
     "`defaults`?"},
    {"a duplicate key",
     "name: desk",
     "name: desk\nname: desk",
     "a.yaml:3:1: error[duplicate_key]: `name` stands here and in line 2"},
    {"a section of the wrong kind",
     "content: {format: html, body_max: 64000 bytes, subject_max: 150 characters}",
     "content: html",
     "a.yaml:21:10: error[wrong_type]: `content` must be a map. Write `key: value` lines below it, "
     "or `{key: value}`"},
    {"an unknown word of redact",
     "redact: destroys",
     "redact: destroy",
     "a.yaml:3:9: error[unknown_value]: `redact` cannot be `destroy`. Did you mean `destroys`?"},
    {"a promise without an erase operation",
     "  contact.erase: {method: DELETE, path: \"/users/${in.contact.id}\"}\n",
     "",
     "a.yaml:3:1: error[redact]: `redact` promises something, but there is no erase operation"},
    {"an erase operation without a promise",
     "redact: destroys\n",
     "",
     "a.yaml:1:1: error[redact]: there are erase operations, but `redact` does not say what they "
     "do"},
};

const Case kSettings[] = {
    {"an unknown type",
     "field: {type: int",
     "field: {type: integer",
     "a.yaml:9:17: error[unknown_value]: `type` cannot be `integer`. Known here: string, int, "
     "bool, url, secret, map"},
    {"a setting with capitals",
     "  group: {type",
     "  Group: {type",
     "a.yaml:8:3: error[bad_name]: `Group` cannot be a setting. Use another word of a-z, 0-9 and "
     "_; at most 64 settings"},
    {"a setting that every destination has",
     "  strict: {type: bool",
     "  adapter: {type: bool",
     "a.yaml:10:3: error[bad_name]: every destination has its own `adapter`"},
    {"a default that is no number",
     "default: 7",
     "default: seven",
     "a.yaml:9:31: error[bad_default]: `field` cannot have this default"},
    {"a secret with a default",
     "hook_secret: {type: secret}",
     "hook_secret: {type: secret, default: abc}",
     "a.yaml:7:40: error[bad_default]: `hook_secret` cannot have this default"},
    {"required and a default",
     "group: {type: string, default",
     "group: {type: string, required: true, default",
     "a.yaml:8:50: error[bad_default]: `group` is required and has a default. Keep one of the two"},
    {"help with an expression",
     "help: Of a user who may write tickets",
     "help: \"${settings.url}\"",
     "a.yaml:6:48: error[fixed_text]: `help` is fixed words; an expression has no value here. "
     "Write the words themselves"},
    {"a base_url out of a text",
     "base_url: \"${settings.url}",
     "base_url: \"${settings.group}",
     "a.yaml:12:11: error[bad_url]: `base_url` must begin with a setting of type url, or with "
     "https://"},
    {"a base_url without TLS",
     "base_url: \"${settings.url}",
     "base_url: \"http://example.org",
     "a.yaml:12:11: error[bad_url]: `base_url` must begin with a setting of type url, or with "
     "https://"},
    {"a base_url out of a setting that may be left out",
     "url: {type: url, required: true}",
     "url: {type: url}",
     "a.yaml:12:11: error[optional_setting]: `base_url` reads `settings.url`, which a destination "
     "may leave out"},
    {"a token that may be left out",
     "token: {type: secret, required: true, help",
     "token: {type: secret, help",
     "a.yaml:13:50: error[optional_setting]: `value` reads `settings.token`, which a destination "
     "may leave out"},
    {"a base_url with a secret",
     "/api/v1",
     "/${settings.token}",
     "a.yaml:12:28: error[secret_place]: a secret cannot stand here"},
};

const Case kAuth[] = {
    {"an unknown kind",
     "{kind: header",
     "{kind: headers",
     "a.yaml:13:14: error[unknown_value]: `kind` cannot be `headers`. Did you mean `header`?"},
    {"a missing key",
     "name: Authorization, value",
     "value",
     "a.yaml:13:7: error[missing_key]: `auth` needs `name`. Add `name`"},
    {"a key of another kind",
     "name: Authorization,",
     "name: Authorization, token: settings.token,",
     "a.yaml:13:43: error[unknown_key]: `auth` has no key `token`. Known here: kind, name, value, "
     "renew_on"},
    {"a header that the client writes",
     "name: Authorization",
     "name: Host",
     "a.yaml:13:28: error[bad_header]: `Host` is written by the client itself. Delete the line"},
    {"a header with a blank",
     "X-Hub-Signature",
     "X Hub",
     "a.yaml:96:80: error[bad_header]: `X Hub` cannot be the name of a header. Use letters, digits "
     "and dashes"},
    {"a secret through a filter",
     "token=${settings.token}",
     "token=${settings.token | upper}",
     "a.yaml:13:63: error[secret_in_expression]: a secret stands in an expression that would look "
     "at it"},
    {"a secret in a condition",
     "token=${settings.token}",
     "token=${settings.token ?? 'x'}",
     "a.yaml:13:63: error[secret_in_expression]: a secret stands in an expression that would look "
     "at it"},
    {"a secret in a list that a filter joins",
     "token=${settings.token}",
     "token=${[settings.token] | join(',')}",
     "a.yaml:13:63: error[secret_in_expression]: a secret stands in an expression that would look "
     "at it"},
    {"a hook secret that is no secret",
     "secret: settings.hook_secret",
     "secret: settings.group",
     "a.yaml:96:122: error[not_a_secret]: `secret` must name a setting of type secret"},
    {"a literal hook secret",
     "secret: settings.hook_secret",
     "secret: hunter2",
     "a.yaml:96:122: error[not_a_secret]: `secret` must name a setting of type secret"},
    {"a session token without a session",
     "Token token=${settings.token}",
     "${auth.sid}",
     "a.yaml:13:53: error[unknown_path]: there is no `auth.sid` here: only what the session's "
     "login picks is there"},
};

const Case kLimits[] = {
    {"a duration without a unit",
     "timeout: 20s",
     "timeout: 20",
     "a.yaml:14:21: error[wrong_type]: `timeout` must be a duration of at most 31 days. Write a "
     "number and ms, s, m, h or d"},
    {"a rate without a time",
     "10/s",
     "10",
     "a.yaml:17:10: error[wrong_type]: `rate` must be requests a time. Write \"10/s\", \"700/m\", "
     "\"100/h\" or \"30/10m\""},
    {"a rate of nothing",
     "10/s",
     "0/s",
     "a.yaml:17:10: error[wrong_type]: `rate` must be requests a time. Write \"10/s\", \"700/m\", "
     "\"100/h\" or \"30/10m\""},
    {"a rate with an unknown unit",
     "30/10m",
     "30/10min",
     "a.yaml:18:42: error[wrong_type]: `rate` must be requests a time. Write \"10/s\", \"700/m\", "
     "\"100/h\" or \"30/10m\""},
    {"a size without a unit",
     "64000 bytes",
     "64000",
     "a.yaml:21:35: error[wrong_type]: `body_max` must be a number with its unit"},
    {"a size in another unit",
     "150 characters",
     "150 letters",
     "a.yaml:21:61: error[wrong_type]: `subject_max` must be a number with its unit"},
    {"no concurrency",
     "concurrency: 2",
     "concurrency: 0",
     "a.yaml:16:16: error[wrong_type]: `concurrency` must be a number from 1 to 64. Write only "
     "digits"},
    {"an operation that cannot be coalesced",
     "# coalesce",
     "coalesce: {ops: [ticket.create], window: 20s, max_items: 20}",
     "a.yaml:20:20: error[unknown_value]: `ops` cannot be `ticket.create`. Known here: "
     "comment.public, comment.internal"},
    {"one comment that is put together with itself",
     "# coalesce",
     "coalesce: {ops: [comment.public], window: 20s, max_items: 1}",
     "a.yaml:20:61: error[wrong_type]: `max_items` must be a number from 2 to 100"},
    {"an unknown format",
     "format: html",
     "format: rtf",
     "a.yaml:21:19: error[unknown_value]: `format` cannot be `rtf`. Known here: plain, html, "
     "markdown, wiki, adf"},
};

const Case kAnswers[] = {
    {"an unknown class",
     "class: throttle",
     "class: slow",
     "a.yaml:23:38: error[unknown_value]: `class` cannot be `slow`"},
    {"a code with capitals",
     "code: unknown_group",
     "code: UnknownGroup",
     "a.yaml:24:83: error[bad_code]: `UnknownGroup` cannot be a code"},
    {"a code that begins with a digit",
     "code: unknown_group",
     "code: 1group",
     "a.yaml:24:83: error[bad_code]: `1group` cannot be a code"},
    {"a code of 41",
     "code: unknown_group",
     "code: a2345678901234567890123456789012345678901",
     "a.yaml:24:83: error[bad_code]: `a2345678901234567890123456789012345678901` cannot be a code"},
    {"a cure with an expression",
     "cure: Create the group",
     "cure: \"Create ${res.body.group}\"",
     "a.yaml:24:112: error[fixed_text]: `cure` is fixed words; an expression has no value here. "
     "Write the words themselves"},
    {"a predicate in delimiters",
     "when: res.status == 429",
     "when: \"${res.status} == 429\"",
     "a.yaml:23:13: error[bad_predicate]: `when` is an expression already. Write it without ${ }"},
    {"a predicate that does not end",
     "when: res.status == 429",
     "when: res.status ==",
     "a.yaml:23:25: error[bad_expression]: a value is expected here. A literal { is written {{ in "
     "a mapping"},
    {"a predicate with two expressions",
     "when: res.status == 429",
     "when: \"true} x ${true\"",
     "a.yaml:23:21: error[bad_predicate]: `when` is an expression already. Write it without ${ }"},
    {"a predicate that ends early",
     "when: res.status == 429",
     "when: \"true} x {true\"",
     "a.yaml:23:13: error[bad_expression]: the expression ends before its text does. Delete the "
     "brace"},
    {"a header in capitals",
     "${res.header.retry-after}",
     "${res.header.Retry-After}",
     "a.yaml:23:63: error[bad_expression]: `res.header.Retry-After` is never there: headers are "
     "named in small letters"},
    {"a secret as a subject",
     "when: res.status == 429",
     "when: res.text == settings.token",
     "a.yaml:23:12: error[secret_place]: a secret cannot stand here"},
    {"an input in a rule of the whole file",
     "when: res.status == 429",
     "when: in.key == 'x'",
     "a.yaml:23:12: error[unknown_path]: there is no `in.key` here: this operation is not given "
     "it. Known here: now, res, settings"},
    {"a wait that nobody waits",
     "class: config",
     "class: config, wait: {at: \"${now}\"}",
     "a.yaml:24:83: error[bad_wait]: only `throttle` and `retry` wait. Delete `wait`, or choose "
     "one of these classes"},
    {"an empty wait",
     "{after: \"${res.header.retry-after}\"}",
     "{}",
     "a.yaml:23:54: error[bad_wait]: `wait` is one of `after` and `at`"},
    {"an existing id without a duplicate",
     "class: duplicate, pick",
     "class: conflict, pick",
     "a.yaml:39:66: error[bad_pick]: only a `duplicate` has an `existing_id`. Delete `pick`"},
    {"an unknown pick of a rule",
     "existing_id",
     "existing",
     "a.yaml:39:68: error[unknown_key]: `pick` cannot have `existing`. Known here: existing_id"},
    {"a pick that is neither pointer nor expression",
     "pick: {login: /login}",
     "pick: {login: login}",
     "a.yaml:26:62: error[bad_pointer]: `login` must be a JSON pointer"},
    {"a pointer with a bad escape",
     "pick: {login: /login}",
     "pick: {login: /log~in}",
     "a.yaml:26:62: error[bad_pointer]: `login` must be a JSON pointer"},
};

const Case kRequests[] = {
    {"an unknown operation",
     "  ticket.get:",
     "  ticket.fetch:",
     "a.yaml:80:3: error[unknown_operation]: there is no operation `ticket.fetch`. Did you mean "
     "`ticket.get`?"},
    {"an unknown method",
     "{method: DELETE, path: \"/users/${",
     "{method: delete, path: \"/users/${",
     "a.yaml:41:27: error[unknown_value]: `method` cannot be `delete`. Known here: GET, POST, PUT, "
     "PATCH, DELETE, HEAD"},
    {"a request without a path",
     "{method: GET, path: /users/me,",
     "{method: GET,",
     "a.yaml:26:17: error[missing_key]: `health.check` needs `path`. Add `path`"},
    {"a path and a url",
     "path: /users/me,",
     "path: /users/me, url: \"https://example.org\",",
     "a.yaml:26:48: error[two_places]: a request has a `path` or a `url`. Keep `path`; `url` is "
     "for an address that an answer gave"},
    {"a query in a path",
     "path: /users/search",
     "path: /users/search?limit=1",
     "a.yaml:30:24: error[bad_path]: `?` cannot stand in a path. Write what comes after a question "
     "mark as `query: {name: value}`"},
    {"a path without a slash",
     "path: /users/search",
     "path: users/search",
     "a.yaml:30:11: error[bad_path]: a path begins with one slash. Write it below base_url: "
     "`/tickets`"},
    {"a secret in a path",
     "path: /users/search",
     "path: \"/users/${settings.token}\"",
     "a.yaml:30:19: error[secret_place]: a secret cannot stand here"},
    {"an answer in a request",
     "login:${in.key}",
     "login:${res.body.login}",
     "a.yaml:31:29: error[unknown_path]: there is no `res.body.login` here: an answer is there "
     "only in `when`, `pick` and `assert`"},
    {"an unknown filter",
     "in.message.text | trim",
     "in.message.text | trimm",
     "a.yaml:63:97: error[bad_expression]: unknown filter trimm. Did you mean trim?"},
    {"a wrong argument",
     "in.message.text | trim",
     "in.message.text | shorten('a')",
     "a.yaml:63:97: error[bad_expression]: filter shorten: the argument must be a number. Write "
     "shorten(n)"},
    {"an unknown path with a near name",
     "title: \"${in.ticket.subject}\"",
     "title: \"${in.ticket.subjekt}\"",
     "a.yaml:58:23: error[unknown_path]: there is no `in.ticket.subjekt` here. Did you mean "
     "`in.ticket.subject`?"},
    {"a number of a customer",
     "in.contact.name ??",
     "in.contact.phone ??",
     "a.yaml:38:53: error[unknown_path]: there is no `in.contact.phone` here: a number is not "
     "given to adapters"},
    {"a field that the mapping does not fill",
     "in.contact.fields.Country",
     "in.contact.fields.City",
     "a.yaml:61:25: error[unknown_path]: there is no `in.contact.fields.City` here. Did you mean "
     "`in.contact.fields.Country`?"},
    {"the contact's id before there is one",
     "login: \"${in.key}\"",
     "login: \"${in.contact.id}\"",
     "a.yaml:38:29: error[unknown_path]: there is no `in.contact.id` here: there is no contact "
     "yet, or no operation of this file makes contacts"},
    {"the ticket's id before there is one",
     "title: \"${in.ticket.subject}\"",
     "title: \"${in.ticket.id}\"",
     "a.yaml:58:23: error[unknown_path]: there is no `in.ticket.id` here: there is no ticket yet. "
     "Find it by in.ticket.key"},
    {"an input of another operation",
     "state: \"${in.ticket.status}\"",
     "state: \"${in.message.text}\"",
     "a.yaml:79:29: error[unknown_path]: there is no `in.message.text` here: this operation is not "
     "given it"},
    {"files without support",
     "supports: {attachments: token, with: [tags, comment]}",
     "supports: {with: [tags, comment]}",
     "a.yaml:51:30: error[unknown_path]: there is no `in.files` here: the operation says nothing "
     "of files"},
    {"the file of an upload in a comment",
     "value: \"${in.message.text}\"",
     "value: \"${in.file.name}\"",
     "a.yaml:74:34: error[unknown_path]: there is no `in.file.name` here: this operation is not "
     "given it"},
    {"bytes in a text",
     "data: \"${g.bytes | b64}\"",
     "data: \"x${g.bytes | b64}\"",
     "a.yaml:64:89: error[unknown_path]: there is no `g.bytes` here: the bytes of a file stand "
     "alone in a scalar of a body"},
    {"raw bytes in JSON",
     "data: \"${g.bytes | b64}\"",
     "data: \"${g.bytes}\"",
     "a.yaml:64:85: error[file_bytes]: the bytes of a file cannot stand here as they are. End the "
     "expression with `| b64`"},
    {"bytes in a query",
     "query: {name: \"${f.name}\"}",
     "query: {name: \"${f.bytes | b64}\"}",
     "a.yaml:51:93: error[file_bytes]: the bytes of a file cannot stand here as they are. Send "
     "them in the body of a request"},
    {"a secret in a part",
     "{name: text, value: \"${in.message.text}\"}",
     "{name: text, value: \"${settings.token}\"}",
     "a.yaml:74:32: error[secret_place]: a secret cannot stand here"},
    {"a part without a value",
     "{name: text, value: \"${in.message.text}\"}",
     "{name: text}",
     "a.yaml:74:11: error[missing_key]: `multipart` needs `value`. Add `value`"},
    {"a text in the place of a file",
     "file: \"${f.bytes}\"",
     "file: \"${f.name}\"",
     "a.yaml:75:63: error[file_bytes]: `file` is the content of a file"},
    {"two bodies",
     "body: {form: {state",
     "body: {raw: x, type: text/plain, form: {state",
     "a.yaml:79:11: error[body_kind]: a body is one of `json`, `form`, `multipart` and `raw`. "
     "Write one of them"},
    {"no body in a body",
     "body: {form: {state: \"${in.ticket.status}\"}}",
     "body: {}",
     "a.yaml:79:11: error[body_kind]: a body is one of `json`, `form`, `multipart` and `raw`. "
     "Write one of them"},
    {"a map in a form",
     "state: \"${in.ticket.status}\"",
     "state: {a: b}",
     "a.yaml:79:26: error[wrong_type]: `state` must be a text or a list. A form is flat; a deep "
     "name is written as it is sent"},
    {"a value that was forgotten",
     "            priority: 2",
     "            priority:",
     "a.yaml:59:13: error[empty_value]: there is no value"},
    {"a value that was forgotten in a list",
     "tags: [\"whatsapp\", \"${in.notice}\"]",
     "tags:\n              -\n              - x",
     "a.yaml:64:15: error[empty_value]: there is no value"},
    {"a number that begins with zero",
     "priority: 2",
     "priority: 007",
     "a.yaml:59:23: error[bad_number]: `007` is no whole number. Put it in quotes to send it as a "
     "text"},
    {"a number that is not whole",
     "priority: 2",
     "priority: 2.5",
     "a.yaml:59:23: error[bad_number]: `2.5` is no whole number. Put it in quotes to send it as a "
     "text"},
    {"an unknown word with a dollar",
     "fields: {$merge",
     "fields: {$mix",
     "a.yaml:65:22: error[unknown_key]: there is no `$mix`. Known here: $each, $if, $merge"},
    {"a loop without a name",
     "{$each: {in: \"${in.files}\", as: g,",
     "{$each: {in: \"${in.files}\",",
     "a.yaml:64:28: error[missing_key]: `$each` needs `as`. Add `as`"},
    {"a loop over a text",
     "{$each: {in: \"${in.files}\"",
     "{$each: {in: \"x${in.files}\"",
     "a.yaml:64:33: error[wrong_type]: `in` must be one expression that gives a list. Write "
     "\"${in.files}\""},
    {"a loop that hides a root",
     "as: g,",
     "as: in,",
     "a.yaml:64:52: error[bad_name]: `in` cannot name the items of a list. Use a short word of "
     "your own: `as: f`"},
    {"an unknown word of supports",
     "with: [tags, comment]",
     "with: [tag, comment]",
     "a.yaml:49:43: error[unknown_value]: `with` cannot be `tag`. Did you mean `tags`?"},
    {"an unknown idempotency",
     "idempotency: unique",
     "idempotency: once",
     "a.yaml:35:18: error[unknown_value]: `idempotency` cannot be `once`. Known here: none, "
     "upsert, unique"},
    {"a text in another language without its filter",
     "key:${key | es}",
     "key:${key}",
     "a.yaml:44:10: error[bad_expression]: a value without the filter of its language in a text of "
     "`es`"},
    {"an unknown language",
     "lang: es",
     "lang: sql",
     "a.yaml:104:83: error[unknown_value]: `lang` cannot be `sql`. Did you mean `tsql`?"},
};

const Case kSteps[] = {
    {"a step that comes later",
     "name: \"${f.name}\"}, body",
     "name: \"${steps.make.id}\"}, body",
     "a.yaml:51:96: error[unknown_path]: there is no `steps.make.id` here: only what an earlier "
     "step picks is there"},
    {"a name that no step picks",
     "${steps.make.id}",
     "${steps.make.number}",
     "a.yaml:67:19: error[unknown_path]: there is no `steps.make.number` here: only what an "
     "earlier step picks is there"},
    {"two steps of one name",
     "- id: make",
     "- id: up",
     "a.yaml:52:13: error[bad_name]: the name `up` is taken. Use a short word of a-z, 0-9 and "
     "_, another one in each step"},
    {"a step called main",
     "- id: make",
     "- id: main",
     "a.yaml:52:13: error[bad_name]: the name `main` is taken. Use a short word of a-z, 0-9 and _"},
    {"a detail that is called as a step",
     "- {id: one",
     "- {id: list",
     "a.yaml:92:14: error[bad_name]: the name `list` is taken. Use a short word of a-z, 0-9 and _"},
    {"an upload that picks nothing",
     "  ticket.get: {",
     "  attachment.upload: {method: POST, path: /up}\n  ticket.get: {",
     "a.yaml:80:3: error[no_id]: `attachment.upload` picks neither `id` nor `token`"},
    {"a step without a name",
     "- id: make\n        if",
     "- if",
     "a.yaml:52:9: error[missing_key]: `steps` needs `id`. Add `id`"},
    {"a loop variable after its step",
     "title: \"${in.ticket.subject}\"",
     "title: \"${f.name}\"",
     "a.yaml:58:23: error[unknown_path]: there is no `f.name` here. Known here: in, now, settings, "
     "steps"},
    {"a name for no loop",
     "foreach: \"${in.files}\", as: f",
     "as: f",
     "a.yaml:51:9: error[missing_key]: `steps` needs `foreach`. Add `foreach`"},
    {"a create that picks no id",
     "    pick: {id: \"${steps.make.id}\"}\n",
     "",
     "a.yaml:47:3: error[no_id]: `ticket.create` does not pick `id`. Add `pick: {id: "
     "\"${steps.make.id}\"}` beside `steps`"},
    {"a find that picks no id",
     "pick: {id: /0/id}\n    assert: \"res.body | length == 0 || res.body[0].key",
     "assert: \"res.body | length == 0 || res.body[0].key",
     "a.yaml:42:3: error[no_id]: `ticket.find` does not pick `id`. Add `pick: {id: /id}` with the "
     "place of the id in the answer"},
    {"a comment that is changed but cannot be looked up",
     "  ticket.get: {method: GET, path: \"/tickets/${in.ticket.id}\"}",
     "  ticket.get: {method: GET, path: \"/tickets/${in.ticket.id}\"}\n  comment.amend: {method: "
     "PUT, path: \"/c/${in.comment.id}\", pick: {id: /id}}",
     "a.yaml:81:3: error[no_find]: `comment.amend` needs a `comment.find` that sees its own "
     "writes"},
    {"a comment that cannot be erased",
     "  ticket.get: {method: GET, path: \"/tickets/${in.ticket.id}\"}",
     "  ticket.get: {method: GET, path: \"/tickets/${in.ticket.id}\"}\n  comment.erase: {method: "
     "DELETE, path: \"/c/${in.comment.id}\"}",
     "a.yaml:68:3: error[no_id]: `comment.public` does not pick `id`, so nothing can be erased "
     "later"},
};

const Case kReplies[] = {
    {"an unknown paging",
     "{kind: link_body",
     "{kind: links",
     "a.yaml:88:18: error[unknown_value]: `kind` cannot be `links`. Known here: cursor, offset, "
     "page, link_header, link_body, token"},
    {"a list of no step",
     "each: /list/items",
     "each: /items",
     "a.yaml:89:11: error[unknown_path]: there is no step `items`. Begin with the name of a step: "
     "`/list/items`"},
    {"an emit without a ticket",
     "{ticket_id: /ticket, comment_id",
     "{comment_id",
     "a.yaml:93:11: error[missing_key]: `emit` needs `ticket_id`. Add `ticket_id`"},
    {"an unknown field of an emit",
     "internal: \"${item.internal}\"",
     "private: \"${item.internal}\"",
     "a.yaml:93:85: error[unknown_key]: `emit` has no key `private`"},
    {"an item before there is one",
     "since: \"${state.cursor}\"",
     "since: \"${item.id}\"",
     "a.yaml:87:68: error[unknown_path]: there is no `item.id` here: items are there only in a "
     "poll, and in a webhook with `each`"},
    {"a cursor outside a poll",
     "title: \"${in.ticket.subject}\"",
     "title: \"${state.cursor}\"",
     "a.yaml:58:23: error[unknown_path]: there is no `state.cursor` here. Known here: in, now, "
     "settings, steps"},
    {"a hook outside a webhook",
     "where: item.sender == 'Agent'",
     "where: hook.body.sender == 'Agent'",
     "a.yaml:90:12: error[unknown_path]: there is no `hook.body.sender` here. Known here: item, "
     "now, settings, state, steps"},
    {"a refetch of something else",
     "refetch: ticket.get",
     "refetch: ticket.find",
     "a.yaml:100:48: error[bad_refetch]: `refetch` names the operation `ticket.get`, which must be "
     "described"},
    {"an unknown signature",
     "algo: sha1",
     "algo: md5",
     "a.yaml:96:30: error[unknown_value]: `algo` cannot be `md5`. Known here: sha256, sha1"},
    {"a tolerance without a time",
     "kind: hmac, algo",
     "kind: hmac, tolerance: 5m, algo",
     "a.yaml:96:11: error[missing_key]: `verify` needs `timestamp`. Add `timestamp`"},
    {"an excess right without words",
     "- {say: The token may delete everybody, method",
     "- {method",
     "a.yaml:102:5: error[missing_key]: `excess` needs `say`. Add `say`"},
};

const Case kMacros[] = {
    {"an unknown macro",
     "use: \"find(",
     "use: \"fnd(",
     "a.yaml:44:10: error[unknown_macro]: there is no macro `fnd`. Did you mean `find`?"},
    {"an argument too few",
     "find('tickets', in.key)",
     "find('tickets')",
     "a.yaml:44:10: error[macro_arguments]: `find` has 2 parameters, here are 1 arguments. Write "
     "find(kind, key)"},
    {"a macro that is not called",
     "use: \"find('tickets', in.key)\"",
     "use: find",
     "a.yaml:44:10: error[wrong_type]: `use` must be a macro with its arguments. Write \"name(x, "
     "y)\""},
    {"a macro without parameters' brackets",
     "\"find(kind, key)\":",
     "\"find\":",
     "a.yaml:104:3: error[bad_macro]: `find` is no macro. Write \"name(first, second)\" in small "
     "letters; the parameters are names"},
    {"a macro that uses another",
     "{lang: es, text: \"key",
     "{use: \"find('a', in.key)\", text: \"key",
     "a.yaml:104:77: error[nested_macro]: a macro cannot use another. Write out what the other one "
     "says"},
    {"an unknown path in an argument",
     "find('tickets', in.key)",
     "find('tickets', in.kee)",
     "a.yaml:44:10: error[unknown_path]: there is no `in.kee` here. Did you mean `in.key`?"},
    {"a key in the macro and beside it",
     "    use: \"find(",
     "    method: GET\n    use: \"find(",
     "a.yaml:45:10: error[duplicate_key]: `method` stands here and in the macro. Keep one of the "
     "two"},
};

void check(const Case& c) {
    const auto loaded = load(baseWith(c.from, c.to), baseScope());
    BOOST_TEST(!loaded.spec);
    BOOST_REQUIRE(!loaded.faults.empty());
    const std::string expected(c.expected);
    BOOST_TEST(loaded.faults.front().substr(0, expected.size()) == expected);
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
