// May this go out at all? One verdict for each configured purpose, before anything is shaped. Fails
// closed: a purpose without a basis that passes by itself holds until a consent is on record.
#pragma once

#include "connector/stages/passage.h"

#include <set>

namespace bowline::stages {

/// What the store knows of this person's will.
struct ConsentView {
    std::set<PurposeId> stopped;  ///< an opt-out is in force
    std::set<PurposeId> given;    ///< a consent is on record
};

class ConsentGate {
public:
    /// The only maker of Consented.
    static Consented check(
        Placed placed, const ConsentView& view, const std::map<PurposeId, Purpose>& purposes
    );
};

}  // namespace bowline::stages
