// The conformance table for malformed and ambiguous requests, once against the reader in every
// split of its bytes and once over a real socket. Source: reference/trust.md 4.1.
#include "connector/http/request_reader.h"
#include "connector/http/server.h"
#include "tests/unit/http/raw_socket.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::http {

namespace {

using namespace std::string_literals;

struct WireCase {
    std::string why;
    std::string bytes;
    int status;  ///< 0: more bytes are awaited; 200: the handler sees it
    friend std::ostream& operator<<(std::ostream& out, const WireCase& c) { return out << c.why; }
};

std::string post(const std::string& headers, const std::string& body = "") {
    return "POST /w HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

std::string get(const std::string& headers) {
    return "GET / HTTP/1.1\r\n" + headers + "\r\n";
}

std::string manyHeaders(int count) {
    std::string text = "Host: a\r\n";
    for (int i = 1; i < count; ++i)
        text += "X-" + std::to_string(i) + ": y\r\n";
    return text;
}

const std::vector<WireCase> kWire{
    {"good: post", post("Content-Length: 5\r\n", "hello"), 200},
    {"good: chunked", post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), 200},
    {"good: chunked in capitals with a trailer",
     post("Transfer-Encoding: CHUNKED\r\n", "5;x=y\r\nhello\r\n0\r\nX-T: 1\r\n\r\n"),
     200},
    {"good: chunked and empty", post("Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), 200},
    {"good: chunked and empty but for a trailer",
     post("Transfer-Encoding: chunked\r\n", "0\r\nX-T: 1\r\n\r\n"),
     200},
    {"empty last chunk cut short", post("Transfer-Encoding: chunked\r\n", "0\r\n\r"), 0},
    {"good: get", get("Host: a\r\n"), 200},
    {"good: get with an empty body", get("Host: a\r\nContent-Length: 0\r\n"), 200},
    {"good: 100 headers", get(manyHeaders(100)), 200},
    {"good: HTTP/1.0 with a host", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", 200},
    {"Content-Length and Transfer-Encoding",
     post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
     400},
    {"Transfer-Encoding and Content-Length",
     post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"),
     400},
    {"two lengths that differ", post("Content-Length: 5\r\nContent-Length: 0\r\n", "hello"), 400},
    {"two lengths, the empty one first",
     post("Content-Length: 0\r\nContent-Length: 5\r\n", "hello"),
     400},
    {"two lengths that agree", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400},
    {"a list of lengths", post("Content-Length: 5, 5\r\n", "hello"), 400},
    {"blank before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400},
    {"xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400},
    {"gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400},
    {"chunked twice",
     post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
     400},
    {"chunked in HTTP/1.0",
     "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     400},
    {"negative length", post("Content-Length: -5\r\n", "hello"), 400},
    {"signed length", post("Content-Length: +5\r\n", "hello"), 400},
    {"hexadecimal length", post("Content-Length: 0x5\r\n", "hello"), 400},
    {"huge length", post("Content-Length: 99999999999999999999999\r\n", "hello"), 400},
    {"empty length", post("Content-Length: \r\n", "hello"), 400},
    {"post without length", post(""), 411},
    {"body shorter than its length", post("Content-Length: 6\r\n", "hello"), 0},
    {"chunk cut short", post("Transfer-Encoding: chunked\r\n", "5\r\nhel"), 0},
    {"chunk size ZZ", post("Transfer-Encoding: chunked\r\n", "ZZ\r\nhello\r\n0\r\n\r\n"), 400},
    {"chunk longer than its size",
     post("Transfer-Encoding: chunked\r\n", "5\r\nhelloo\r\n0\r\n\r\n"),
     400},
    {"negative chunk size",
     post("Transfer-Encoding: chunked\r\n", "-5\r\nhello\r\n0\r\n\r\n"),
     400},
    {"chunk size beyond 64 bits",
     post("Transfer-Encoding: chunked\r\n", "10000000000000005\r\nhello\r\n0\r\n\r\n"),
     400},
    {"bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400},
    {"bare LF in a header", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
    {"bare CR in a header", get("Host: a\r\nX: b\rc\r\n"), 400},
    {"folded header", get("Host: a\r\nX: b\r\n c\r\n"), 400},
    {"folded first header", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
    {"NUL in a value", get("Host: a\r\nX: b"s + '\0' + "c\r\n"), 400},
    {"control character in a value", get("Host: a\r\nX: b\x01\r\n"), 400},
    {"DEL in a value", get("Host: a\r\nX: b\x7f\r\n"), 400},
    {"no Host", get("Accept: */*\r\n"), 400},
    {"two Hosts", get("Host: a\r\nHost: a\r\n"), 400},
    {"empty Host", get("Host:\r\n"), 400},
    {"two hosts in one", get("Host: a,b\r\n"), 400},
    {"host with a path", get("Host: a/b\r\n"), 400},
    {"no header at all", "GET / HTTP/1.1\r\n\r\n", 400},
    {"101 headers", get(manyHeaders(101)), 400},
    {"header without a name", get("Host: a\r\n: b\r\n"), 400},
    {"header without a colon", get("Host: a\r\nnonsense\r\n"), 400},
    {"control character in the target", "GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"byte above ASCII in the target", "GET /\xc3\xa4 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"tab in the request line", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"absolute target", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"fragment in the target", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"two blanks in the request line", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"HTTP/0.9", "GET /\r\n\r\n", 400},
    {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400},
    {"HTTP/1.5", "GET / HTTP/1.5\r\nHost: a\r\n\r\n", 400},
    {"lower-case protocol", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
    {"empty line first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"a method we do not have", "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
    {"an invented method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
    {"get with a body", get("Host: a\r\nContent-Length: 5\r\n") + "hello", 400},
    {"get with chunks", get("Host: a\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
    {"unknown expectation", post("Content-Length: 5\r\nExpect: rain\r\n", "hello"), 417},
    {"TLS hello on a plain port", "\x16\x03\x01\x02\x00\x01"s, 400},
    {"body over the cap", post("Content-Length: 101\r\n", "x"), 413},
    {"chunks over the cap",
     post(
         "Transfer-Encoding: chunked\r\n",
         "64\r\n" + std::string(100, 'x') + "\r\n1\r\nx\r\n0\r\n\r\n"
     ),
     413},
    {"target over the cap", "GET /" + std::string(5000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", 431},
    {"head over the cap", get("Host: a\r\nX: " + std::string(5000, 'x') + "\r\n"), 431},
};

constexpr std::size_t kMaxHead = 4096;
constexpr std::size_t kMaxBody = 100;

/// Feeds `bytes` in pieces and gives the verdict in terms of the table.
int verdictOf(std::string_view bytes, std::size_t piece) {
    RequestReader reader(kMaxHead, kMaxBody);
    std::size_t consumed = 0;
    for (std::size_t end = std::min(piece, bytes.size());;
         end = std::min(end + piece, bytes.size())) {
        const auto reading = reader.read(bytes.substr(consumed, end - consumed));
        consumed += reading.consumed;
        if (reading.state == ReadState::Complete)
            return 200;
        if (reading.state == ReadState::Refused)
            return reader.refusal().status;
        if (end == bytes.size())
            return 0;
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(smuggling)

BOOST_DATA_TEST_CASE(each_request_gets_its_verdict_however_it_is_cut, kWire) {
    for (const std::size_t piece : {1U, 2U, 7U, 64U, 100'000U}) {
        BOOST_TEST_CONTEXT("pieces of " << piece) {
            BOOST_TEST(verdictOf(sample.bytes, piece) == sample.status);
        }
    }
}

BOOST_DATA_TEST_CASE(over_a_socket_a_refusal_is_answered_closed_and_never_handled, kWire) {
    std::vector<std::string> handled;
    ServerOptions options;
    options.maxHeadBytes = kMaxHead;
    options.maxBodyBytes = kMaxBody;
    Server server(options, [&](const Request& request, const Responder& respond) {
        handled.push_back(request.body);
        respond(Response{});
    });
    server.start();
    const test::RawSocket socket(server.port());
    // What a smuggler would like to see run as a second request.
    socket.send(
        sample.bytes + (sample.status == 200 ? "" : "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
    );
    if (sample.status == 0)
        return;  // with more bytes it is whole: the next test cuts it short
    socket.closeSending();
    const auto answer = socket.readToEnd();
    server.stop(std::chrono::milliseconds{0});
    BOOST_TEST(test::statusOf(answer) == sample.status);
    BOOST_TEST(handled.size() == (sample.status == 200 ? 1U : 0U));
    BOOST_TEST(server.refused() == (sample.status == 200 ? 0U : 1U));
}

BOOST_AUTO_TEST_CASE(a_body_that_ends_early_never_reaches_the_handler) {
    for (const auto& wire : kWire) {
        if (wire.status != 0)
            continue;
        int handled = 0;
        Server server(ServerOptions{}, [&](const Request&, const Responder& respond) {
            ++handled;
            respond(Response{});
        });
        server.start();
        const test::RawSocket socket(server.port());
        socket.send(wire.bytes);
        socket.closeSending();
        BOOST_TEST(socket.readToEnd().empty());
        server.stop(std::chrono::milliseconds{0});
        BOOST_TEST(handled == 0);
        BOOST_TEST(server.refused() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(an_endless_chunk_line_has_the_bound_of_a_head) {
    const auto endless = post("Transfer-Encoding: chunked\r\n", "5;" + std::string(kMaxHead, 'x'));
    BOOST_TEST(verdictOf(endless, 64) == 431);
}

BOOST_AUTO_TEST_CASE(trailers_do_not_become_headers) {
    RequestReader reader(kMaxHead, kMaxBody);
    const auto bytes = post("Transfer-Encoding: chunked\r\n", "1\r\nx\r\n0\r\nX-Late: 1\r\n\r\n");
    BOOST_REQUIRE((reader.read(bytes).state == ReadState::Complete));
    const auto request = reader.takeRequest();
    BOOST_TEST(request.body == "x");
    BOOST_TEST(!request.header("X-Late").has_value());
}

BOOST_AUTO_TEST_CASE(two_requests_in_one_packet_are_read_one_after_the_other) {
    RequestReader reader(kMaxHead, kMaxBody);
    const auto first = post("Content-Length: 5\r\n", "hello");
    const auto both = first + get("Host: a\r\n");
    const auto reading = reader.read(both);
    BOOST_REQUIRE((reading.state == ReadState::Complete));
    BOOST_TEST(reading.consumed == first.size());
    BOOST_TEST(reader.takeRequest().body == "hello");
    reader.restart();
    BOOST_REQUIRE((reader.read(both.substr(first.size())).state == ReadState::Complete));
    BOOST_TEST(reader.takeRequest().method == "GET");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
