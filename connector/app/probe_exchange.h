// A probe's way out: the destination's, behind the guard.
#pragma once

#include "connector/delivery/egress_guard.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::app {

/// For one primitive: what its steps give is forgotten with it. The references outlive it.
class ProbeExchange final : public delivery::GuardedExchange {
public:
    /// `mayHaveWritten` becomes true with a request that may have changed something there.
    ProbeExchange(const Forbidden& forbidden, adapter_api::Exchange& outlet, bool& mayHaveWritten)
        : GuardedExchange(forbidden, outlet, [] {}), mayHaveWritten_(mayHaveWritten) {}

    std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer> send(
        const adapter_api::OutboundRequest& request
    ) override {
        auto answer = GuardedExchange::send(request);
        const auto* said = std::get_if<adapter_api::InboundAnswer>(&answer);
        const bool taken =
            said != nullptr ? said->status < 300 : std::get<adapter_api::NoAnswer>(answer).sent;
        mayHaveWritten_ = mayHaveWritten_ || (taken && request.method != "GET");
        return answer;
    }
    [[nodiscard]] std::optional<std::string> checkpointed(std::string_view step) const override {
        const auto found = steps_.find(step);
        return found == steps_.end() ? std::nullopt : std::optional(found->second);
    }
    void checkpoint(std::string_view step, const std::string& output) override {
        steps_.insert_or_assign(std::string(step), output);
    }

private:
    bool& mayHaveWritten_;
    std::map<std::string, std::string, std::less<>> steps_;
};

}  // namespace bowline::app
