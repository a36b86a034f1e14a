// What the daemon refuses before anybody has looked at it leaves no word behind: not in the log,
// not in the store, nowhere below its folders.
#include "tests/flow/flow.h"
#include "tests/unit/http/raw_socket.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

using namespace bowline::tests;
using bowline::http::test::RawSocket;
using bowline::http::test::statusOf;

namespace {

const std::string kBait = "Quetzalcoatl";

bool anyFileHolds(const std::filesystem::path& folder, std::string_view word) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && readFile(entry.path()).find(word) != std::string::npos)
            return true;
    }
    return false;
}

/// A request with the bait in path, query, header and body, and what is wrong with it.
std::string baited(std::string_view method, std::string_view headers, std::string_view body) {
    return fmt::format(
        "{} /{}?token={} HTTP/1.1\r\nHost: a\r\nX-Bait: {}\r\n{}\r\n{}{}",
        method,
        kBait,
        kBait,
        kBait,
        headers,
        kBait,
        body
    );
}

}  // namespace

BOOST_AUTO_TEST_SUITE(refusals)

BOOST_AUTO_TEST_CASE(nothing_of_a_refused_request_is_written_anywhere) {
    RunningFlow flow;
    const std::string many(20'000, 'x');
    const std::pair<int, std::string> refused[] = {
        {400, baited("POST", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "")},
        {400, baited("POST", "Transfer-Encoding: chunked\r\n", "ZZ\r\n")},
        {400, baited("GET", "X: a\x01" + kBait + "\r\n", "")},
        {404, baited("POST", "Content-Length: 12\r\n", "")},
        {411, baited("POST", "", "")},
        {413, baited("POST", "Content-Length: 5000000\r\n", "")},
        {417, baited("POST", "Content-Length: 12\r\nExpect: " + kBait + "\r\n", "")},
        {431, baited("POST", "X-Long: " + many + "\r\n", "")},
        {501, baited("DELETE", "", "")},
        {0, baited("POST", "Content-Length: 500\r\n", "")}};  // cut short
    for (const auto& [status, request] : refused) {
        const RawSocket socket(flow.daemon.port());
        socket.send(request);
        socket.closeSending();
        BOOST_TEST(statusOf(socket.readToEnd()) == status);
    }
    BOOST_REQUIRE_EQUAL(flow.post(oneText(customer(1), 1, kBait)), 200);
    BOOST_REQUIRE(flow.settled());
    BOOST_TEST(flow.daemon.stop() == 0);
    // The search can find it: the ticket of the one that was taken.
    BOOST_TEST(anyFileHolds(flow.daemon.ticketFolder(), kBait));
    std::filesystem::remove_all(flow.daemon.ticketFolder());
    BOOST_TEST(!anyFileHolds(flow.folder.path(), kBait));
}

BOOST_AUTO_TEST_SUITE_END()
