// Which addresses are refused, in whatever spelling they were written.
#include "connector/http/address_policy.h"

#include "connector/base/error.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <ostream>
#include <string>
#include <vector>

namespace bowline::http {

namespace {

using enum AddressKind;

struct KindCase {
    const char* address;
    AddressKind kind;
    friend std::ostream& operator<<(std::ostream& out, const KindCase& c) {
        return out << c.address;
    }
};

const std::vector<KindCase> kKinds{
    {"8.8.8.8", Public},
    {"1.1.1.1", Public},
    {"9.255.255.255", Public},
    {"11.0.0.0", Public},
    {"100.63.255.255", Public},
    {"100.128.0.0", Public},
    {"172.15.255.255", Public},
    {"172.32.0.0", Public},
    {"223.255.255.255", Public},
    {"2606:4700::1111", Public},
    {"0.0.0.0", Unspecified},
    {"0.1.2.3", Unspecified},
    {"127.0.0.1", Loopback},
    {"127.255.255.255", Loopback},
    {"10.0.0.1", Private},
    {"172.16.0.1", Private},
    {"172.31.255.255", Private},
    {"192.168.1.1", Private},
    {"100.64.0.1", Shared},
    {"100.127.255.255", Shared},
    {"169.254.169.254", LinkLocal},
    {"224.0.0.1", Multicast},
    {"239.255.255.255", Multicast},
    {"240.0.0.1", Reserved},
    {"255.255.255.255", Reserved},
    {"192.0.2.1", Reserved},
    {"198.18.0.1", Reserved},
    {"::", Unspecified},
    {"::1", Loopback},
    {"::ffff:127.0.0.1", Embedded},
    {"::ffff:8.8.8.8", Embedded},
    {"::127.0.0.1", Embedded},
    {"::ffff:0:127.0.0.1", Embedded},
    {"64:ff9b::7f00:1", Embedded},
    {"64:ff9b:1::7f00:1", Embedded},
    {"2002:7f00:1::", Embedded},
    {"2001:0:7f00:1::", Embedded},
    {"fe80::1", LinkLocal},
    {"febf::1", LinkLocal},
    {"fec0::1", Private},
    {"fc00::1", UniqueLocal},
    {"fdff::1", UniqueLocal},
    {"ff02::1", Multicast},
    {"2001:db8::1", Reserved},
    {"192.0.0.8", Reserved},
    {"192.88.99.1", Reserved},
    {"198.51.100.1", Reserved},
    {"203.0.113.1", Reserved},
    {"::ffff:169.254.169.254", Embedded},
    {"::ffff:0:10.0.0.1", Embedded},
    {"64:ff9b::a9fe:a9fe", Embedded},
    {"2002:a9fe:a9fe::1", Embedded},
    {"2002:0808:0808::1", Embedded},
    {"2001:0:4136:e378::1", Embedded},
    {"2001:20::1", Reserved},
    {"3fff::1", Reserved},
    {"4000::1", Reserved},
    {"100::1", Reserved},
};

struct FreeInfo {
    void operator()(addrinfo* info) const { ::freeaddrinfo(info); }
};

/// What the system's resolver makes of a spelling, without asking any server.
NetAddress resolvedNumber(const char* text) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST;
    addrinfo* found = nullptr;
    BOOST_REQUIRE(::getaddrinfo(text, nullptr, &hints, &found) == 0);
    const std::unique_ptr<addrinfo, FreeInfo> owner(found);
    NetAddress address;
    address.v6 = found->ai_family == AF_INET6;
    if (address.v6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, found->ai_addr, sizeof v6);
        std::memcpy(address.bytes.data(), &v6.sin6_addr, 16);
    } else {
        sockaddr_in v4{};
        std::memcpy(&v4, found->ai_addr, sizeof v4);
        std::memcpy(address.bytes.data(), &v4.sin_addr, 4);
    }
    return address;
}

struct PolicyCase {
    const char* why;
    std::vector<std::string> allowed;
    const char* host;
    const char* address;
    bool permitted;
    friend std::ostream& operator<<(std::ostream& out, const PolicyCase& c) { return out << c.why; }
};

const std::vector<PolicyCase> kPolicies{
    {"public is free", {}, "crm.example", "8.8.8.8", true},
    {"private is not", {}, "crm.example", "10.1.2.3", false},
    {"a block lifts it", {"10.1.0.0/16"}, "crm.example", "10.1.2.3", true},
    {"just outside the block", {"10.1.0.0/16"}, "crm.example", "10.2.0.0", false},
    {"a block that ends inside a byte", {"10.1.128.0/17"}, "crm.example", "10.1.127.255", false},
    {"a single address", {"10.1.2.3"}, "crm.example", "10.1.2.3", true},
    {"its neighbour", {"10.1.2.3"}, "crm.example", "10.1.2.4", false},
    {"everything of IPv4", {"0.0.0.0/0"}, "crm.example", "127.0.0.1", true},
    {"a block of IPv4 is none of IPv6", {"0.0.0.0/0"}, "crm.example", "::1", false},
    {"a host name lifts private", {"crm.internal"}, "crm.internal", "10.1.2.3", true},
    {"a host name lifts loopback", {"localhost"}, "localhost", "127.0.0.1", true},
    {"a host name in capitals", {"CRM.Internal"}, "crm.internal", "10.1.2.3", true},
    {"another host name", {"crm.internal"}, "crm.example", "10.1.2.3", false},
    {"a host name never lifts metadata",
     {"crm.internal"},
     "crm.internal",
     "169.254.169.254",
     false},
    {"a host name never lifts mapped", {"crm.internal"}, "crm.internal", "::ffff:10.1.2.3", false},
    {"a block lifts NAT64", {"64:ff9b::/96"}, "crm.example", "64:ff9b::808:808", true},
    {"a block of IPv4 does not lift its mapped form",
     {"10.0.0.0/8"},
     "a",
     "::ffff:10.1.2.3",
     false},
    {"unique local by block", {"fd00::/8"}, "crm.example", "fd12::1", true},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(address_policy)

BOOST_DATA_TEST_CASE(every_address_has_its_kind, kKinds) {
    const auto address = readAddress(sample.address);
    BOOST_REQUIRE(address.has_value());
    BOOST_TEST((kindOf(*address) == sample.kind));
}

BOOST_AUTO_TEST_CASE(odd_spellings_are_judged_by_the_address_they_mean) {
    const AddressPolicy policy({});
    for (const char* odd :
         {"0x7f.1",
          "2130706433",
          "0177.0.0.1",
          "127.1",
          "127.0.1",
          "0x7f.0.0.1",
          "0x7f000001",
          "017700000001",
          "0x0a.1",
          "167772161",
          "::ffff:127.0.0.1",
          "::ffff:7f00:1",
          "0:0:0:0:0:ffff:a00:1",
          "64:ff9b::127.0.0.1",
          "2002:7f00:1::",
          "::127.0.0.1",
          "0",
          "0xa9fea9fe"}) {
        BOOST_TEST_CONTEXT(odd) {
            BOOST_TEST(!policy.permits(odd, resolvedNumber(odd)));
        }
    }
}

BOOST_AUTO_TEST_CASE(only_the_plain_spelling_is_an_entry) {
    for (const char* odd : {"0x7f.1", "2130706433", "127.1", "010.1.2.3", "", "1.2.3.4.5", ":::"}) {
        BOOST_TEST(!readAddress(odd).has_value());
    }
}

BOOST_DATA_TEST_CASE(the_list_of_a_destination_lifts_what_it_names_and_no_more, kPolicies) {
    const AddressPolicy policy(sample.allowed);
    BOOST_TEST(policy.permits(sample.host, *readAddress(sample.address)) == sample.permitted);
}

BOOST_AUTO_TEST_CASE(an_entry_that_is_nothing_is_an_error_with_a_cure) {
    for (const std::string entry :
         {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::/129", "a b", "", "http://x"}) {
        BOOST_CHECK_EXCEPTION(AddressPolicy({entry}), Error, [](const Error& error) {
            return !error.hint().empty();
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
