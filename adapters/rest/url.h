// Addresses: whose they are, and what a relative one means. An adapter talks to one host; what an
// answer names as the next page or the place of an upload must be there as well.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bowline::adapters::rest {

/// Scheme and host in small letters, the port always written.
struct Origin {
    std::string scheme;
    std::string host;
    std::string port;
    friend bool operator==(const Origin&, const Origin&) = default;
};

/// Absence: `url` is no http or https address with a host, names a user, or holds what no address
/// may hold (blanks, control characters, bytes outside ASCII).
std::optional<Origin> originOf(std::string_view url);
/// True when both are addresses of one origin.
[[nodiscard]] bool isSameOrigin(std::string_view a, std::string_view b);

/// Path and query of an absolute address.
struct Target {
    std::string path;   ///< "/" at least
    std::string query;  ///< without the question mark; empty: none
};
Target targetOf(std::string_view url);

/// `reference` as seen from the absolute address `base`: absolute, "//host", "/path", "?query" or
/// "name" (RFC 3986, 5.2). Dot segments stay: the client refuses them.
std::string resolved(std::string_view base, std::string_view reference);

/// True when a part between slashes is "." or "..", also behind percent signs.
[[nodiscard]] bool hasDotSegment(std::string_view path);

}  // namespace bowline::adapters::rest
