// Getting tokens: an OAuth2 token request or a session's login. The tokens go into the Exchange,
// sealed there, and are never seen here.
#pragma once

#include "adapters/rest/roots.h"
#include "adapters/rest/single_flight.h"
#include "adapters/rest/spec.h"

#include <chrono>
#include <optional>
#include <string>

namespace bowline::adapters::rest {

constexpr std::string_view kAccessToken = "access_token";
constexpr std::string_view kRefreshToken = "refresh_token";

struct Fetched {
    Failure failure{};
    std::string baseUrl{};                   ///< that the system named; empty: none
    std::optional<Milliseconds> lifetime{};  ///< of the token; nothing: until it is refused
};

/// A rotated refresh token is durable before the access token that came with it. A kept refresh
/// token that is refused gives way to the one in the settings: an operator may have renewed it.
/// Refused: Denied{"login_refused"}.
Fetched fetchOAuth2(const OAuth2& oauth2, const Roots& roots, adapter_api::Exchange& exchange);

/// All that the login's `pick` names must be in the answer.
Fetched fetchSession(
    const Session& session,
    const AdapterSpec& spec,
    const std::string& baseUrl,
    const Roots& roots,
    adapter_api::Exchange& exchange
);

/// The stand-in of a secret setting; empty when the destination has none.
std::string standInOf(const Roots& roots, const std::string& secret);

}  // namespace bowline::adapters::rest
