// Judges a head in two steps: one pass collects the headers that steer the framing, then each rule
// is asked.
#include "connector/http/request_rules.h"

#include "connector/http/header_name.h"

#include <algorithm>

namespace bowline::http {

namespace {

struct Counted {
    int count = 0;
    std::string_view value;

    void take(std::string_view text) {
        ++count;
        value = text;
    }
};

struct Steering {
    Counted host;
    Counted length;
    Counted coding;
    Counted expect;
};

Steering steeringOf(const Request& head) {
    Steering found;
    for (const auto& [name, value] : head.headers) {
        if (sameName(name, "host"))
            found.host.take(value);
        if (sameName(name, "content-length"))
            found.length.take(value);
        if (sameName(name, "transfer-encoding"))
            found.coding.take(value);
        if (sameName(name, "expect"))
            found.expect.take(value);
    }
    return found;
}

bool isVisible(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

std::optional<Refusal> lineRefusal(const Request& head) {
    if (head.method != "GET" && head.method != "HEAD" && head.method != "POST") {
        return Refusal{501, "only GET, HEAD and POST"};
    }
    if (!head.path.starts_with('/') || !isVisible(head.path) || !isVisible(head.query) ||
        head.path.find('#') != std::string::npos || head.query.find('#') != std::string::npos) {
        return Refusal{400, "the target is not a path of visible characters"};
    }
    return std::nullopt;
}

std::optional<Refusal> hostRefusal(const Counted& host) {
    if (host.count != 1)
        return Refusal{400, "exactly one Host header is needed"};
    if (host.value.empty() || !isVisible(host.value) ||
        host.value.find_first_of(",/\\@?#") != std::string_view::npos) {
        return Refusal{400, "the Host header is not a host"};
    }
    return std::nullopt;
}

std::optional<Refusal> codingRefusal(const Steering& found, int version) {
    if (found.coding.count == 0)
        return std::nullopt;
    if (found.coding.count > 1 || found.length.count > 0 || version == 10) {
        return Refusal{400, "the length of the body is told in two ways"};
    }
    if (!sameName(found.coding.value, "chunked"))
        return Refusal{400, "unknown transfer coding"};
    return std::nullopt;
}

std::optional<Refusal> framingRefusal(const Request& head, const Steering& found, int version) {
    if (auto refusal = codingRefusal(found, version))
        return refusal;
    if (found.length.count > 1)
        return Refusal{400, "more than one Content-Length"};
    // Beast takes a list of equal lengths ("5, 5"), which a proxy in front may read differently.
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (!std::ranges::all_of(found.length.value, isDigit)) {
        return Refusal{400, "the Content-Length is not a number"};
    }
    const bool announced = found.length.count + found.coding.count > 0;
    if (head.method == "POST" && !announced)
        return Refusal{411, "the length of the body is missing"};
    if (head.method != "POST" && announced && found.length.value != "0") {
        return Refusal{400, "GET and HEAD have no body"};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Refusal> refusalOf(const Request& head, int version) {
    const auto found = steeringOf(head);
    if (auto refusal = lineRefusal(head))
        return refusal;
    if (auto refusal = hostRefusal(found.host))
        return refusal;
    if (auto refusal = framingRefusal(head, found, version))
        return refusal;
    if (found.expect.count > 0 && !waitsForContinue(head))
        return Refusal{417, "unknown expectation"};
    return std::nullopt;
}

bool waitsForContinue(const Request& head) {
    const auto expect = head.header("expect");
    return expect && sameName(*expect, "100-continue");
}

}  // namespace bowline::http
