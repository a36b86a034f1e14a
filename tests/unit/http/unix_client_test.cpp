// The command line's client against our own server.
#include "connector/http/unix_client.h"

#include "connector/http/server.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/http/client_answers.h"

#include <boost/test/unit_test.hpp>

#include <utility>
#include <vector>

namespace bowline::http {

namespace {

using namespace std::chrono_literals;
using test::body;
using test::checkNone;

}  // namespace

BOOST_AUTO_TEST_SUITE(unix_client)

BOOST_AUTO_TEST_CASE(the_command_line_asks_the_daemon_over_its_socket) {
    const tests::TempFolder folder;
    ServerOptions local;
    local.unixPath = (folder / "admin.sock").string();
    Server server(local, [](const Request& request, const Responder& respond) {
        Response response;
        response.body =
            request.method + " " + request.path + "?" + request.query + " " + request.body;
        respond(response);
    });
    server.start();
    const LocalRequest get{.method = "GET", .path = "/status?json=1", .body = {}};
    BOOST_TEST(body(askLocally(local.unixPath, get, 10s, 1000)) == "GET /status?json=1 ");
    const LocalRequest reload{.method = "POST", .path = "/reload", .body = "now"};
    BOOST_TEST(body(askLocally(local.unixPath, reload, 10s, 1000)) == "POST /reload? now");
}

BOOST_AUTO_TEST_CASE(without_a_daemon_the_answer_is_connect_and_not_sent) {
    const tests::TempFolder folder;
    const LocalRequest get{.method = "GET", .path = "/status", .body = {}};
    checkNone(
        askLocally((folder / "none.sock").string(), get, 10s, 1000), NoAnswerCode::Connect, false
    );
}

BOOST_AUTO_TEST_CASE(a_daemon_that_does_not_answer_is_timeout) {
    const tests::TempFolder folder;
    ServerOptions local;
    local.unixPath = (folder / "admin.sock").string();
    std::vector<Responder> never;
    Server server(local, [&](const Request&, Responder respond) {
        never.push_back(std::move(respond));
    });
    server.start();
    const LocalRequest get{.method = "GET", .path = "/status", .body = {}};
    checkNone(askLocally(local.unixPath, get, 50ms, 1000), NoAnswerCode::Timeout, true);
    server.stop(0ms);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
