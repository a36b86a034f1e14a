// What intake counts, and when it speaks of it. For webhook only.
#pragma once

#include "connector/intake/refusals.h"
#include "connector/intake/webhook.h"

namespace bowline::intake {

/// Threads: any.
class Webhook::Tally {
public:
    Refusals badSignature{"intake.refused", "signature"};
    Refusals badHandshake{"intake.refused", "handshake"};
    Refusals misdirected{"intake.refused", "path_or_method"};
    Refusals storeBusy{"intake.store_busy", "commit"};
    Refusals behind{"intake.store_busy", "too_much_waits"};

    void handshake() {
        counts_.with([](IntakeCounts& counts) { ++counts.handshakes; });
    }
    void accepted(std::uint64_t stops, bool undecodable) {
        counts_.with([&](IntakeCounts& counts) {
            ++counts.accepted;
            counts.stops += stops;
            counts.undecodable += undecodable ? 1 : 0;
        });
    }
    [[nodiscard]] IntakeCounts all() const {
        auto out = counts_.with([](const IntakeCounts& counts) { return counts; });
        out.badSignature = badSignature.total();
        out.badHandshake = badHandshake.total();
        out.misdirected = misdirected.total();
        out.storeBusy = storeBusy.total() + behind.total();
        return out;
    }

private:
    Guarded<IntakeCounts> counts_;
};

}  // namespace bowline::intake
