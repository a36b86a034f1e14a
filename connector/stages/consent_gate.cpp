#include "connector/stages/consent_gate.h"

namespace bowline::stages {

namespace {

Verdict judge(const Purpose& purpose, const ConsentView& view) {
    if (view.stopped.contains(purpose.id))
        return {Decision::Drop, "stopped"};
    if (purpose.passesWithoutConsent())
        return {Decision::Pass, "basis"};
    if (view.given.contains(purpose.id))
        return {Decision::Pass, "consent"};
    return {Decision::Hold, "no_consent"};
}

}  // namespace

Verdict Consented::verdictFor(const PurposeId& purpose) const {
    const auto found = verdicts_.find(purpose);
    return found == verdicts_.end() ? Verdict{Decision::Hold, "unknown_purpose"} : found->second;
}

Consented ConsentGate::check(
    Placed placed, const ConsentView& view, const std::map<PurposeId, Purpose>& purposes
) {
    std::map<PurposeId, Verdict> verdicts;
    for (const auto& [id, purpose] : purposes)
        verdicts.emplace(id, judge(purpose, view));
    return {std::move(placed), std::move(verdicts)};
}

}  // namespace bowline::stages
