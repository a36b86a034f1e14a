// Own writer in place of Poco's: HTTPRequest writes CR LF from headers and targets as they are
// (measured).
#include "connector/http/client_request.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/http/header_name.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <iterator>

namespace bowline::http {

namespace {

// The client frames the message and owns the connection; a second opinion would split the request.
constexpr std::array<std::string_view, 7> kOwnHeaders{
    "host", "content-length", "transfer-encoding", "connection", "expect", "upgrade", "te"};

[[noreturn]] void refuse(std::string_view what) {
    throw Error(
        fmt::format("http: cannot send a request: {}", what),
        "look at the adapter's template of this request"
    );
}

bool isTokenChar(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isControl(char c) {
    return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 0x7F;
}

bool isVisible(char c) {
    return c > ' ' && c < 0x7F;
}

void checkMethod(std::string_view method) {
    const auto isCapital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (method.empty() || !std::ranges::all_of(method, isCapital)) {
        refuse("the method is not a word of capital letters");
    }
}

void checkHeaders(const ClientRequest& request) {
    for (const auto& [name, value] : request.headers) {
        if (name.empty() || !std::ranges::all_of(name, isTokenChar))
            refuse("a header's name is not a name");
        if (std::ranges::any_of(value, isControl))
            refuse("a header's value holds a control character");
        const auto same = [&name = name](std::string_view own) { return sameName(own, name); };
        if (std::ranges::any_of(kOwnHeaders, same))
            refuse("a header is set that the client sets itself");
    }
}

std::uint16_t portOf(std::string_view text, bool tls) {
    if (text.empty())
        return tls ? 443 : 80;
    std::uint16_t port = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data() + 1, end, port);
    if (text[0] != ':' || failure != std::errc{} || stopped != end || port == 0)
        refuse("the URL's port is not a port");
    return port;
}

bool isHostChar(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '.' || c == '_';
}

bool isAddressChar(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f') || c == ':' ||
           c == '.';
}

/// Fills host and port from "host", "host:port" or "[v6]:port".
Target withAuthority(Target target, std::string_view authority) {
    if (authority.starts_with('[')) {
        const auto end = authority.find(']');
        const auto address = authority.substr(1, end == std::string_view::npos ? 0 : end - 1);
        if (address.empty() || !std::ranges::all_of(address, isAddressChar)) {
            refuse("the URL's address is not an IPv6 address");
        }
        target.host = toLowerAscii(address);
        target.port = portOf(authority.substr(end + 1), target.tls);
        return target;
    }
    const auto host = authority.substr(0, authority.find(':'));
    if (host.empty() || !std::ranges::all_of(host, isHostChar))
        refuse("the URL's host is not a host name");
    target.host = toLowerAscii(host);
    target.port = portOf(authority.substr(host.size()), target.tls);
    return target;
}

}  // namespace

std::string Target::poolKey() const {
    return fmt::format("{} {} {}", tls ? "https" : "http", host, port);
}

Target checkedTarget(const ClientRequest& request) {
    if (request.totalTimeout && *request.totalTimeout <= std::chrono::milliseconds{0})
        refuse("its time-out is not above zero");
    checkMethod(request.method);
    checkHeaders(request);
    std::string_view rest = request.url;
    if (!std::ranges::all_of(rest, isVisible))
        refuse("the URL holds a blank, control or non-ASCII character");
    if (rest.find_first_of("#\\") != std::string_view::npos)
        refuse("the URL holds a fragment or a backslash");
    const bool tls = rest.starts_with("https://");
    if (!tls && !rest.starts_with("http://"))
        refuse("the URL does not begin with https:// or http://");
    rest.remove_prefix(tls ? 8 : 7);
    const auto authority = rest.substr(0, rest.find_first_of("/?"));
    const auto path = rest.substr(authority.size());
    Target target{.tls = tls, .host = {}, .port = 0, .path = std::string(path)};
    if (!path.starts_with('/'))
        target.path.insert(0, 1, '/');
    return withAuthority(std::move(target), authority);
}

std::string wireForm(const ClientRequest& request, const Target& target) {
    const bool v6 = target.host.find(':') != std::string::npos;
    const bool usual = target.port == (target.tls ? 443 : 80);
    std::string out;
    auto end = std::back_inserter(out);
    fmt::format_to(end, "{} {} HTTP/1.1\r\nHost: ", request.method, target.path);
    out += v6 ? "[" + target.host + "]" : target.host;
    if (!usual)
        fmt::format_to(end, ":{}", target.port);
    for (const auto& [name, value] : request.headers)
        fmt::format_to(end, "\r\n{}: {}", name, value);
    // RFC 9110 8.6: a method that expects content says the length even when it is 0.
    const bool bodyless =
        request.body.empty() && (request.method == "GET" || request.method == "HEAD");
    if (!bodyless)
        fmt::format_to(end, "\r\nContent-Length: {}", request.body.size());
    return out + "\r\n\r\n" + request.body;
}

}  // namespace bowline::http
