#include "adapters/rest/caller.h"

#include "adapters/rest/values.h"

namespace bowline::adapters::rest {

using adapter_api::OutboundRequest;
using adapter_api::PrimitiveOutcome;

std::variant<Answered, PrimitiveOutcome> Caller::once(
    const Request& request, const Roots& roots, const Additions& additions
) {
    const auto known = roots.with("auth", expression::Value(identity_.tokens(exchange_)));
    auto made = outboundRequest(request, spec_, identity_.baseUrl(known), known, additions);
    if (const auto* refusal = std::get_if<Refusal>(&made))
        return PrimitiveOutcome(Rejected{refusal->code});
    auto& ready = std::get<OutboundRequest>(made);
    auto url = ready.url;
    if (const auto refusal = identity_.sign(ready, known, exchange_))
        return PrimitiveOutcome(Rejected{refusal->code});
    Answered answered{readAnswer(exchange_.send(ready)), std::move(url)};
    answered.isRefused = identity_.isRefused(answered.reading, roots);
    return answered;
}

std::variant<Answered, PrimitiveOutcome> Caller::call(
    const Request& request, const Roots& roots, const Additions& additions
) {
    if (const auto failure = identity_.prepare(identity_.generation(), roots, exchange_))
        return *failure;
    // After preparing: a token that was fetched for this request may be refused and renewed too.
    const auto seen = identity_.generation();
    auto first = once(request, roots, additions);
    const auto* answered = std::get_if<Answered>(&first);
    if (!answered || !answered->isRefused)
        return first;
    if (const auto failure = identity_.renew(seen, roots, exchange_))
        return *failure;
    return once(request, roots, additions);
}

}  // namespace bowline::adapters::rest
