// The way out to other systems: one request, one answer, within limits. It never follows a
// redirect, never repeats a request that may have been seen, and never talks to an address that was
// not checked.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace bowline::http {

struct ClientRequest {
    std::string method;  ///< capital letters
    std::string url;     ///< http://host[:port]/path?query or https; visible ASCII, already encoded
    /// Without Host, Content-Length, Connection and the like: these are the client's.
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    /// From the resolved name to the last byte of the answer; nothing: the client's own.
    std::optional<std::chrono::milliseconds> totalTimeout{};
};

struct ClientAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    /// The first header of this name, in any case; nothing when absent.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

enum class NoAnswerCode {
    Dns,             ///< the name has no address
    Connect,         ///< nobody took the connection in time
    Tls,             ///< no trusted or no readable TLS
    Timeout,         ///< the total time is over
    Closed,          ///< the connection ended before the answer did
    RefusedAddress,  ///< the name leads to an address that the destination may not use
    TooLarge,        ///< the answer is larger than allowed
    Malformed,       ///< what came is no HTTP answer
};

/// The code as it stands in logs and reasons: "dns", "connect", "tls", "timeout", "closed",
/// "refused_address", "too_large", "malformed".
std::string_view nameOf(NoAnswerCode code);

struct NoAnswer {
    NoAnswerCode code;
    bool sent;  ///< the other side may have seen the request; false: it certainly did not

    friend bool operator==(const NoAnswer&, const NoAnswer&) = default;
};

using Answer = std::variant<ClientAnswer, NoAnswer>;

class HttpClient {
public:
    virtual ~HttpClient() = default;
    /// Sends once and waits for the whole answer.
    /// Errors: Error before a byte is sent when a part of the request holds CR, LF, NUL or another
    /// control character, when the URL is not of the form above, or when its time-out is not above
    /// zero; its text quotes nothing of the request. Threads: any; blocks.
    [[nodiscard]] virtual Answer send(const ClientRequest& request) = 0;
};

}  // namespace bowline::http
