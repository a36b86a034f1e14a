// Writes answers by hand: five headers, one buffer, one write.
#include "connector/http/wire_answer.h"

#include <Poco/Net/HTTPResponse.h>

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace bowline::http {

namespace {

bool isOneLine(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F; });
}

/// What a handler may answer; an interim or unknown status would leave the sender waiting.
int finalStatus(int status) {
    return status >= 200 && status <= 599 ? status : 500;
}

const std::string& reasonOf(int status) {
    using Poco::Net::HTTPResponse;
    return HTTPResponse::getReasonForStatus(static_cast<HTTPResponse::HTTPStatus>(status));
}

}  // namespace

std::string wireForm(const Response& response, WireStyle style) {
    const int status = finalStatus(response.status);
    const bool bodyless = status == 204 || status == 304;
    std::string out;
    out.reserve(192 + response.body.size());
    auto end = std::back_inserter(out);
    fmt::format_to(end, "HTTP/1.1 {} {}\r\nCache-Control: no-store\r\n", status, reasonOf(status));
    if (!bodyless)
        fmt::format_to(end, "Content-Length: {}\r\n", response.body.size());
    if (!bodyless && isOneLine(response.contentType)) {
        fmt::format_to(end, "Content-Type: {}\r\n", response.contentType);
    }
    if (response.retryAfterSeconds)
        fmt::format_to(end, "Retry-After: {}\r\n", *response.retryAfterSeconds);
    if (style.close)
        out += "Connection: close\r\n";
    out += "\r\n";
    if (!bodyless && !style.headOnly)
        out += response.body;
    return out;
}

}  // namespace bowline::http
