// Step B, the computing half: takes one event with its snapshot through the stages and makes its
// plan. No writing; detectors, ciphers and drawing of ids and aliases happen here and not on the
// writer's thread.
//
// Threads: compose() from one thread at a time for each Composer; it keeps hashes of its own.
#pragma once

#include "connector/pipeline/plan.h"
#include "connector/pipeline/snapshot.h"

#include <map>

namespace bowline::pipeline {

class Composer {
public:
    explicit Composer(const Parts& parts);

    /// Errors: Error when a key was destroyed or the rules cannot be applied; the event then stays
    /// queued and is tried again, or parked by the pipeline.
    Plan compose(store::Database& reader, const store::EventRow& row);

private:
    Plan composeFor(const store::EventRow& row, Event event, const Snapshot& seen);
    Plan recordOnly(const store::EventRow& row, std::string_view reason) const;
    DestinationKeys destinationKeys();
    const KeyedHash& keysFor(const DestinationId& destination);

    const Parts& parts_;
    KeyedHash blindIndexes_;
    std::map<DestinationId, KeyedHash> destinationKeys_;
};

}  // namespace bowline::pipeline
