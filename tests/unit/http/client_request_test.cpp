// What may be sent and how its bytes look; nothing can end a line early.
#include "connector/http/client_request.h"

#include "connector/base/error.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace bowline::http {

namespace {

using namespace std::string_literals;

struct BadCase {
    std::string why;
    ClientRequest request;
    friend std::ostream& operator<<(std::ostream& out, const BadCase& c) { return out << c.why; }
};

ClientRequest to(std::string url) {
    return {.method = "GET", .url = std::move(url), .headers = {}, .body = {}};
}

ClientRequest with(std::string method, std::string name, std::string value) {
    return {
        .method = std::move(method),
        .url = "http://a/",
        .headers = {{std::move(name), std::move(value)}},
        .body = {}};
}

const std::vector<BadCase> kBad{
    {"CR LF in the method", with("GET / HTTP/1.1\r\nX: y\r\n\r\nGET", "X", "y")},
    {"blank in the method", with("GET /", "X", "y")},
    {"lower-case method", with("get", "X", "y")},
    {"empty method", with("", "X", "y")},
    {"CR LF in the target", to("http://a/\r\nX: secret4111")},
    {"CR in the target", to("http://a/\r")},
    {"LF in the target", to("http://a/\nsecret4111")},
    {"NUL in the target", to("http://a/"s + '\0')},
    {"blank in the target", to("http://a/b c")},
    {"umlaut in the target", to("http://a/\xc3\xa4")},
    {"CR LF in a value", with("GET", "X", "secret4111\r\nY: z")},
    {"LF in a value", with("GET", "X", "a\nb")},
    {"CR in a value", with("GET", "X", "a\rb")},
    {"NUL in a value", with("GET", "X", "a"s + '\0' + "b")},
    {"control character in a value", with("GET", "X", "a\x1b")},
    {"CR LF in a name", with("GET", "X\r\nY", "z")},
    {"colon in a name", with("GET", "X: y\tZ", "z")},
    {"NUL in a name", with("GET", "X"s + '\0', "z")},
    {"empty name", with("GET", "", "z")},
    {"own Host", with("GET", "hOsT", "b")},
    {"own Content-Length", with("GET", "Content-Length", "5")},
    {"own Transfer-Encoding", with("GET", "Transfer-Encoding", "chunked")},
    {"own Connection", with("GET", "Connection", "close")},
    {"no scheme", to("a/b")},
    {"another scheme", to("file:///etc/passwd")},
    {"scheme in capitals", to("HTTP://a/")},
    {"no host", to("http:///b")},
    {"user and password", to("http://user:secret4111@a/")},
    {"fragment", to("http://a/#b")},
    {"backslash", to("http://a\\@b/")},
    {"port 0", to("http://a:0/")},
    {"port out of range", to("http://a:65536/")},
    {"port with a sign", to("http://a:+80/")},
    {"port missing", to("http://a:/")},
    {"text after an IPv6 address", to("http://[::1]b/")},
    {"unclosed IPv6 address", to("http://[::1/")},
    {"empty IPv6 address", to("http://[]/")},
    {"scoped IPv6 address", to("http://[fe80::1%25lo]/")},
};

struct GoodCase {
    const char* url;
    const char* host;
    int port;
    const char* path;
    const char* hostHeader;
    friend std::ostream& operator<<(std::ostream& out, const GoodCase& c) { return out << c.url; }
};

const std::vector<GoodCase> kGood{
    {"http://a", "a", 80, "/", "a"},
    {"http://A.Example/x?y=1", "a.example", 80, "/x?y=1", "a.example"},
    {"https://a?y=1", "a", 443, "/?y=1", "a"},
    {"https://a:8443/", "a", 8443, "/", "a:8443"},
    {"http://a:80/", "a", 80, "/", "a"},
    {"http://[2001:DB8::1]:81/", "2001:db8::1", 81, "/", "[2001:db8::1]:81"},
    {"http://[::1]/", "::1", 80, "/", "[::1]"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(client_request)

BOOST_DATA_TEST_CASE(what_could_split_a_request_is_refused_and_not_quoted, kBad) {
    BOOST_CHECK_EXCEPTION(checkedTarget(sample.request), Error, [](const Error& error) {
        const std::string text = error.what();
        return text.starts_with("http: cannot send a request: ") && !error.hint().empty() &&
               text.find("secret4111") == std::string::npos;
    });
}

BOOST_DATA_TEST_CASE(a_url_is_taken_apart, kGood) {
    const auto request = to(sample.url);
    const auto target = checkedTarget(request);
    BOOST_TEST(target.host == sample.host);
    BOOST_TEST(target.port == sample.port);
    BOOST_TEST(target.path == sample.path);
    const auto wire = wireForm(request, target);
    BOOST_TEST(
        wire == "GET "s + sample.path + " HTTP/1.1\r\nHost: " + sample.hostHeader + "\r\n\r\n"
    );
}

BOOST_AUTO_TEST_CASE(a_post_says_the_length_of_its_body_even_of_an_empty_one) {
    ClientRequest request{
        .method = "POST", .url = "http://a/t", .headers = {{"X-Key", "k"}}, .body = "hello"};
    const auto target = checkedTarget(request);
    BOOST_TEST(
        wireForm(request, target) ==
        "POST /t HTTP/1.1\r\nHost: a\r\nX-Key: k\r\nContent-Length: 5\r\n\r\nhello"
    );
    request.body.clear();
    BOOST_TEST(wireForm(request, target).ends_with("Content-Length: 0\r\n\r\n"));
}

BOOST_AUTO_TEST_CASE(a_body_may_hold_anything) {
    const ClientRequest request{
        .method = "POST", .url = "http://a/", .headers = {}, .body = "a\r\n\r\n"s + '\0'};
    BOOST_TEST(wireForm(request, checkedTarget(request))
                   .ends_with("Content-Length: 6\r\n\r\n" + request.body));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
