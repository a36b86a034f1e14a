// The runner of cases.yaml: it must fail when something differs, and say what.
#include "adapters/rest/cases.h"
#include "tests/unit/adapters_rest/runner_support.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::adapters::rest;
namespace data = boost::unit_test::data;

namespace {

AdapterSpecPtr spec() {
    return deskSpec(R"(auth: {kind: bearer, token: settings.token}
operations:
  ticket.find: {method: GET, path: /t, query: {"f[]": ["a", "b"], key: "${in.key}"}, pick: {id: /id, state: /state}}
  ticket.create: {method: POST, path: /t, body: {json: {subject: "${in.ticket.subject}", n: 1, tags: "${in.ticket.tags}"}}, pick: {id: /id}}
  comment.public: {method: POST, path: "/t/${in.ticket.id}", body: {form: {text: "${in.message.text}"}}}
  attachment.upload: {supports: {attachments: multipart}, method: POST, path: /up, body: {multipart: [{name: f, file: "${in.file.bytes}", filename: "${in.file.name}", type: "${in.file.mime}"}]}, pick: {token: /token}}
)");
}

struct Played {
    std::vector<CaseResult> results;
    std::vector<std::string> faults;
};

Played play(const std::string& text) {
    settings::LintSink sink("cases.yaml");
    Played played{runCases(text, spec(), sink), {}};
    for (const auto& lint : sink.lints())
        played.faults.push_back(toText(lint));
    return played;
}

/// One case of ticket.create with its lines after `op`.
Played playCreate(const std::string& rest) {
    return play("adapter: desk\ncases:\n  - name: c\n    op: ticket.create\n" + rest);
}

std::string all(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines)
        out += line + "\n";
    return out;
}

const std::string kReply =
    "        reply: {status: 201, json: {id: 5}}\n    outcome: {delivered: \"5\"}\n";

std::string request(const std::string& expected) {
    return "    exchange:\n      - request: " + expected + "\n" + kReply;
}

struct Row {
    std::string rest;
    std::string difference;  ///< empty: none
    friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.rest; }
};

const Row kRows[] = {
    {request("{}"), ""},
    {request("{method: POST, path: /api/t, url: \"https://desk.example.org/api/t\"}"), ""},
    {request("{headers: {authorization: \"Bearer secret:token\", X-None: null}}"), ""},
    {request("{json: {subject: \"[WA] Amber-Falcon-27\", n: 1, tags: []}}"), ""},
    {request("{method: PUT}"), "request 1, method: expected \"PUT\", sent \"POST\"\n"},
    {request("{path: /t}"), "request 1, path: expected \"/t\", sent \"/api/t\"\n"},
    {request("{url: \"https://x.example.org/api/t\"}"),
     "request 1, url: expected \"https://x.example.org/api/t\", sent "
     "\"https://desk.example.org/api/t\"\n"},
    {request("{query: {a: 1}}"), "request 1, query `a`: expected \"1\", sent null\n"},
    {request("{headers: {Authorization: null}}"),
     "request 1, header `authorization`: expected null, sent \"Bearer secret:token\"\n"},
    {request("{json: {subject: other, n: \"1\"}}"),
     "request 1, json /n: expected \"1\", sent 1\nrequest 1, json /subject: expected \"other\", "
     "sent \"[WA] "
     "Amber-Falcon-27\"\nrequest 1, json /tags: expected nothing, sent []\n"},
    {request("{body: x}"),
     "request 1, body: expected \"x\", sent \"{\\\"n\\\":1,\\\"subject\\\":\\\"[WA] "
     "Amber-Falcon-27\\\",\\\"tags\\\":[]}\"\n"},
    {"    outcome: {retry: not_expected}\n", "request 1 was not expected: POST /api/t\n"},
    {"    exchange:\n      - request: {}\n        reply: {status: 201, json: {id: 5}}\n      - "
     "request: {}\n        reply: "
     "{status: 200}\n    outcome: {delivered: 5}\n",
     "request 2 was not sent\n"},
    {"    exchange:\n      - request: {}\n        reply: {error: timeout, sent: true}\n    "
     "outcome: {retry: timeout}\n",
     "outcome: expected {retry: timeout}, came {uncertain: timeout}\n"},
    {"    exchange:\n      - request: {}\n        reply: {status: 429, headers: {Retry-After: "
     "30}}\n    outcome: {retry: "
     "throttle, after: 31s}\n",
     "outcome: expected {retry: throttle, after: 31s}, came {retry: throttle, after: 30s}\n"},
    {"    exchange:\n      - request: {}\n        reply: {status: 429, headers: {Retry-After: "
     "30}}\n    outcome: {retry: "
     "throttle}\n",
     ""},
    {"    exchange:\n      - request: {}\n        reply: {status: 404}\n    outcome: absent\n",
     "outcome: expected absent, came {rejected: http_404}\n"},
    {"    in: {ticket: {subject: s, tags: [a]}}\n" +
         request("{json: {subject: s, n: 1, tags: [a]}}"),
     ""},
};

const Row kFaults[] = {
    {"adapter: other\ncases: []\n", "1:10: error[other_adapter]"},
    {"adapter: desk\ncase: []\n", "error[unknown_key]"},
    {"adapter: desk\nsettings: {token: x}\ncases: []\n", "2:19: error[literal_secret]"},
    {"adapter: desk\nsettings: {tokn: x}\ncases: []\n", "Did you mean `token`"},
    {"adapter: desk\ncases:\n  - name: c\n    op: ticket.creat\n    outcome: absent\n",
     "Did you mean `ticket.create`"},
    {"adapter: desk\ncases:\n  - name: c\n    op: ticket.erase\n    outcome: absent\n",
     "error[unknown_operation]"},
    {"adapter: desk\ncases:\n  - name: c\n    op: ticket.find\n    in: {tickt: {}}\n    outcome: "
     "absent\n",
     "Did you mean `ticket`"},
    {"adapter: desk\ncases:\n  - name: c\n    op: ticket.find\n", "needs `outcome`"},
    {"adapter: desk\ncases:\n  - name: c\n    op: ticket.find\n    outcome: {}\n",
     "error[bad_outcome]"},
    {"adapter: desk\ncases:\n  - name: c\n    op: ticket.find\n    outcome: {delivered: 1, denied: "
     "x}\n",
     "error[bad_outcome]"},
    {"adapter: desk\ncases:\n  - name: c\n    op: ticket.find\n    outcome: gone\n", "error["},
    {"adapter: desk\ncases:\n  - name: c\n    op: ticket.find\n    exchange: [{request: {jsn: {}}, "
     "reply: {status: 200}}]\n    outcome: absent\n",
     "Did you mean `json`"},
    {"adapter: desk\ncases: [\n", "error["},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_case_passes_or_says_what_differs, data::make(kRows), row) {
    const auto played = playCreate(row.rest);
    BOOST_REQUIRE_MESSAGE(played.faults.empty(), all(played.faults));
    BOOST_REQUIRE(played.results.size() == 1u);
    BOOST_TEST(all(played.results[0].differences) == row.difference);
    BOOST_TEST(played.results[0].passed() == row.difference.empty());
    BOOST_TEST(played.results[0].name == "c");
    BOOST_TEST(played.results[0].mark.line == 3u);
}

BOOST_DATA_TEST_CASE(a_fault_of_the_file_says_where_and_runs_nothing, data::make(kFaults), row) {
    const auto played = play(row.rest);
    BOOST_TEST(played.results.empty());
    BOOST_TEST(all(played.faults).find(row.difference) != std::string::npos, all(played.faults));
}

BOOST_AUTO_TEST_CASE(queries_forms_and_parts_are_compared_as_they_are_meant) {
    const auto played = play(R"(adapter: desk
cases:
  - name: a list repeats its key
    op: ticket.find
    exchange:
      - request: {query: {"f[]": [a, b], key: dddddddddddddddddddddddddddddddd}}
        reply: {status: 200, json: {id: 5, state: open}}
    outcome: {delivered: "5"}
    picked: {state: open}
  - name: a form is decoded
    op: comment.public
    in: {message: {text: "a b&c=ü"}}
    exchange:
      - request: {path: /api/t/12, form: {text: "a b&c=ü"}}
        reply: {status: 204}
    outcome: {delivered: ""}
  - name: parts have names, contents and types
    op: attachment.upload
    in: {files: [{name: "a \"b\".txt", mime: text/plain, bytes: "x\r\n--y"}]}
    exchange:
      - request: {multipart: [{name: f, file: "x\r\n--y", filename: "a \"b\".txt", type: text/plain}]}
        reply: {status: 200, json: {}}
    outcome: {delivered: ""}
  - name: what is picked may differ
    op: ticket.find
    exchange:
      - request: {}
        reply: {status: 200, json: {id: 5, state: open}}
    outcome: {delivered: "5"}
    picked: {state: closed}
)");
    BOOST_REQUIRE_MESSAGE(played.faults.empty(), all(played.faults));
    BOOST_REQUIRE(played.results.size() == 4u);
    for (int i = 0; i < 3; ++i)
        BOOST_TEST(all(played.results[static_cast<std::size_t>(i)].differences) == "");
    BOOST_TEST(
        all(played.results[3].differences) ==
        "picked `state`: expected \"closed\", picked \"open\"\n"
    );
}

BOOST_AUTO_TEST_CASE(tokens_are_there_before_a_case_and_compared_after_it) {
    const auto oauth = deskSpec(
        R"(auth: {kind: oauth2, grant: client_credentials, token_url: "${settings.url}/token", client_id: us, pick: {access_token: /access_token, expires_in: /expires_in}}
operations:
  health.check: {method: GET, path: /me}
)"
    );
    const std::string text = R"(adapter: desk
cases:
  - name: a token that lasts is used
    op: health.check
    tokens: {access_token: {value: old, expires_in: 3600}}
    exchange:
      - request: {path: /api/me, headers: {Authorization: "Bearer token:access_token"}}
        reply: {status: 200}
    outcome: {delivered: ""}
    kept: {access_token: old}
  - name: one that does not is renewed
    op: health.check
    tokens: {access_token: {value: old, expires_in: 30}}
    exchange:
      - request: {url: "https://desk.example.org/token", form: {grant_type: client_credentials}}
        reply: {status: 200, json: {access_token: new}}
      - request: {path: /api/me}
        reply: {status: 200}
    outcome: {delivered: ""}
    kept: {access_token: other}
)";
    settings::LintSink sink("cases.yaml");
    const auto results = runCases(text, oauth, sink);
    BOOST_TEST(sink.errors() == 0u);
    BOOST_REQUIRE(results.size() == 2u);
    BOOST_TEST(all(results[0].differences) == "");
    BOOST_TEST(all(results[1].differences) == "kept `access_token`: another value\n");
}
