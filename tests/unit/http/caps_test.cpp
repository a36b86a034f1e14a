// What one sender, and all together, may take up: connections, requests through a proxy, memory.
#include "connector/http/server.h"
#include "tests/unit/http/raw_socket.h"
#include "tests/unit/http/server_parts.h"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

namespace bowline::http {

namespace {

using test::echo;
using test::kGet;
using test::post;
using test::RawSocket;
using test::statusOf;
using test::text;
using test::Waiting;

constexpr const char* kOther = "127.0.0.2";
constexpr std::size_t kMiB = std::size_t{1024} * 1024;

std::string forwardedGet(const std::string& client) {
    return "GET /g HTTP/1.1\r\nHost: a\r\nForwarded: for=" + client + "\r\n\r\n";
}

/// The head of a post whose body of `size` bytes is still to come.
std::string headOfPost(std::size_t size) {
    return "POST /w HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
}

ServerOptions withMemory(std::size_t bytes) {
    ServerOptions options;
    options.maxBodyMemory = bytes;
    return options;
}

/// A server that answers nothing by itself.
struct Deferring {
    explicit Deferring(ServerOptions options)
        : server(std::move(options), [this](const Request&, Responder respond) {
              waiting.take(std::move(respond));
          }) {
        server.start();
    }
    Waiting waiting;
    Server server;
};

bool hasRetryAfter(const std::string& answer) {
    return answer.find("Retry-After: ") != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(caps)

BOOST_AUTO_TEST_CASE(beyond_the_cap_a_connection_is_told_503_with_retry_after) {
    ServerOptions options;
    options.maxConnections = 2;
    Server server(options, echo);
    server.start();
    RawSocket first(server.port());
    RawSocket second(server.port());
    first.send(kGet);
    second.send(kGet);
    BOOST_TEST(statusOf(first.readAnswer()) == 200);
    BOOST_TEST(statusOf(second.readAnswer()) == 200);
    RawSocket third(server.port());
    third.send(kGet);
    third.closeSending();
    const auto answer = third.readToEnd();
    BOOST_TEST(statusOf(answer) == 503);
    BOOST_TEST(answer.find("Retry-After: ") != std::string::npos);
    first.send(kGet);
    BOOST_TEST(statusOf(first.readAnswer()) == 200);
}

BOOST_AUTO_TEST_CASE(one_sender_has_a_cap_of_its_own_and_the_others_are_served) {
    ServerOptions options;
    options.maxPerAddress = 2;
    Server server(options, echo);
    server.start();
    auto first = std::make_optional<RawSocket>(server.port());
    RawSocket second(server.port());
    first->send(kGet);
    second.send(kGet);
    BOOST_TEST(statusOf(first->readAnswer()) == 200);
    BOOST_TEST(statusOf(second.readAnswer()) == 200);
    const RawSocket third(server.port());
    const auto answer = third.readToEnd();
    BOOST_TEST(statusOf(answer) == 503);
    BOOST_TEST(hasRetryAfter(answer));
    RawSocket neighbour(server.port(), kOther);
    neighbour.send(kGet);
    BOOST_TEST(statusOf(neighbour.readAnswer()) == 200);
    // What a sender closes it may open again.
    first->closeSending();
    BOOST_TEST(first->readToEnd().empty());
    RawSocket again(server.port());
    again.send(kGet);
    BOOST_TEST(statusOf(again.readAnswer()) == 200);
}

BOOST_AUTO_TEST_CASE(those_who_are_told_to_go_away_take_no_place_of_others) {
    ServerOptions options;
    options.maxPerAddress = 1;
    options.maxConnections = 4;
    Server server(options, echo);
    server.start();
    const RawSocket first(server.port());
    std::vector<RawSocket> refused;
    for (int i = 0; i < 100; ++i)
        refused.emplace_back(server.port());
    std::size_t told = 0;
    for (auto& socket : refused)
        told += statusOf(socket.readAnswer()) == 503 ? 1 : 0;
    BOOST_TEST(told >= 64U);  // those beyond, at a time, are closed without a word
    RawSocket neighbour(server.port(), kOther);
    neighbour.send(kGet);
    BOOST_TEST(statusOf(neighbour.readAnswer()) == 200);
}

BOOST_AUTO_TEST_CASE(a_listed_proxy_has_no_cap_as_a_sender) {
    ServerOptions options;
    options.maxPerAddress = 1;
    options.proxies = {*readBlock("127.0.0.1")};
    Server server(options, echo);
    server.start();
    std::vector<RawSocket> sockets;
    for (int i = 0; i < 3; ++i) {
        sockets.emplace_back(server.port()).send(kGet);
        BOOST_TEST(statusOf(sockets.back().readAnswer()) == 200);
    }
    const RawSocket stranger(server.port(), kOther);
    const RawSocket second(server.port(), kOther);
    BOOST_TEST(statusOf(second.readToEnd()) == 503);
}

BOOST_AUTO_TEST_CASE(requests_through_a_proxy_are_counted_for_whom_it_names) {
    ServerOptions options;
    options.maxPerAddress = 1;
    options.proxies = {*readBlock("127.0.0.1")};
    Deferring deferring(options);
    const auto port = deferring.server.port();
    RawSocket first(port);
    first.send(forwardedGet("192.0.2.1"));
    auto underWay = deferring.waiting.awaitMany(1);
    RawSocket second(port);
    second.send(forwardedGet("192.0.2.1"));
    const auto refused = second.readToEnd();
    BOOST_TEST(statusOf(refused) == 503);
    BOOST_TEST(hasRetryAfter(refused));
    RawSocket neighbour(port);
    neighbour.send(forwardedGet("192.0.2.2"));
    (void)deferring.waiting.awaitMany(1);  // dropped: answered 500
    BOOST_TEST(statusOf(neighbour.readAnswer()) == 500);
    underWay.clear();
    BOOST_TEST(statusOf(first.readAnswer()) == 500);
    // Answered is no longer under way, on the same connection and on others.
    RawSocket again(port);
    again.send(forwardedGet("192.0.2.1"));
    (void)deferring.waiting.awaitMany(1);
    BOOST_TEST(statusOf(again.readAnswer()) == 500);
    first.send(forwardedGet("192.0.2.1"));
    (void)deferring.waiting.awaitMany(1);
    BOOST_TEST(statusOf(first.readAnswer()) == 500);
}

BOOST_AUTO_TEST_CASE(a_request_that_is_cut_short_is_not_counted_any_more) {
    ServerOptions options;
    options.maxPerAddress = 1;
    options.proxies = {*readBlock("127.0.0.1")};
    Server server(options, echo);
    server.start();
    {
        RawSocket half(server.port());
        half.send(
            "POST /w HTTP/1.1\r\nHost: a\r\nForwarded: for=192.0.2.1\r\nExpect: 100-continue\r\n"
            "Content-Length: 5\r\n\r\n"
        );
        (void)half.readUntil("\r\n\r\n");  // the head has been judged
        half.closeSending();
        BOOST_TEST(half.readToEnd().empty());
    }
    RawSocket socket(server.port());
    socket.send(forwardedGet("192.0.2.1"));
    BOOST_TEST(statusOf(socket.readAnswer()) == 200);
}

BOOST_AUTO_TEST_CASE(nobody_else_is_believed_for_whom_it_asks) {
    ServerOptions options;
    options.maxPerAddress = 1;
    options.proxies = {*readBlock("127.0.0.1")};
    Deferring deferring(options);
    RawSocket liar(deferring.server.port(), kOther);
    liar.send(forwardedGet("192.0.2.1"));
    const auto underWay = deferring.waiting.awaitMany(1);
    RawSocket victim(deferring.server.port());
    victim.send(forwardedGet("192.0.2.1"));
    (void)deferring.waiting.awaitMany(1);
    BOOST_TEST(statusOf(victim.readAnswer()) == 500);  // it reached the handler
    // And under another name it is still the one sender.
    const RawSocket second(deferring.server.port(), kOther);
    BOOST_TEST(statusOf(second.readToEnd()) == 503);
}

BOOST_AUTO_TEST_CASE(a_body_that_has_no_room_is_told_so_before_it_is_sent) {
    Server server(withMemory(4 * kMiB), echo);
    server.start();
    const RawSocket socket(server.port());
    socket.send(headOfPost(4 * kMiB));  // three quarters of the memory are for large bodies
    const auto answer = socket.readToEnd();
    BOOST_TEST(statusOf(answer) == 503);
    BOOST_TEST(hasRetryAfter(answer));
}

BOOST_AUTO_TEST_CASE(chunks_beyond_the_memory_are_503_as_they_come) {
    Server server(withMemory(kMiB), echo);
    server.start();
    const RawSocket socket(server.port());
    socket.send(
        "POST /w HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n" +
        std::string(kMiB, 'x')
    );
    BOOST_TEST(statusOf(socket.readToEnd()) == 503);
}

BOOST_AUTO_TEST_CASE(a_body_takes_up_memory_until_it_is_answered) {
    Deferring deferring(withMemory(4 * kMiB));
    const auto port = deferring.server.port();
    RawSocket first(port);
    first.send(post(std::string(2 * kMiB, 'x')));
    auto underWay = deferring.waiting.awaitMany(1);
    const RawSocket second(port);
    second.send(headOfPost(2 * kMiB));
    BOOST_TEST(statusOf(second.readToEnd()) == 503);
    // A small one is still taken.
    RawSocket small(port);
    small.send(post("hello"));
    deferring.waiting.awaitMany(1).front()(text("small"));
    BOOST_TEST(statusOf(small.readAnswer()) == 200);
    // The handler keeps the Responder, but what it answered is counted no more.
    underWay.front()(text("done"));
    BOOST_TEST(statusOf(first.readAnswer()) == 200);
    RawSocket third(port);
    third.send(post(std::string(2 * kMiB, 'x')));
    deferring.waiting.awaitMany(1).front()(text("third"));
    BOOST_TEST(statusOf(third.readAnswer()) == 200);
}

BOOST_AUTO_TEST_CASE(a_sender_that_leaves_gives_its_memory_back) {
    Server server(withMemory(4 * kMiB), echo);
    server.start();
    for (int i = 0; i < 8; ++i) {
        const RawSocket leaver(server.port());
        leaver.send(headOfPost(2 * kMiB) + std::string(kMiB, 'x'));
        leaver.closeSending();
        BOOST_TEST(leaver.readToEnd().empty());
    }
    RawSocket socket(server.port());
    socket.send(post(std::string(2 * kMiB, 'x')));
    BOOST_TEST(statusOf(socket.readAnswer()) == 200);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
