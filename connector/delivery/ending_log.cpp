// See the header.
#include "connector/delivery/ending_log.h"

#include "connector/base/log.h"

namespace bowline::delivery {

void logEnding(const store::LeasedItem& row, const Ending& ending, Instant due) {
    const auto item = row.item.id.hex();
    const auto& destination = row.item.destination.str();
    if (const auto* hit = std::get_if<Blocked>(&ending)) {
        logEvent(
            "guard.blocked",
            {{"guard", "egress"},
             {"item", item},
             {"destination", destination},
             {"class", hit->cls},
             {"form", hit->form}}
        );
    }
    const auto meaning = meaningOf(ending);
    if (const auto* wait = std::get_if<Wait>(&meaning)) {
        logEvent(
            wait->answerLost ? "delivery.uncertain" : "delivery.retried",
            {{"item", item},
             {"destination", destination},
             {"attempt", row.attempt},
             {"why", wait->why},
             {"next", toIso8601(due)}}
        );
    } else if (const auto* gaveUp = std::get_if<GaveUp>(&ending)) {
        logEvent(
            "delivery.parked",
            {{"item", item},
             {"destination", destination},
             {"why", "gave_up"},
             {"last", gaveUp->last}}
        );
    } else if (const auto& end = std::get<Conclusion>(meaning); end.outcome == "parked") {
        logEvent(
            "delivery.parked", {{"item", item}, {"destination", destination}, {"why", end.reason}}
        );
    }
}

}  // namespace bowline::delivery
