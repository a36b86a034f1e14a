// Requests as bytes: what values become, and what they can never become.
#include "adapters/rest/input.h"
#include "adapters/rest/request.h"
#include "adapters/rest/tree.h"
#include "adapters/rest/values.h"
#include "connector/expression/json_value.h"
#include "tests/unit/adapters_rest/runner_support.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

using namespace bowline;
using namespace bowline::adapters::rest;
using adapter_api::File;
using adapter_api::OutboundRequest;
using adapter_api::Primitive;
using expression::List;
using expression::Map;
using expression::Value;
namespace data = boost::unit_test::data;

namespace {

const std::string kBase = "https://desk.example.org/api";

/// The request of comment.public, whose lines are `request`, each with two blanks more in front.
AdapterSpecPtr specWith(const std::string& request) {
    return deskSpec(
        "auth: {kind: none}\ndefaults: {headers: {Accept: application/json, X-Each: \"1\"}}\n"
        "operations:\n  comment.public:\n    supports: {attachments: inline}\n" +
        request
    );
}

const Request& requestIn(const AdapterSpecPtr& spec) {
    return spec->operations.at(Primitive::CommentPublic).steps.front().request;
}

Roots rootsWith(std::string_view in, std::span<const File> files) {
    auto whole = merged(Value(exampleInput(Primitive::CommentPublic)), fromJson(in));
    auto input = *mapIn(whole);
    const auto values = filesOf(files);
    input["files"] = Value(values);
    input["file"] = values.empty() ? Value() : values.front();
    const Map settings{{"token", "secret:token"}, {"me", 7}, {"user", "robot"}};
    return {
        {{"in", Value(std::move(input))},
         {"settings", Value(settings)},
         {"now", Value(fromMillis(0))}},
        files};
}

std::variant<OutboundRequest, Refusal> made(
    const std::string& request, std::string_view in, std::span<const File> files
) {
    const auto spec = specWith(request);
    return outboundRequest(requestIn(spec), *spec, kBase, rootsWith(in, files), {});
}

OutboundRequest sound(
    const std::string& request, std::string_view in, std::span<const File> files = {}
) {
    auto result = made(request, in, files);
    if (const auto* refusal = std::get_if<Refusal>(&result))
        BOOST_FAIL("refused: " << refusal->code);
    return std::get<OutboundRequest>(std::move(result));
}

std::string refusal(const std::string& request, std::string_view in) {
    const auto result = made(request, in, {});
    BOOST_REQUIRE(std::holds_alternative<Refusal>(result));
    return std::get<Refusal>(result).code;
}

std::string get(const std::string& path) {
    return "    method: GET\n    path: \"" + path + "\"\n";
}

std::string body(const std::string& kind) {
    return "    method: POST\n    path: /x\n    body: " + kind + "\n";
}

std::string jsonOf(const std::string& tree, std::string_view in, std::span<const File> files = {}) {
    return sound(body("{json: " + tree + "}"), in, files).body;
}

struct Row {
    std::string input;
    std::string expected;
    friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.input; }
};

const Row kTrees[] = {
    {"{a: 1, b: true, c: x, d: \"2\"}", R"({"a":1,"b":true,"c":"x","d":"2"})"},
    {"{a: \"${in.ticket.queue}\", b: null}", R"({"b":null})"},
    {"[\"${in.ticket.queue}\", 1, null]", R"([1,null])"},
    {"{\"${in.ticket.queue}\": 1, \"${in.key}x\": 2}",
     R"({"eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeex":2})"},
    {"{$each: {in: \"${in.ticket.tags}\", as: t, do: {n: \"${t}\"}}}", R"([{"n":"a"},{"n":"b"}])"},
    {"{x: {$each: {in: \"${in.ticket.queue}\", as: t, do: 1}}}", "{}"},
    {"{$each: {in: \"${in.ticket.fields}\", as: f, do: [\"${f.key}\", \"${f.value}\"]}}",
     R"([["Country","DE"],["Plan"]])"},
    {"{$if: in.internal, then: 1, else: 2}", "2"},
    {"{a: {$if: in.internal, then: 1}}", "{}"},
    {"{$merge: [{a: 1, b: 1}, \"${in.ticket.queue}\", {b: 2, c: \"${in.ticket.queue}\"}, {a: "
     "null}]}",
     R"({"a":null,"b":2})"},
    {"\"${in.message.sent_at}\"", "\"2026-01-05T09:30:00Z\""},
    {"{a: \"${settings.token}\"}", R"({"a":"secret:token"})"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_tree_keeps_its_shape_and_its_types, data::make(kTrees), row) {
    const auto in =
        R"({"ticket": {"tags": ["a", "b"], "fields": {"Country": "DE", "Plan": null}}})";
    BOOST_TEST(jsonOf(row.input, in) == row.expected);
}

BOOST_AUTO_TEST_CASE(no_text_of_a_customer_leaves_its_place) {
    const std::string hostile = R"("},\"a\":1,"${settings.token}"{$if: x}' OR 1=1 --</b>)";
    const auto in = expression::toJson(Value(Map{{"message", Map{{"text", hostile}}}}));
    const auto sent = fromJson(jsonOf("{text: \"${in.message.text}\", b: 1}", in));
    BOOST_TEST((sent == Value(Map{{"text", hostile}, {"b", 1}})));
    const auto form = sound(body("{form: {text: \"${in.message.text}\", b: 1}}"), in).body;
    BOOST_TEST(form.find('&') == form.rfind('&'));
    BOOST_TEST(form.find("OR 1=1") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_tree_beyond_its_bounds_is_refused) {
    Map deep{{"x", 1}};
    for (int i = 0; i < kTreeDepth; ++i)
        deep = Map{{"x", deep}};
    const auto over = [](const Map& fields) {
        return expression::toJson(Value(Map{{"ticket", Map{{"fields", fields}}}}));
    };
    BOOST_TEST(refusal(body("{json: {f: \"${in.ticket.fields}\"}}"), over(deep)) == "too_large");
    Map wide;
    for (std::size_t i = 0; i < kTreeNodes; ++i)
        wide.emplace(std::to_string(i), 1);
    const auto each = body("{json: {$each: {in: \"${in.ticket.fields}\", as: f, do: 1}}}");
    BOOST_TEST(refusal(each, over(wide)) == "too_large");
}

BOOST_AUTO_TEST_CASE(each_expression_in_a_path_is_one_part_of_it) {
    const auto request =
        sound(get("/tickets/${in.ticket.id}/x"), R"({"ticket": {"id": "a/b?c#d"}})");
    BOOST_TEST(request.url == kBase + "/tickets/a%2Fb%3Fc%23d/x");
    BOOST_TEST(
        sound(get("/t/${in.ticket.id}.json"), R"({"ticket": {"id": 12}})").url ==
        kBase + "/t/12.json"
    );
}

BOOST_AUTO_TEST_CASE(a_part_that_leaves_its_place_or_is_nothing_is_refused) {
    for (const auto* id : {"\"..\"", "\".\"", "null", "\"\""})
        BOOST_TEST(
            refusal(
                get("/tickets/${in.ticket.id}/x"), fmt::format(R"({{"ticket": {{"id": {}}}}})", id)
            ) == "bad_path"
        );
    BOOST_TEST(
        refusal(get("/tickets/${in.ticket.id}"), R"({"ticket": {"id": null}})") == "bad_path"
    );
    const auto encoded = sound(get("/t/${in.ticket.id}"), R"({"ticket": {"id": "%2e%2e"}})");
    BOOST_TEST(encoded.url == kBase + "/t/%252e%252e");
    const auto suffix = sound(get("/t${in.ticket.queue}"), "{}");
    BOOST_TEST(suffix.url == kBase + "/t");
}

BOOST_AUTO_TEST_CASE(an_address_from_an_answer_stays_at_home) {
    const std::string url = "    method: GET\n    url: \"${in.ticket.id}\"\n    query: {b: 2}\n";
    const auto at = [&](const std::string& id) {
        return made(url, expression::toJson(Value(Map{{"ticket", Map{{"id", id}}}})), {});
    };
    BOOST_TEST(std::get<OutboundRequest>(at(kBase + "/up?a=1#x")).url == kBase + "/up?a=1&b=2");
    BOOST_TEST(std::get<OutboundRequest>(at("/up")).url == "https://desk.example.org/up?b=2");
    for (const auto* foreign :
         {"https://evil.example/up",
          "http://desk.example.org/up",
          "https://desk.example.org:444/up",
          "//evil.example/up",
          "https://desk.example.org@evil.example/up"})
        BOOST_TEST((std::get<Refusal>(at(foreign)) == Refusal{"foreign_host"}), foreign);
    BOOST_TEST((std::get<Refusal>(at(kBase + "/../admin")) == Refusal{"bad_path"}));
}

BOOST_AUTO_TEST_CASE(a_query_repeats_lists_and_leaves_out_null) {
    const auto request = sound(
        get("/x") +
            "    query: {\"f[a]\": \"${in.ticket.tags}\", n: \"${in.ticket.queue}\", limit: 2, t: "
            "\"a b&c\"}\n",
        R"({"ticket": {"tags": ["x", "y"]}})"
    );
    BOOST_TEST(request.url == kBase + "/x?f%5Ba%5D=x&f%5Ba%5D=y&limit=2&t=a%20b%26c");
}

BOOST_AUTO_TEST_CASE(headers_are_one_line_and_the_nearest_wins) {
    const auto request = sound(
        get("/x") +
            "    headers: {x-each: \"2\", X-Subject: \"${in.ticket.subject}\", X-None: "
            "\"${in.ticket.queue}\"}\n",
        R"({"ticket": {"subject": "a\r\nX-Evil: 1"}})"
    );
    BOOST_TEST(headerIn(request, "X-Each") == "2");
    BOOST_TEST(headerIn(request, "X-Subject") == "a  X-Evil: 1");
    BOOST_TEST(headerIn(request, "Accept") == "application/json");
    BOOST_TEST(request.headers.size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_body_says_what_it_is_unless_the_file_does) {
    BOOST_TEST(headerIn(sound(body("{json: {}}"), "{}"), "Content-Type") == "application/json");
    const auto own = body("{json: {}}") + "    headers: {content-type: application/vnd.api+json}\n";
    BOOST_TEST(headerIn(sound(own, "{}"), "Content-Type") == "application/vnd.api+json");
    BOOST_TEST(headerIn(sound(get("/x"), "{}"), "Content-Type").empty());
}

BOOST_AUTO_TEST_CASE(a_form_is_percent_encoded) {
    const auto request = sound(
        body("{form: {a: \"${in.ticket.tags}\", b: \"x=1&y ü\", c: \"${in.ticket.queue}\"}}"),
        R"({"ticket": {"tags": ["x", "y"]}})"
    );
    BOOST_TEST(request.body == "a=x&a=y&b=x%3D1%26y%20%C3%BC");
    BOOST_TEST(headerIn(request, "Content-Type") == "application/x-www-form-urlencoded");
}

BOOST_AUTO_TEST_CASE(a_file_stands_in_json_as_base64_and_bare_in_a_raw_body) {
    const std::string bytes("\x00\xFF\r\n", 4);
    const File files[] = {{"a.bin", "application/x-a", bytes}, {"b.txt", "text/plain", "b"}};
    const auto tree =
        "{$each: {in: \"${in.files}\", as: f, do: {n: \"${f.name}\", d: \"${f.bytes | b64}\"}}}";
    BOOST_TEST(
        jsonOf(tree, "{}", files) == R"([{"d":"AP8NCg==","n":"a.bin"},{"d":"Yg==","n":"b.txt"}])"
    );

    const auto upload = deskSpec(
        "auth: {kind: none}\noperations:\n  attachment.upload:\n    method: POST\n    path: /up\n"
        "    query: {filename: \"${in.file.name}\"}\n"
        "    body: {raw: \"${in.file.bytes}\", type: \"${in.file.mime}\"}\n"
        "    pick: {token: /token}\n"
    );
    const auto& request = upload->operations.at(Primitive::AttachmentUpload).steps.front().request;
    const auto result = outboundRequest(request, *upload, kBase, rootsWith("{}", files), {});
    const auto& sent = std::get<OutboundRequest>(result);
    BOOST_TEST(sent.body == bytes);
    BOOST_TEST(headerIn(sent, "Content-Type") == "application/x-a");
    BOOST_TEST(sent.url == kBase + "/up?filename=a.bin");
}

BOOST_AUTO_TEST_CASE(the_mark_of_a_file_is_never_sent) {
    const File files[] = {{"a.bin", "application/x-a", "x"}};
    BOOST_TEST(
        jsonOf("{all: \"${in.files}\"}", "{}", files) ==
        R"({"all":[{"mime":"application/x-a","name":"a.bin"}]})"
    );
}

BOOST_AUTO_TEST_CASE(multipart_has_a_boundary_that_is_in_no_part_and_the_same_each_time) {
    const std::string key(32, 'e');
    const std::string first = "bowline-" + key + "-0";
    const File files[] = {{"a\"b\\c\r\n.txt", "text/plain", first}, {"", "text/plain", "two"}};
    const auto text = body(
        "{multipart: [{name: note, value: \"${in.message.text}\"}, {name: none, value: "
        "\"${in.ticket.queue}\"}, {name: tags, value: [\"${in.key}\"], type: application/json}, "
        "{name: \"f[]\", each: \"${in.files}\", as: f, file: \"${f.bytes}\", filename: "
        "\"${f.name}\", type: \"${f.mime}\"}]}"
    );
    const auto request = sound(text, "{}", files);
    const std::string border = "bowline-" + key + "-1";
    BOOST_TEST(headerIn(request, "Content-Type") == "multipart/form-data; boundary=" + border);
    const std::string expected =
        "--" + border + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nHello\r\n" +
        "--" + border +
        "\r\nContent-Disposition: form-data; name=\"tags\"\r\nContent-Type: "
        "application/json\r\n\r\n[\"" +
        key + "\"]\r\n" + "--" + border +
        "\r\nContent-Disposition: form-data; name=\"f[]\"; filename=\"a\\\"b\\\\c  "
        ".txt\"\r\nContent-Type: text/plain\r\n\r\n" +
        first + "\r\n" + "--" + border +
        "\r\nContent-Disposition: form-data; name=\"f[]\"\r\nContent-Type: "
        "text/plain\r\n\r\ntwo\r\n--" +
        border + "--\r\n";
    BOOST_TEST(request.body == expected);
    BOOST_TEST(sound(text, "{}", files).body == request.body);
}

BOOST_AUTO_TEST_CASE(a_request_names_the_rate_that_it_shares) {
    const auto spec = deskSpec(
        "auth: {kind: none}\nlimits: {keyed: [{key: \"${in.contact.id}\", rate: 1/s}, {key: "
        "\"${in.ticket.id}\", rate: \"30/10m\"}]}\noperations:\n  comment.public:\n    method: "
        "POST\n"
        "    path: /x\n    timeout: 5s\n"
    );
    const auto with = [&](std::string_view in) {
        const auto result = outboundRequest(requestIn(spec), *spec, kBase, rootsWith(in, {}), {});
        return std::get<OutboundRequest>(result);
    };
    BOOST_TEST(with("{}").rateKey == "rate1:7");
    BOOST_TEST(with(R"({"contact": {"id": null}})").rateKey == "rate2:12");
    BOOST_TEST(with(R"({"contact": {"id": null}, "ticket": {"id": null}})").rateKey.empty());
    BOOST_TEST(with("{}").timeout.count() == 5000);
    const RestAdapter adapter(spec, {}, {});
    BOOST_REQUIRE(adapter.limits().keyed.size() == 2u);
    BOOST_TEST(adapter.limits().keyed[1].first == "rate2:");
    BOOST_TEST(adapter.limits().keyed[1].second.requests == 30u);
}

BOOST_AUTO_TEST_CASE(an_address_that_is_none_is_refused) {
    const auto spec = specWith(get("/x"));
    for (const auto* base : {"", "desk.example.org", "https://", "https://a b.example.org"}) {
        const auto result = outboundRequest(requestIn(spec), *spec, base, rootsWith("{}", {}), {});
        BOOST_TEST((std::get<Refusal>(result) == Refusal{"bad_base_url"}), base);
    }
    const auto result =
        outboundRequest(requestIn(spec), *spec, kBase + "//", rootsWith("{}", {}), {});
    BOOST_TEST(std::get<OutboundRequest>(result).url == kBase + "/x");
}
