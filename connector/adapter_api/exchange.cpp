// What an exchange cannot do unless it says how.
#include "connector/adapter_api/exchange.h"

#include "connector/base/error.h"

#include <fmt/format.h>

namespace bowline::adapter_api {

namespace {

[[noreturn]] void cannot(std::string_view what) {
    throw Error(
        fmt::format("adapter_api: this destination's way out cannot {}", what),
        "use an adapter that fits the kind of destination"
    );
}

}  // namespace

Instant Exchange::now() const {
    cannot("tell the time");
}

std::string Exchange::secret(std::string_view /*name*/) const {
    cannot("hold secrets");
}

std::string Exchange::basic(std::string_view /*user*/, std::string_view /*secret*/) const {
    cannot("hold secrets");
}

std::string Exchange::sign(
    Signing /*how*/, std::string_view /*name*/, std::string_view /*bytes*/
) const {
    cannot("sign");
}

std::optional<KeptToken> Exchange::token(std::string_view /*name*/) const {
    cannot("keep tokens");
}

void Exchange::keepToken(
    std::string_view /*name*/, const AnswerText& /*value*/, std::optional<Instant> /*expiresAt*/
) {
    cannot("keep tokens");
}

void Exchange::dropToken(std::string_view /*name*/) {
    cannot("keep tokens");
}

std::optional<std::string> Exchange::checkpointed(std::string_view /*step*/) const {
    cannot("keep checkpoints");
}

void Exchange::checkpoint(std::string_view /*step*/, const std::string& /*output*/) {
    cannot("keep checkpoints");
}

}  // namespace bowline::adapter_api
