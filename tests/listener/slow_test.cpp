// A good client among many that are slow or silent: it is answered before any of them, and they are
// cut by absolute deadlines. Waits are printed beside those of the same client alone, and decide
// nothing: what decides is who was answered.
#include "connector/http/server.h"
#include "connector/http/tls_context.h"
#include "tests/bench/bare_process.h"
#include "tests/bench/figures.h"
#include "tests/listener/crowd.h"
#include "tests/listener/outside_program.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/http/server_parts.h"
#include "tests/unit/http/tls_talker.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <fmt/format.h>
#include <thread>

using namespace bowline::tests;
using namespace std::chrono_literals;
namespace http = bowline::http;
using http::test::kGet;
using http::test::RawSocket;
using http::test::statusOf;
using http::test::TlsTalker;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t kSlow = 1'000;
constexpr std::size_t kIdle = 10'000;
constexpr int kGood = 100;

/// How long each of a good client's requests waited for its 200, each over a connection of its own.
struct GoodClient {
    std::vector<Micros> waits;
    int served = 0;

    void ask(std::uint16_t port, bool tls) {
        const auto begun = steady_clock::now();
        const int status = tls ? statusOf(TlsTalker(port, {}).ask(kGet)) : plain(port);
        waits.push_back(steady_clock::now() - begun);
        served += status == 200 ? 1 : 0;
    }
    void tell(std::string_view among) const {
        const auto spread = spreadOf(waits);
        BOOST_TEST_MESSAGE(fmt::format(
            "good client {}: median {:.2f} ms, p99 {:.2f} ms",
            among,
            spread.median.count() / 1000,
            spread.p99.count() / 1000
        ));
    }

private:
    static int plain(std::uint16_t port) {
        RawSocket socket(port);
        socket.send(kGet);
        return statusOf(socket.readAnswer());
    }
};

/// Short enough for a test, long enough that the good client's requests are done before.
http::ServerOptions options(bool tls) {
    http::ServerOptions made;
    made.headDeadline = 3s;
    made.bodyDeadline = 3s;
    if (!tls)
        return made;
    const TempFolder folder;
    http::test::TestAuthority authority(folder.path());
    const auto identity = authority.identity("localhost");
    made.tls = std::make_shared<const http::TlsContext>(http::TlsMaterial{
        readFile(identity.certificateFile), bowline::WipedText(readFile(identity.keyFile)), {}, {}}
    );
    return made;
}

struct SlowCase {
    const char* why;
    std::string first;
    std::string piece;
    bool tls;
    friend std::ostream& operator<<(std::ostream& out, const SlowCase& c) { return out << c.why; }
};

const std::vector<SlowCase> kSlowCases{
    {"heads that drip", "GET / HTTP/1.1\r\nHost: a\r\nX: ", "x", false},
    {"bodies that drip", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n", "x", false},
    // A hello of 512 bytes is announced.
    {"handshakes that drip",
     std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11),
     std::string(1, '\0'),
     true},
    {"connections that say nothing", "", "", false},
};

const std::string kBig(std::size_t{256} * 1024, 'x');

/// Runs slowhttptest against `port` to its end; what it said.
std::string slowHttpTest(std::uint16_t port, std::vector<std::string> words) {
    for (const auto& word :
         {std::string("-u"),
          fmt::format("http://127.0.0.1:{}/w", port),
          std::string("-p"),
          std::string("3")})
        words.push_back(word);
    return runProgram("/usr/bin/slowhttptest", words, "").output;
}

bool saysAvailable(const std::string& said) {
    const auto last = said.rfind("service available:");
    return last != std::string::npos && said.find("YES", last) != std::string::npos;
}

const auto kSlowHttpTest = needs("/usr/bin/slowhttptest", "slowhttptest");

}  // namespace

BOOST_AUTO_TEST_SUITE(slow)

BOOST_DATA_TEST_CASE(a_good_client_is_answered_before_a_thousand_slow_ones, kSlowCases) {
    BOOST_REQUIRE(openFilesAllowed() > 2 * kSlow + 100);
    http::Server server(options(sample.tls), http::test::echo);
    server.start();
    GoodClient alone;
    for (int i = 0; i < kGood; ++i)
        alone.ask(server.port(), sample.tls);
    alone.tell("alone");

    Crowd crowd(server.port(), kSlow, sample.first);
    GoodClient good;
    for (int i = 0; i < kGood; ++i) {
        if (i % 10 == 0)
            crowd.drip(sample.piece);
        good.ask(server.port(), sample.tls);
    }
    crowd.listen(0);
    BOOST_TEST(good.served == kGood);
    BOOST_TEST(crowd.answered() == 0U);
    BOOST_TEST(crowd.open() == kSlow);
    good.tell(fmt::format("among {} {}", kSlow, sample.why));

    // However they go on, all are cut. A poll returns at once where one was; each wait but the last
    // is ended by the server.
    for (int turn = 0; turn < 3'000 && crowd.open() > 0; ++turn) {
        crowd.drip(sample.piece);
        crowd.listen(20);
    }
    BOOST_TEST(crowd.open() == 0U);
}

BOOST_AUTO_TEST_CASE(a_good_client_is_answered_among_ten_thousand_idle_ones) {
    if (const auto allowed = openFilesAllowed(); allowed < kIdle + 200) {
        BOOST_TEST_MESSAGE("skipped: only " << allowed << " open files are allowed here");
        return;
    }
    const BareProcess server;
    GoodClient alone;
    for (int i = 0; i < kGood; ++i)
        alone.ask(server.port(), false);
    alone.tell("alone");
    const auto before = figuresOf(server.pid()).residentMiB;
    Crowd crowd(server.port(), kIdle, kGet);
    BOOST_REQUIRE(crowd.allAnswered("200"));
    GoodClient good;
    for (int i = 0; i < kGood; ++i)
        good.ask(server.port(), false);
    crowd.listen(0);
    BOOST_TEST(good.served == kGood);
    BOOST_TEST(crowd.open() == kIdle);
    good.tell(fmt::format("among {} idle ones", kIdle));
    BOOST_TEST_MESSAGE(fmt::format(
        "memory of the listener: {:.1f} MiB before, {:.1f} MiB with them",
        before,
        figuresOf(server.pid()).residentMiB
    ));
}

BOOST_AUTO_TEST_CASE(slowhttptest_finds_the_service_available, *kSlowHttpTest) {
    http::Server server(options(false), [](const http::Request&, const auto& respond) {
        respond(http::test::text(kBig));  // so that a slow reader has something to read slowly
    });
    server.start();
    // Headers, bodies, and answers read a few bytes at a time.
    for (const char* attack : {"-H", "-B", "-X"}) {
        const auto said =
            slowHttpTest(server.port(), {attack, "-c", "400", "-r", "400", "-i", "1", "-l", "3"});
        BOOST_TEST(saysAvailable(said), attack << said);
    }
}

BOOST_AUTO_TEST_CASE(slowhttptest_beyond_the_cap_of_one_sender_hurts_no_other, *kSlowHttpTest) {
    http::Server server(options(false), http::test::echo);
    server.start();
    std::atomic<bool> over{false};
    const std::jthread attack([&] {
        (void)slowHttpTest(server.port(), {"-H", "-c", "2000", "-r", "1000", "-i", "1", "-l", "3"});
        over = true;
    });
    int asked = 0;
    int served = 0;
    for (; !over; ++asked) {
        RawSocket neighbour(server.port(), "127.0.0.2");
        neighbour.send(kGet);
        served += statusOf(neighbour.readAnswer()) == 200 ? 1 : 0;
    }
    BOOST_TEST_MESSAGE(
        asked << " requests of a neighbour under attack, refused " << server.refused()
    );
    BOOST_TEST(asked > 0);
    BOOST_TEST(served == asked);
}

BOOST_AUTO_TEST_SUITE_END()
