// What counts as one sender, and how many connections it may have.
#include "connector/http/peer_address.h"

#include "tests/unit/http/raw_socket.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <sys/socket.h>
#include <vector>

namespace bowline::http {

namespace {

struct SenderCase {
    const char* why;
    const char* one;
    const char* other;
    bool same;
    friend std::ostream& operator<<(std::ostream& out, const SenderCase& c) { return out << c.why; }
};

const std::vector<SenderCase> kSenders{
    {"an IPv4 address is itself", "192.0.2.1", "192.0.2.1", true},
    {"its neighbour is another", "192.0.2.1", "192.0.2.2", false},
    {"one /64", "2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true},
    {"the next /64", "2001:db8:1:2::1", "2001:db8:1:3::1", false},
    {"a mapped address is the IPv4 address", "::ffff:192.0.2.1", "192.0.2.1", true},
    {"two mapped addresses are two", "::ffff:192.0.2.1", "::ffff:192.0.2.2", false},
    {"the first bytes of IPv6 are no IPv4 address", "c000:201::", "192.0.2.1", false},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(peer_address)

BOOST_DATA_TEST_CASE(a_sender_is_an_address_or_a_network_of_64_bits, kSenders) {
    const auto one = senderOf(*readAddress(sample.one));
    const auto other = senderOf(*readAddress(sample.other));
    BOOST_TEST((one == other) == sample.same);
}

BOOST_AUTO_TEST_CASE(the_kernel_says_where_a_connection_comes_from) {
    const test::RawListener listener;
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const test::RawSocket unconnected(fd);
    BOOST_TEST(!peerAddressOf(fd).has_value());
    BOOST_TEST(!peerAddressOf(-1).has_value());
    int pair[2];
    BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
    const test::RawSocket ours(pair[0]);
    const test::RawSocket theirs(pair[1]);
    BOOST_TEST(!peerAddressOf(pair[0]).has_value());
}

BOOST_AUTO_TEST_CASE(a_sender_has_as_many_as_it_may_and_gets_back_what_it_leaves) {
    const auto one = *readAddress("192.0.2.1");
    const auto other = *readAddress("192.0.2.2");
    SenderCount count(2);
    BOOST_TEST(count.enter(one));
    BOOST_TEST(count.enter(one));
    BOOST_TEST(!count.enter(one));
    BOOST_TEST(count.enter(other));
    count.leave(one);
    BOOST_TEST(count.enter(one));
    BOOST_TEST(!count.enter(one));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
