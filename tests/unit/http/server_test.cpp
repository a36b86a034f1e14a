// The server over real loopback sockets: connections, deadlines, deferred answers and stopping.
// Deadlines are short and every test waits for what the server sends or closes, never for time.
#include "connector/http/server.h"

#include "connector/base/error.h"
#include "connector/http/local_peer.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/http/raw_socket.h"
#include "tests/unit/http/server_parts.h"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace bowline::http {

namespace {

using namespace std::chrono_literals;
using test::echo;
using test::kGet;
using test::post;
using test::RawSocket;
using test::statusOf;
using test::text;
using test::Waiting;
using tests::TempFolder;

}  // namespace

BOOST_AUTO_TEST_SUITE(server)

BOOST_AUTO_TEST_CASE(a_connection_serves_one_request_after_the_other) {
    Server server(ServerOptions{}, echo);
    server.start();
    RawSocket socket(server.port());
    for (int i = 0; i < 3; ++i) {
        socket.send(post("n" + std::to_string(i)));
        BOOST_TEST(socket.readAnswer().ends_with("\r\n\r\nPOST /w n" + std::to_string(i)));
    }
}

BOOST_AUTO_TEST_CASE(two_requests_in_one_packet_are_answered_in_order) {
    Server server(ServerOptions{}, echo);
    server.start();
    RawSocket socket(server.port());
    socket.send(post("first") + kGet);
    BOOST_TEST(socket.readAnswer().ends_with("POST /w first"));
    BOOST_TEST(socket.readAnswer().ends_with("GET /g "));
}

BOOST_AUTO_TEST_CASE(an_answer_may_come_later_from_another_thread) {
    Waiting waiting;
    Server server(ServerOptions{}, [&](const Request&, Responder respond) {
        waiting.take(std::move(respond));
    });
    server.start();
    std::vector<RawSocket> sockets;
    for (int i = 0; i < 64; ++i)
        sockets.emplace_back(server.port()).send(post("x"));
    std::jthread other([responders = waiting.awaitMany(64)] {
        for (const auto& respond : responders)
            respond(text("later"));
    });
    for (auto& socket : sockets)
        BOOST_TEST(socket.readAnswer().ends_with("later"));
}

BOOST_AUTO_TEST_CASE(a_dropped_responder_answers_500_and_the_connection_goes_on) {
    Server server(ServerOptions{}, [](const Request& request, const Responder& respond) {
        if (request.method == "GET")
            respond(text("fine"));
    });
    server.start();
    RawSocket socket(server.port());
    socket.send(post("x"));
    BOOST_TEST(statusOf(socket.readAnswer()) == 500);
    socket.send(kGet);
    BOOST_TEST(socket.readAnswer().ends_with("fine"));
}

BOOST_AUTO_TEST_CASE(a_handler_that_throws_answers_500_and_harms_nobody_else) {
    Server server(ServerOptions{}, [](const Request& request, const Responder& respond) {
        if (request.method == "POST")
            throw Error("test: cannot do it");
        respond(text("fine"));
    });
    server.start();
    RawSocket socket(server.port());
    socket.send(post("x"));
    BOOST_TEST(statusOf(socket.readAnswer()) == 500);
    socket.send(kGet);
    BOOST_TEST(socket.readAnswer().ends_with("fine"));
}

BOOST_AUTO_TEST_CASE(an_answer_after_the_sender_left_is_ignored) {
    Waiting waiting;
    Server server(ServerOptions{}, [&](const Request& request, Responder respond) {
        request.method == "GET" ? respond(text("fine")) : waiting.take(std::move(respond));
    });
    server.start();
    RawSocket gone(server.port());
    gone.send(post("x"));
    const auto responders = waiting.awaitMany(1);
    gone.reset();
    responders.front()(text("too late"));
    RawSocket socket(server.port());
    socket.send(kGet);
    BOOST_TEST(socket.readAnswer().ends_with("fine"));
}

BOOST_AUTO_TEST_CASE(an_answer_after_the_server_is_gone_is_ignored) {
    Waiting waiting;
    std::vector<Responder> late;
    {
        Server server(ServerOptions{}, [&](const Request&, Responder respond) {
            waiting.take(std::move(respond));
        });
        server.start();
        RawSocket socket(server.port());
        socket.send(post("x"));
        late = waiting.awaitMany(1);
        server.stop(0ms);
        BOOST_TEST(socket.readToEnd().empty());
    }
    BOOST_CHECK_NO_THROW(late.front()(text("too late")));
}

BOOST_AUTO_TEST_CASE(a_body_at_the_cap_is_taken_and_one_byte_more_is_413) {
    ServerOptions options;
    Server server(options, [](const Request& request, const Responder& respond) {
        respond(text(std::to_string(request.body.size())));
    });
    server.start();
    RawSocket fits(server.port());
    fits.send(post(std::string(options.maxBodyBytes, 'x')));
    BOOST_TEST(fits.readAnswer().ends_with("\r\n\r\n4194304"));
    RawSocket over(server.port());
    over.send(post(std::string(options.maxBodyBytes + 1, 'x')));
    over.closeSending();
    BOOST_TEST(statusOf(over.readToEnd()) == 413);
}

BOOST_AUTO_TEST_CASE(a_head_at_the_cap_is_taken_and_one_byte_more_is_431) {
    ServerOptions options;
    Server server(options, echo);
    server.start();
    const std::string begin = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    const auto headOf = [&](std::size_t size) {
        return begin + std::string(size - begin.size() - 4, 'x') + "\r\n\r\n";
    };
    RawSocket fits(server.port());
    fits.send(headOf(options.maxHeadBytes));
    BOOST_TEST(statusOf(fits.readAnswer()) == 200);
    RawSocket over(server.port());
    over.send(headOf(options.maxHeadBytes + 1));
    over.closeSending();
    BOOST_TEST(statusOf(over.readToEnd()) == 431);
}

BOOST_AUTO_TEST_CASE(a_head_that_drips_is_cut_by_an_absolute_deadline) {
    ServerOptions options;
    options.headDeadline = 150ms;
    Server server(options, echo);
    server.start();
    RawSocket socket(server.port());
    // Drips for as long as the server listens: every byte comes well within the deadline of a read.
    std::jthread drip([&](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any pause;
        std::unique_lock lock(mutex);
        socket.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
        while (!pause.wait_for(lock, stop, 10ms, [] { return false; }) && !stop.stop_requested()) {
            socket.send("x");
        }
    });
    BOOST_TEST(statusOf(socket.readAnswer()) == 408);
    BOOST_TEST(server.refused() == 1U);
}

BOOST_AUTO_TEST_CASE(a_body_that_does_not_come_is_cut_by_its_deadline) {
    ServerOptions options;
    options.bodyDeadline = 50ms;
    Server server(options, echo);
    server.start();
    RawSocket socket(server.port());
    socket.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
    BOOST_TEST(statusOf(socket.readAnswer()) == 408);
}

BOOST_AUTO_TEST_CASE(an_idle_connection_is_closed_without_a_word) {
    ServerOptions options;
    options.idleDeadline = 50ms;
    Server server(options, echo);
    server.start();
    RawSocket socket(server.port());
    socket.send(kGet);
    BOOST_TEST(statusOf(socket.readAnswer()) == 200);
    BOOST_TEST(socket.readToEnd().empty());
    BOOST_TEST(server.refused() == 0U);
}

BOOST_AUTO_TEST_CASE(a_connection_that_never_speaks_is_closed) {
    ServerOptions options;
    options.headDeadline = 50ms;
    Server server(options, echo);
    server.start();
    const RawSocket socket(server.port());
    BOOST_TEST(socket.readToEnd().empty());
}

BOOST_AUTO_TEST_CASE(an_answer_that_does_not_come_in_time_is_503_and_a_late_one_is_ignored) {
    ServerOptions options;
    options.answerDeadline = 50ms;
    Waiting waiting;
    Server server(options, [&](const Request&, Responder respond) {
        waiting.take(std::move(respond));
    });
    server.start();
    const RawSocket socket(server.port());
    socket.send(post("x"));
    const auto answer = socket.readToEnd();
    BOOST_TEST(statusOf(answer) == 503);
    BOOST_TEST(answer.find("Retry-After: ") != std::string::npos);
    BOOST_CHECK_NO_THROW(waiting.awaitMany(1).front()(text("too late")));
}

BOOST_AUTO_TEST_CASE(a_sender_that_waits_for_100_continue_is_told_to_go_on) {
    Server server(ServerOptions{}, echo);
    server.start();
    RawSocket socket(server.port());
    socket.send("POST /w HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    BOOST_TEST(socket.readUntil("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    socket.send("hello");
    BOOST_TEST(socket.readAnswer().ends_with("POST /w hello"));
}

BOOST_AUTO_TEST_CASE(a_sender_that_waits_with_too_large_a_body_is_refused_at_once) {
    Server server(ServerOptions{}, echo);
    server.start();
    RawSocket socket(server.port());
    socket.send(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\nExpect: 100-continue\r\n\r\n"
    );
    BOOST_TEST(statusOf(socket.readAnswer()) == 413);
}

BOOST_AUTO_TEST_CASE(a_head_request_gets_no_body) {
    Server server(ServerOptions{}, echo);
    server.start();
    const RawSocket socket(server.port());
    socket.send("HEAD /h HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    socket.closeSending();
    const auto answer = socket.readToEnd();
    BOOST_TEST(answer.find("Content-Length: 8\r\n") != std::string::npos);
    BOOST_TEST(answer.ends_with("\r\n\r\n"));
}

BOOST_AUTO_TEST_CASE(stopping_waits_for_an_answer_under_way_and_closes_the_idle) {
    Waiting waiting;
    Server server(ServerOptions{}, [&](const Request& request, Responder respond) {
        request.method == "GET" ? respond(text("fine")) : waiting.take(std::move(respond));
    });
    server.start();
    const auto port = server.port();
    RawSocket idle(port);
    idle.send(kGet);
    BOOST_TEST(statusOf(idle.readAnswer()) == 200);
    RawSocket pending(port);
    pending.send(post("x"));
    const auto responders = waiting.awaitMany(1);
    std::jthread stopper([&] { server.stop(10s); });
    BOOST_TEST(idle.readToEnd().empty());  // so the stop has begun
    BOOST_CHECK_THROW(RawSocket{port}, std::exception);
    responders.front()(text("just in time"));
    const auto answer = pending.readToEnd();
    BOOST_TEST(answer.ends_with("just in time"));
    BOOST_TEST(answer.find("Connection: close\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(stopping_does_not_wait_longer_than_its_grace) {
    Waiting waiting;
    Server server(ServerOptions{}, [&](const Request&, Responder respond) {
        waiting.take(std::move(respond));
    });
    server.start();
    const RawSocket socket(server.port());
    socket.send(post("x"));
    const auto responders = waiting.awaitMany(1);
    server.stop(20ms);
    BOOST_TEST(socket.readToEnd().empty());
}

BOOST_AUTO_TEST_CASE(a_taken_port_and_a_bad_address_are_errors_with_a_cure) {
    Server first(ServerOptions{}, echo);
    first.start();
    ServerOptions taken;
    taken.port = first.port();
    ServerOptions named;
    named.address = "localhost";
    for (const auto& options : {taken, named}) {
        Server second(options, echo);
        BOOST_CHECK_EXCEPTION(second.start(), Error, [](const Error& error) {
            return std::string(error.what()).starts_with("http: cannot listen on ") &&
                   !error.hint().empty();
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
