#include "connector/stages/will.h"

#include "connector/detect/consent_signal.h"
#include "connector/stages/inspect.h"

#include <algorithm>

namespace bowline::stages {

namespace {

using detect::ConsentSignal;
using Purposes = std::map<PurposeId, Purpose>;

ConsentSignal signalOf(const Event& event) {
    if (const auto* preference = std::get_if<PreferenceUpdate>(&event.body)) {
        return preference->stop ? ConsentSignal::Stop : ConsentSignal::Start;
    }
    const auto* message = std::get_if<MessageUpdate>(&event.body);
    if (message == nullptr || message->direction == Direction::Out || isImported(event))
        return ConsentSignal::None;
    const MessageText* said = spokenWord(message->content);
    return said != nullptr ? detect::consentSignalIn(*said) : ConsentSignal::None;
}

template <class Wanted>
std::vector<PurposeId> purposesWhere(const Purposes& purposes, Wanted wanted) {
    std::vector<PurposeId> found;
    for (const auto& [id, purpose] : purposes) {
        if (wanted(purpose))
            found.push_back(id);
    }
    return found;
}

std::vector<PurposeId> withdrawnBy(const Event& event, const Purposes& purposes) {
    if (event.kind == EventKind::Preference)
        return {marketingPurpose()};
    return purposesWhere(purposes, [](const Purpose& purpose) { return purpose.stoppedByWord; });
}

/// START lifts all, a preference its own, an ordinary message what needs no consent.
std::vector<PurposeId> liftedBy(
    const Event& event, ConsentSignal signal, const Purposes& purposes
) {
    if (event.kind == EventKind::Preference)
        return {marketingPurpose()};
    if (signal == ConsentSignal::Start)
        return purposesWhere(purposes, [](const Purpose&) { return true; });
    return purposesWhere(purposes, [](const Purpose& purpose) {
        return purpose.passesWithoutConsent();
    });
}

bool contains(const std::vector<PurposeId>& purposes, const PurposeId& purpose) {
    return std::ranges::find(purposes, purpose) != purposes.end();
}

}  // namespace

PurposeId marketingPurpose() {
    return PurposeId("marketing");
}

Will willOf(const Event& event, const std::vector<StopInForce>& stops, const Purposes& purposes) {
    const auto signal = signalOf(event);
    Will will;
    will.isSignal = event.kind == EventKind::Preference || signal == ConsentSignal::Stop;
    if (will.isSignal)
        will.reason = event.kind == EventKind::Preference ? "preference" : "opt_out";
    if (signal == ConsentSignal::Stop)
        will.withdrawn = withdrawnBy(event, purposes);
    // What was said before bowline changes nothing that was said since.
    const bool liftsNothing = signal == ConsentSignal::Stop || isImported(event);
    const auto liftable =
        liftsNothing ? std::vector<PurposeId>{} : liftedBy(event, signal, purposes);
    for (const auto& stop : stops) {
        const bool ends =
            stop.journalSeq < event.order.journalSeq && contains(liftable, stop.purpose);
        if (!ends)
            will.stopped.insert(stop.purpose);
        if (ends && !contains(will.lifted, stop.purpose))
            will.lifted.push_back(stop.purpose);
    }
    will.stopped.insert(will.withdrawn.begin(), will.withdrawn.end());
    return will;
}

}  // namespace bowline::stages
