// A name that means another address when it is asked again: every connection goes to an address
// that was judged, and the trap on this machine never hears anybody.
#include "tests/unit/http/client_answers.h"
#include "tests/unit/http/fake_peer.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

namespace bowline::http {

namespace {

using test::body;
using test::checkNone;
using test::post;
using test::RawListener;
using test::readRequest;

/// The address that the destination lists stands for a public one, which no test can have. No other
/// test calls from it: ports of connections that ended lately are held for a minute.
constexpr const char* kListed = "127.200.0.2";
constexpr const char* kTrap = "127.0.0.1";

const std::string kLastHello =
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";

using Addresses = std::vector<NetAddress>;

Addresses addresses(const std::vector<const char*>& texts) {
    Addresses all;
    for (const char* text : texts)
        all.push_back(*readAddress(text));
    return all;
}

/// Answers the n-th question with the n-th list, and with the last one from then on.
class Turncoat {
public:
    explicit Turncoat(std::vector<Addresses> answers) : answers_(std::move(answers)) {}

    Resolver resolver() {
        return [this](const std::string&) {
            return answers_[std::min(asked_++, answers_.size() - 1)];
        };
    }
    [[nodiscard]] std::size_t asked() const { return asked_; }

private:
    std::vector<Addresses> answers_;
    std::size_t asked_ = 0;
};

/// A help desk at kListed that answers one request a connection, and a trap on the same port of
/// this machine's first address.
class Scene {
public:
    explicit Scene(int requests)
        : thread_([this, requests] {
              for (int i = 0; i < requests; ++i) {
                  auto peer = desk_.accept();
                  readRequest(peer);
                  peer.send(kLastHello);
              }
          }) {}

    [[nodiscard]] ClientRequest request() const {
        auto made = post(trap_.port());
        made.url = "http://desk.example:" + std::to_string(trap_.port()) + "/t";
        return made;
    }
    static PocoClient client(Turncoat& names) {
        auto options = test::options();
        options.allowedHosts = {kListed};
        return {options, names.resolver()};
    }
    [[nodiscard]] bool isTrapped() const { return trap_.hasCaller(); }

private:
    RawListener trap_;
    RawListener desk_{kListed, trap_.port()};
    std::jthread thread_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(rebinding)

BOOST_AUTO_TEST_CASE(a_name_that_turns_to_this_machine_is_refused) {
    const Scene scene(1);
    Turncoat names({addresses({kListed}), addresses({kTrap})});
    auto client = Scene::client(names);
    BOOST_TEST(body(client.send(scene.request())) == "hello");
    // The desk keeps no connection, so the name is asked again.
    checkNone(client.send(scene.request()), NoAnswerCode::RefusedAddress, false);
    BOOST_TEST(names.asked() == 2U);
    BOOST_TEST(!scene.isTrapped());
}

BOOST_AUTO_TEST_CASE(between_the_judgement_and_the_connection_no_name_is_asked) {
    const Scene scene(1);
    Turncoat names({addresses({kListed}), addresses({kTrap})});
    auto client = Scene::client(names);
    BOOST_TEST(body(client.send(scene.request())) == "hello");
    BOOST_TEST(names.asked() == 1U);
    BOOST_TEST(!scene.isTrapped());
}

BOOST_AUTO_TEST_CASE(among_several_addresses_only_those_that_may_be_are_tried) {
    const Scene scene(1);
    Turncoat names({addresses(
        {kTrap, "::ffff:127.0.0.1", "169.254.169.254", "::1", "64:ff9b::7f00:1", kListed}
    )});
    auto client = Scene::client(names);
    BOOST_TEST(body(client.send(scene.request())) == "hello");
    BOOST_TEST(!scene.isTrapped());
}

BOOST_AUTO_TEST_CASE(a_name_without_addresses_is_dns) {
    const Scene scene(0);
    Turncoat names({Addresses{}});
    auto client = Scene::client(names);
    checkNone(client.send(scene.request()), NoAnswerCode::Dns, false);
}

BOOST_AUTO_TEST_CASE(the_trap_can_be_heard) {
    const Scene scene(0);
    auto options = test::options();
    options.allowedHosts = {kTrap};
    options.totalTimeout = std::chrono::milliseconds(50);
    Turncoat names({addresses({kTrap})});
    PocoClient client(options, names.resolver());
    checkNone(client.send(scene.request()), NoAnswerCode::Timeout, true);
    BOOST_TEST(scene.isTrapped());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
