// What health, metrics and status are made of: figures of one moment, with nothing of a person but
// the alias that a destination knows. Values only.
#pragma once

#include "connector/base/clock.h"
#include "connector/store/alarms.h"
#include "connector/store/counts.h"
#include "connector/store/incidents.h"
#include "connector/store/merge_proposals.h"
#include "connector/store/outbox_item.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bowline::insight {

/// A destination's breaker: open while it failed repeatedly, or refuses us, and deliveries wait.
struct CircuitFigures {
    DestinationId destination;
    bool open = false;
    std::optional<Instant> nextTry;  ///< when open
    std::string stoppedBy{};         ///< the code with which it refuses us; empty unless it does
    std::string cure{};              ///< what an operator does about it; may be empty
};

struct WriterFigures {
    bool broken = false;      ///< between a failed commit and the verified reopening
    std::size_t waiting = 0;  ///< writes in the queue
    std::size_t limit = 0;    ///< where submit begins to refuse
};

/// What the store says in one snapshot.
struct StoreFigures {
    store::Counts counts;
    std::vector<store::DestinationCounts> destinations;
    std::int64_t incidents = 0;                          ///< ever opened
    std::int64_t mergeProposals = 0;                     ///< pairs of persons who may be one
    std::vector<store::MergeQuestion> mergeQuestions{};  ///< the newest of them
    std::vector<store::Alarm> alarms{};                  ///< the open ones
    std::vector<store::Incident> newestIncidents{};
    std::vector<store::ItemSummary> parked{};  ///< the oldest first
};

struct Figures {
    Instant now;
    WriterFigures writer;
    std::optional<StoreFigures> store;  ///< nothing when the store could not be read
    std::vector<CircuitFigures> circuits;
    std::string launch{};  ///< "trial", "waiting", "live"; empty when no daemon runs
};

}  // namespace bowline::insight
