// The client against fakes that answer, stall, vanish and lie. Longer than a file should be: each
// way in which a peer can fail is one case.
#include "connector/http/poco_client.h"

#include "connector/base/error.h"
#include "tests/unit/http/client_answers.h"
#include "tests/unit/http/fake_peer.h"
#include "tests/unit/http/raw_socket.h"

#include <boost/test/unit_test.hpp>

#include <future>
#include <string>
#include <variant>

namespace bowline::http {

namespace {

using namespace std::chrono_literals;
using test::body;
using test::checkNone;
using test::Fake;
using test::kHello;
using test::none;
using test::options;
using test::post;
using test::RawListener;
using test::RawSocket;
using test::readRequest;

/// A port on which nobody listens.
std::uint16_t deadPort() {
    return RawListener().port();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(poco_client)

BOOST_AUTO_TEST_CASE(a_request_arrives_as_written_and_its_answer_comes_back) {
    std::string seen;
    Fake fake([&](RawListener& listener) {
        auto peer = listener.accept();
        seen = readRequest(peer);
        peer.send("HTTP/1.1 201 Created\r\nX-Id: 7\r\nContent-Length: 2\r\n\r\nok");
    });
    PocoClient client(options());
    const auto answer = client.send(post(fake.port()));
    fake.finish();
    BOOST_REQUIRE(std::holds_alternative<ClientAnswer>(answer));
    BOOST_TEST(std::get<ClientAnswer>(answer).status == 201);
    BOOST_TEST(std::get<ClientAnswer>(answer).header("x-id").value() == "7");
    BOOST_TEST(
        seen == "POST /t HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(fake.port()) +
                    "\r\nX-Key: k\r\nContent-Length: 7\r\n\r\npayload"
    );
}

BOOST_AUTO_TEST_CASE(a_connection_is_used_again) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        for (int i = 0; i < 3; ++i) {
            readRequest(peer);
            peer.send(kHello);
        }
    });
    PocoClient client(options());
    for (int i = 0; i < 3; ++i)
        BOOST_TEST(body(client.send(post(fake.port()))) == "hello");
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_kept_connection_that_was_closed_meanwhile_is_replaced) {
    std::promise<void> closed;
    Fake fake([&](RawListener& listener) {
        {
            auto first = listener.accept();
            readRequest(first);
            first.send(kHello);
        }
        closed.set_value();
        auto second = listener.accept();
        readRequest(second);
        second.send(kHello);
    });
    PocoClient client(options());
    BOOST_TEST(body(client.send(post(fake.port()))) == "hello");
    closed.get_future().wait();
    BOOST_TEST(body(client.send(post(fake.port()))) == "hello");
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_request_that_may_have_been_seen_is_never_repeated) {
    int requests = 0;
    Fake fake([&](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send(kHello);
        readRequest(peer);  // on the kept connection
        ++requests;
        peer.reset();
    });
    PocoClient client(options());
    BOOST_TEST(body(client.send(post(fake.port()))) == "hello");
    checkNone(client.send(post(fake.port())), NoAnswerCode::Closed, true);
    fake.finish();
    BOOST_TEST(requests == 1);
}

BOOST_AUTO_TEST_CASE(a_reset_in_the_middle_of_the_answer_is_closed_and_sent) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhel");
        peer.reset();
    });
    PocoClient client(options());
    checkNone(client.send(post(fake.port())), NoAnswerCode::Closed, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(an_answer_cut_short_by_an_orderly_close_is_closed_and_sent) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhel");
    });
    PocoClient client(options());
    checkNone(client.send(post(fake.port())), NoAnswerCode::Closed, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(an_answer_that_drips_is_cut_by_the_total_time) {
    auto short_time = options();
    short_time.totalTimeout = 100ms;
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nh");
        // Stays open and silent until the client has given up.
        static_cast<void>(peer.readToEnd());
    });
    PocoClient client(short_time);
    checkNone(client.send(post(fake.port())), NoAnswerCode::Timeout, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_request_may_have_less_time_than_its_client) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        static_cast<void>(peer.readToEnd());
    });
    PocoClient client(options());
    auto request = post(fake.port());
    request.totalTimeout = 100ms;
    checkNone(client.send(request), NoAnswerCode::Timeout, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_request_may_have_more_time_than_its_client) {
    auto short_time = options();
    short_time.totalTimeout = 5ms;
    PocoClient client(short_time);
    const RawListener silent;
    Fake fake([&](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        // Passes the time that the client has by itself.
        BOOST_TEST(nameOf(none(client.send(post(silent.port()))).code) == "timeout");
        peer.send(kHello);
    });
    auto request = post(fake.port());
    request.totalTimeout = 10s;
    BOOST_TEST(body(client.send(request)) == "hello");
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_request_without_any_time_throws_before_anything_is_sent) {
    RawListener listener;
    PocoClient client(options());
    for (const auto nothing : {0ms, -1ms}) {
        auto request = post(listener.port());
        request.totalTimeout = nothing;
        BOOST_CHECK_THROW(static_cast<void>(client.send(request)), Error);
    }
}

BOOST_AUTO_TEST_CASE(a_peer_that_always_has_one_more_byte_is_cut_by_the_total_time) {
    auto short_time = options();
    short_time.totalTimeout = 100ms;
    std::atomic<bool> over{false};
    Fake fake([&](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 200 OK\r\n");
        while (!over)
            peer.send("X: y\r\n");
    });
    PocoClient client(short_time);
    const auto answer = client.send(post(fake.port()));
    over = true;
    fake.finish();
    // A fast peer fills the head's cap before its time is over.
    BOOST_TEST(none(answer).sent);
}

BOOST_AUTO_TEST_CASE(an_answer_over_the_cap_is_too_large) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + std::string(1001, 'x'));
    });
    PocoClient client(options());
    checkNone(client.send(post(fake.port())), NoAnswerCode::TooLarge, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(what_is_no_http_is_malformed) {
    Fake fake([](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("220 mail.example ESMTP\r\n\r\n");
    });
    PocoClient client(options());
    checkNone(client.send(post(fake.port())), NoAnswerCode::Malformed, true);
    fake.finish();
}

BOOST_AUTO_TEST_CASE(a_redirect_is_an_answer_and_not_followed) {
    std::string followed = "nothing read";
    Fake fake([&](RawListener& listener) {
        auto peer = listener.accept();
        readRequest(peer);
        peer.send("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
        followed = peer.readToEnd();
    });
    {
        PocoClient client(options());
        const auto answer = client.send(post(fake.port()));
        BOOST_REQUIRE(std::holds_alternative<ClientAnswer>(answer));
        BOOST_TEST(std::get<ClientAnswer>(answer).status == 302);
    }
    fake.finish();
    BOOST_TEST(followed.empty());
}

BOOST_AUTO_TEST_CASE(a_port_where_nobody_listens_is_connect_and_not_sent) {
    PocoClient client(options());
    checkNone(client.send(post(deadPort())), NoAnswerCode::Connect, false);
}

BOOST_AUTO_TEST_CASE(a_name_that_cannot_exist_is_dns_and_not_sent) {
    PocoClient client(options());
    // An empty label is refused by the resolver itself; no server is asked.
    auto request = post(1);
    request.url = "http://a..b/";
    checkNone(client.send(request), NoAnswerCode::Dns, false);
}

BOOST_AUTO_TEST_CASE(an_address_of_the_machine_is_refused_in_every_spelling) {
    RawListener listener;
    auto closed = options();
    closed.allowedHosts = {};
    PocoClient client(closed);
    for (const std::string host :
         {"127.0.0.1",
          "127.1",
          "0x7f.1",
          "2130706433",
          "0177.0.0.1",
          "localhost",
          "[::1]",
          "[::ffff:127.0.0.1]",
          "0.0.0.0"}) {
        BOOST_TEST_CONTEXT(host) {
            auto request = post(listener.port());
            request.url = "http://" + host + ":" + std::to_string(listener.port()) + "/";
            checkNone(client.send(request), NoAnswerCode::RefusedAddress, false);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_header_with_a_line_end_throws_before_anything_is_sent) {
    RawListener listener;
    PocoClient client(options());
    auto request = post(listener.port());
    request.headers.emplace_back("X-Note", "a\r\nX-Evil: b");
    BOOST_CHECK_THROW(static_cast<void>(client.send(request)), Error);
}

BOOST_AUTO_TEST_CASE(limits_must_be_given_and_the_ca_file_must_be_readable) {
    auto missing = options();
    missing.totalTimeout = 0ms;
    BOOST_CHECK_THROW(PocoClient{missing}, Error);
    auto unreadable = options();
    unreadable.caFile = "/nonexistent/ca.pem";
    BOOST_CHECK_THROW(PocoClient{unreadable}, ConfigError);
    auto nonsense = options();
    nonsense.allowedHosts = {"10.0.0.0/33"};
    BOOST_CHECK_THROW(PocoClient{nonsense}, ConfigError);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
