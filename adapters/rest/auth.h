// Who we are to the system: puts credentials on requests, gets tokens when there are none, renews
// them when they are refused. One object a destination, shared by its threads.
#pragma once

#include "adapters/rest/answers.h"
#include "adapters/rest/request.h"
#include "adapters/rest/single_flight.h"
#include "adapters/rest/tokens.h"
#include "connector/base/guarded.h"

#include <cstdint>
#include <optional>
#include <string>

namespace bowline::adapters::rest {

/// Threads: any.
class Identity {
public:
    /// `spec` outlives the identity.
    explicit Identity(const AdapterSpec& spec) : spec_(spec) {}

    /// Names the credentials that there are now; asked for before they are used.
    [[nodiscard]] std::uint64_t generation() const { return renewals_.generation(); }

    /// Sees to it that there are tokens, and that they last a while.
    Failure prepare(std::uint64_t seen, const Roots& roots, adapter_api::Exchange& exchange);
    /// The credentials of the generation `seen` were refused: gets new ones, unless somebody did.
    Failure renew(std::uint64_t seen, const Roots& roots, adapter_api::Exchange& exchange);

    /// True when the answer says that the credentials are not good, and new ones may be had.
    [[nodiscard]] bool isRefused(const Reading& reading, const Roots& roots) const;

    /// Where the system is: the file's address, or the one that came with the token.
    [[nodiscard]] std::string baseUrl(const Roots& roots) const;
    /// The root `auth`: stand-ins of what the session's login picked.
    [[nodiscard]] expression::Map tokens(const adapter_api::Exchange& exchange) const;

    /// Puts the credentials on a finished request. Absence: done.
    [[nodiscard]] std::optional<Refusal> sign(
        adapter_api::OutboundRequest& request,
        const Roots& roots,
        const adapter_api::Exchange& exchange
    ) const;

private:
    struct Known {
        std::string baseUrl;
        std::optional<Milliseconds> lifetime;
    };
    [[nodiscard]] bool hasTokens() const;
    [[nodiscard]] bool isReady(const adapter_api::Exchange& exchange) const;
    [[nodiscard]] Milliseconds early() const;
    [[nodiscard]] std::vector<std::string> tokenNames() const;
    Failure fetch(const Roots& roots, adapter_api::Exchange& exchange);

    const AdapterSpec& spec_;
    SingleFlight renewals_;
    Guarded<Known> known_;
};

}  // namespace bowline::adapters::rest
