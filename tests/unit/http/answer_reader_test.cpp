// Reading answers: framings, caps and malformed ones, in every split of the bytes.
#include "connector/http/answer_reader.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::http {

namespace {

using namespace std::string_literals;
using enum AnswerState;

constexpr std::size_t kCap = 20;

struct AnswerCase {
    std::string why;
    std::string bytes;
    AnswerState state;  ///< after the peer has closed behind the bytes; NeedMore: cut short
    std::string body;
    bool reusable = false;
    friend std::ostream& operator<<(std::ostream& out, const AnswerCase& c) { return out << c.why; }
};

std::string ok(const std::string& headers, const std::string& rest = "") {
    return "HTTP/1.1 200 OK\r\n" + headers + "\r\n" + rest;
}

const std::vector<AnswerCase> kAnswers{
    {"length", ok("Content-Length: 5\r\n", "hello"), Complete, "hello", true},
    {"empty", ok("Content-Length: 0\r\n"), Complete, "", true},
    {"no reason", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", Complete, "", true},
    {"no content", "HTTP/1.1 204 No Content\r\n\r\n", Complete, "", true},
    {"not modified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", Complete, "", true},
    {"chunks",
     ok("Transfer-Encoding: chunked\r\n", "2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n"),
     Complete,
     "hello",
     true},
    {"chunks and a trailer",
     ok("Transfer-Encoding: chunked\r\n", "1\r\nx\r\n0\r\nX: y\r\n\r\n"),
     Complete,
     "x",
     true},
    {"upper-case hexadecimal",
     ok("Transfer-Encoding: chunked\r\n", "A\r\n0123456789\r\n0\r\n\r\n"),
     Complete,
     "0123456789",
     true},
    {"to the end", ok("", "hello"), Complete, "hello", false},
    {"keep-alive said", ok("Connection: Keep-Alive\r\nContent-Length: 0\r\n"), Complete, "", true},
    {"HTTP/1.0 sender", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", Complete, "x", false},
    {"close said", ok("Connection: close\r\nContent-Length: 0\r\n"), Complete, "", false},
    {"interim first",
     "HTTP/1.1 100 Continue\r\n\r\n" + ok("Content-Length: 1\r\n", "x"),
     Complete,
     "x",
     true},
    {"bytes behind the answer", ok("Content-Length: 1\r\n", "xy"), Complete, "x", false},
    {"cut in the body", ok("Content-Length: 5\r\n", "hel"), NeedMore, ""},
    {"cut in a chunk", ok("Transfer-Encoding: chunked\r\n", "5\r\nhel"), NeedMore, ""},
    {"cut before the last chunk",
     ok("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n"),
     NeedMore,
     ""},
    {"cut in the head", "HTTP/1.1 200 OK\r\nContent-", NeedMore, ""},
    {"nothing", "", NeedMore, ""},
    {"length at the cap",
     ok("Content-Length: 20\r\n", std::string(20, 'x')),
     Complete,
     std::string(20, 'x'),
     true},
    {"length over the cap", ok("Content-Length: 21\r\n"), TooLarge, ""},
    {"chunks over the cap",
     ok("Transfer-Encoding: chunked\r\n", "a\r\n0123456789\r\nb\r\n0"),
     TooLarge,
     ""},
    {"one vast chunk", ok("Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\nx"), TooLarge, ""},
    {"to the end over the cap", ok("", std::string(21, 'x')), TooLarge, ""},
    {"head over its cap", ok("X: " + std::string(70'000, 'x') + "\r\n"), TooLarge, ""},
    {"length and chunks",
     ok("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
     Malformed,
     ""},
    {"two lengths", ok("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"), Malformed, ""},
    {"negative length", ok("Content-Length: -5\r\n"), Malformed, ""},
    {"signed length", ok("Content-Length: +5\r\n"), Malformed, ""},
    {"length beyond 64 bits", ok("Content-Length: 99999999999999999999999\r\n"), Malformed, ""},
    {"empty length", ok("Content-Length:\r\n"), Malformed, ""},
    {"unknown coding", ok("Transfer-Encoding: gzip\r\n"), Malformed, ""},
    {"chunk size ZZ", ok("Transfer-Encoding: chunked\r\n", "ZZ\r\n"), Malformed, ""},
    {"chunk size beyond 64 bits",
     ok("Transfer-Encoding: chunked\r\n", "10000000000000000\r\n"),
     Malformed,
     ""},
    {"no end of a chunk", ok("Transfer-Encoding: chunked\r\n", "1\r\nxyz"), Malformed, ""},
    {"no HTTP", "SSH-2.0-OpenSSH\r\n\r\n", Malformed, ""},
    {"HTTP/2", "HTTP/2 200\r\n\r\n", Malformed, ""},
    {"no number", "HTTP/1.1 2x0 OK\r\n\r\n", Malformed, ""},
    {"four digits", "HTTP/1.1 2000 OK\r\n\r\n", Malformed, ""},
    {"upgrade", "HTTP/1.1 101 Switching\r\n\r\n", Malformed, ""},
    {"folded header", ok("X: a\r\n b\r\n"), Malformed, ""},
    {"header without a colon", ok("nonsense\r\n"), Malformed, ""},
    {"blank before the colon", ok("Content-Length : 5\r\n"), Malformed, ""},
    {"NUL in a header", ok("X: a"s + '\0' + "\r\n"), Malformed, ""},
    {"bare LF in a header", ok("X: a\nY: b\r\n"), Malformed, ""},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(answer_reader)

BOOST_DATA_TEST_CASE(each_answer_is_read_however_it_is_cut, kAnswers) {
    for (const std::size_t piece : {1U, 2U, 5U, 100'000U}) {
        AnswerReader reader(false, kCap);
        auto state = NeedMore;
        for (std::size_t at = 0; at < sample.bytes.size() && state == NeedMore; at += piece) {
            state = reader.read(std::string_view(sample.bytes).substr(at, piece));
        }
        if (state == NeedMore)
            state = reader.end();
        BOOST_TEST_CONTEXT("pieces of " << piece) {
            BOOST_REQUIRE((state == sample.state));
            if (state != Complete)
                continue;
            // Byte by byte the reader is done before it sees what follows the answer.
            if (piece > sample.bytes.size())
                BOOST_TEST(reader.isReusable() == sample.reusable);
            BOOST_TEST(reader.takeAnswer().body == sample.body);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_answer_to_a_head_has_no_body_whatever_length_it_says) {
    AnswerReader reader(true, kCap);
    BOOST_TEST((reader.read(ok("Content-Length: 5000\r\n")) == Complete));
    BOOST_TEST(reader.isReusable());
}

BOOST_AUTO_TEST_CASE(status_and_headers_are_given_and_found_in_any_case) {
    AnswerReader reader(false, kCap);
    BOOST_REQUIRE((
        reader.read("HTTP/1.1 422 No\r\nContent-Length: 0\r\nRetry-After:  7 \r\n\r\n") == Complete
    ));
    const auto answer = reader.takeAnswer();
    BOOST_TEST(answer.status == 422);
    BOOST_TEST(answer.header("retry-after").value() == "7");
    BOOST_TEST(!answer.header("location").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
