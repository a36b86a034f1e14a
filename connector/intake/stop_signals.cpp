// See the header.
#include "connector/intake/stop_signals.h"

#include "connector/detect/consent_signal.h"
#include "connector/detect/sender_index.h"

#include <string_view>
#include <utility>

namespace bowline::intake {

namespace {

/// A stop as one update says it.
struct Signal {
    const Sender* who;
    std::vector<PurposeId> purposes;
    std::string_view code;
};

class SignalOf {
public:
    explicit SignalOf(const StopPolicy& policy) : policy_(policy) {}

    std::optional<Signal> operator()(const MessageUpdate& m) const {
        const MessageText* said = spokenWord(m.content);
        const bool isCustomers = m.direction == Direction::In && !m.imported;
        if (!isCustomers || said == nullptr ||
            detect::consentSignalIn(*said) != detect::ConsentSignal::Stop)
            return std::nullopt;
        return Signal{&m.from, policy_.byWord, "opt_out_word"};
    }
    std::optional<Signal> operator()(const PreferenceUpdate& p) const {
        if (!p.stop)
            return std::nullopt;
        return Signal{&p.who, {policy_.byPreference}, "provider_preference"};
    }
    template <class Other>
    std::optional<Signal> operator()(const Other&) const {
        return std::nullopt;
    }

private:
    const StopPolicy& policy_;
};

}  // namespace

std::vector<store::Stop> stopsIn(
    const std::vector<Update>& updates,
    const StopPolicy& policy,
    const TenantId& tenant,
    const KeyedHash& blindIndexes,
    Instant now
) {
    std::vector<store::Stop> out;
    for (const auto& update : updates) {
        const auto signal = std::visit(SignalOf(policy), update.body);
        if (!signal)
            continue;
        for (const auto& index : detect::stopIndexesOf(*signal->who, blindIndexes)) {
            for (const auto& purpose : signal->purposes)
                out.push_back({tenant, index, 0, purpose, std::string(signal->code), now});
        }
    }
    return out;
}

}  // namespace bowline::intake
