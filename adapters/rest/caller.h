// One request of an adapter file, sent as who we are: with credentials that last, and once more
// with new ones when the system refuses them. What the answer means is not decided here.
#pragma once

#include "adapters/rest/answers.h"
#include "adapters/rest/auth.h"
#include "adapters/rest/request.h"

#include <string>
#include <variant>

namespace bowline::adapters::rest {

struct Answered {
    Reading reading;
    std::string url{};       ///< that was asked
    bool isRefused = false;  ///< the credentials were refused, also the new ones
};

class Caller {
public:
    /// The references outlive the caller. Threads: one; the identity is shared.
    Caller(const AdapterSpec& spec, Identity& identity, adapter_api::Exchange& exchange)
        : spec_(spec), identity_(identity), exchange_(exchange) {}

    /// The answer; or why there is none to judge: a request that cannot be made (Rejected), no
    /// credentials to be had.
    std::variant<Answered, adapter_api::PrimitiveOutcome> call(
        const Request& request, const Roots& roots, const Additions& additions
    );

    [[nodiscard]] adapter_api::Exchange& exchange() const { return exchange_; }
    [[nodiscard]] const AdapterSpec& spec() const { return spec_; }

private:
    std::variant<Answered, adapter_api::PrimitiveOutcome> once(
        const Request& request, const Roots& roots, const Additions& additions
    );

    const AdapterSpec& spec_;
    Identity& identity_;
    adapter_api::Exchange& exchange_;
};

}  // namespace bowline::adapters::rest
