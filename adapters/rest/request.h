// A request of an adapter file as finished bytes. What an expression gave is one part of a path,
// one value of a query, one header's line; what would be more is refused.
#pragma once

#include "adapters/rest/body.h"
#include "connector/adapter_api/exchange.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bowline::adapters::rest {

using TextPairs = std::vector<std::pair<std::string, std::string>>;

/// What the runner adds to a request as it is written: a page to go on from, an idempotency key.
struct Additions {
    TextPairs query{};
    TextPairs headers{};
    std::optional<BodyAddition> body{};
    std::string url{};  ///< instead of the request's own path and query; checked like `url:`
};

/// The answer's request, or why there is none. `baseUrl` is absolute; `spec` gives the headers and
/// the time-out of every request.
std::variant<adapter_api::OutboundRequest, Refusal> outboundRequest(
    const Request& request,
    const AdapterSpec& spec,
    const std::string& baseUrl,
    const Roots& roots,
    const Additions& additions
);

/// What a request's rateKey begins with when the file's keyed rate of this place is meant.
std::string ratePrefix(std::size_t place);

/// Sets a header whatever the case of its name; one line, whatever the value holds.
void setHeader(
    adapter_api::OutboundRequest& request, std::string_view name, std::string_view value
);
/// Adds `name=value` to the query.
void addQuery(adapter_api::OutboundRequest& request, std::string_view name, std::string_view value);

}  // namespace bowline::adapters::rest
