// For whom a proxy asks, and what is no answer to that.
#include "connector/http/forwarded.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace bowline::http {

namespace {

struct ForwardedCase {
    const char* why;
    std::vector<std::string> headers;
    const char* client;  ///< null: nobody
    friend std::ostream& operator<<(std::ostream& out, const ForwardedCase& c) {
        return out << c.why;
    }
};

/// 10.0.0.0/8 is ours.
const std::vector<ForwardedCase> kForwarded{
    {"plain", {"for=192.0.2.1"}, "192.0.2.1"},
    {"quoted", {R"(for="192.0.2.1")"}, "192.0.2.1"},
    {"an escaped character", {R"(for="192.0.2.\1")"}, "192.0.2.1"},
    {"with a port", {R"(for="192.0.2.1:4711")"}, "192.0.2.1"},
    {"IPv6", {R"(for="[2001:db8::1]")"}, "2001:db8::1"},
    {"IPv6 with a port", {R"(for="[2001:db8::1]:4711")"}, "2001:db8::1"},
    {"a mapped address", {R"(for="[::ffff:192.0.2.1]")"}, "192.0.2.1"},
    {"name in capitals", {"For=192.0.2.1"}, "192.0.2.1"},
    {"among others", {"by=10.0.0.1;for=192.0.2.1;proto=https"}, "192.0.2.1"},
    {"blanks around the separators", {"proto=http ; for=192.0.2.1"}, "192.0.2.1"},
    {"the last one counts", {"for=192.0.2.1, for=192.0.2.2"}, "192.0.2.2"},
    {"the last header counts", {"for=192.0.2.1", "for=192.0.2.2"}, "192.0.2.2"},
    {"our own proxies are passed over", {"for=192.0.2.1, for=10.1.1.1, for=10.2.2.2"}, "192.0.2.1"},
    {"a mapped proxy of ours", {R"(for=192.0.2.1, for="[::ffff:10.1.1.1]")"}, "192.0.2.1"},
    {"a comma in quotes is text", {R"(for=192.0.2.1;by="a,for=192.0.2.2")"}, "192.0.2.1"},
    {"nothing but our proxies", {"for=10.1.1.1"}, nullptr},
    {"unknown", {"for=unknown"}, nullptr},
    {"hidden", {"for=_secret"}, nullptr},
    {"before a hidden one nobody is known", {"for=192.0.2.1, for=_secret"}, nullptr},
    {"an element without for", {"for=192.0.2.1, proto=https"}, nullptr},
    {"no header", {}, nullptr},
    {"an empty header", {""}, nullptr},
    {"for twice in one element", {"for=192.0.2.1;for=192.0.2.2"}, nullptr},
    {"bare IPv6", {"for=2001:db8::1"}, nullptr},
    {"IPv4 in brackets", {R"(for="[192.0.2.1]")"}, nullptr},
    {"an open bracket", {R"(for="[2001:db8::1")"}, nullptr},
    {"an open quote", {R"(for="192.0.2.1)"}, nullptr},
    {"a quote that ends in a backslash", {R"(for="192.0.2.1\)"}, nullptr},
    {"no value", {"for="}, nullptr},
    {"no name", {"=192.0.2.1"}, nullptr},
    {"blank before the value", {"for= 192.0.2.1"}, nullptr},
    {"a comma at the end", {"for=192.0.2.1,"}, nullptr},
    {"an odd spelling", {"for=0x7f.1"}, nullptr},
    {"another syntax", {"192.0.2.1"}, nullptr},
};

Request with(const std::vector<std::string>& values) {
    Request head;
    head.headers.emplace_back("X-Forwarded-For", "198.51.100.1");
    for (const auto& value : values)
        head.headers.emplace_back("forwarded", value);
    return head;
}

bool isOurs(const NetAddress& address) {
    return holds(*readBlock("10.0.0.0/8"), address);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forwarded)

BOOST_DATA_TEST_CASE(the_last_address_that_is_no_proxy_of_ours_is_the_sender, kForwarded) {
    const auto client = forwardedFor(with(sample.headers), isOurs);
    BOOST_REQUIRE(client.has_value() == (sample.client != nullptr));
    BOOST_TEST((!client || *client == *readAddress(sample.client)));
}

BOOST_AUTO_TEST_CASE(no_number_of_elements_makes_it_work_without_end) {
    std::string many = "for=192.0.2.1";
    for (int i = 0; i < 1000; ++i)
        many += ",for=10.0.0.1";
    BOOST_TEST(!forwardedFor(with({many}), isOurs).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
