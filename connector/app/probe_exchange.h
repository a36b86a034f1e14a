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
    ProbeExchange(const Forbidden& forbidden, adapter_api::Exchange& outlet)
        : GuardedExchange(forbidden, outlet, [] {}) {}
    [[nodiscard]] std::optional<std::string> checkpointed(std::string_view step) const override {
        const auto found = steps_.find(step);
        return found == steps_.end() ? std::nullopt : std::optional(found->second);
    }
    void checkpoint(std::string_view step, const std::string& output) override {
        steps_.insert_or_assign(std::string(step), output);
    }

private:
    std::map<std::string, std::string, std::less<>> steps_;
};

}  // namespace bowline::app
