// A function for each metric, or family of them.
#include "connector/insight/metrics.h"

namespace bowline::insight {

namespace {

double number(std::int64_t value) {
    return static_cast<double>(value);
}

double number(bool value) {
    return value ? 1 : 0;
}

/// Seconds from `since` to now; 0 when nothing waits or the clock went back.
double ageSeconds(Instant now, std::optional<Instant> since) {
    if (!since || *since > now)
        return 0;
    return std::chrono::duration<double>(now - *since).count();
}

Metric gauge(std::string name, std::string help, double value) {
    return {std::move(name), MetricType::Gauge, std::move(help), {{{}, value}}};
}

Metric counter(std::string name, std::string help, double value) {
    return {std::move(name), MetricType::Counter, std::move(help), {{{}, value}}};
}

Metric termsOf(const store::Counts& counts) {
    Metric metric{
        "bowline_updates",
        MetricType::Gauge,
        "Updates per destination by where they stand now; together they equal "
        "bowline_updates_received.",
        {}};
    const std::pair<const char*, std::int64_t> terms[] = {
        {"waiting", counts.waiting},
        {"synced", counts.synced},
        {"parked", counts.parked},
        {"held", counts.held},
        {"dropped", counts.dropped},
        {"recorded_only", counts.recordedOnly},
        {"erased", counts.erased}};
    for (const auto& [state, value] : terms)
        metric.samples.push_back({{{"state", state}}, number(value)});
    return metric;
}

Metric itemsOf(const std::vector<store::DestinationCounts>& destinations) {
    Metric metric{
        "bowline_outbox_items",
        MetricType::Gauge,
        "Items of the outbox by destination and state; uncertain ones are also among the waiting.",
        {}};
    for (const auto& d : destinations) {
        const std::pair<const char*, std::int64_t> states[] = {
            {"waiting", d.waiting},
            {"uncertain", d.uncertain},
            {"delivered", d.delivered},
            {"parked", d.parked},
            {"held", d.held},
            {"dropped", d.dropped},
            {"erased", d.erased}};
        for (const auto& [state, value] : states)
            metric.samples.push_back(
                {{{"destination", d.destination.str()}, {"state", state}}, number(value)}
            );
    }
    return metric;
}

Metric agesOf(const std::vector<store::DestinationCounts>& destinations, Instant now) {
    Metric metric{
        "bowline_outbox_oldest_waiting_age_seconds",
        MetricType::Gauge,
        "How long the oldest item of the destination has waited; 0 when none waits.",
        {}};
    for (const auto& d : destinations)
        metric.samples.push_back(
            {{{"destination", d.destination.str()}}, ageSeconds(now, d.oldestWaiting)}
        );
    return metric;
}

using CircuitValue = double (*)(const CircuitFigures&);

Metric ofCircuits(
    std::string name,
    std::string help,
    const std::vector<CircuitFigures>& circuits,
    CircuitValue value
) {
    Metric metric{std::move(name), MetricType::Gauge, std::move(help), {}};
    for (const auto& circuit : circuits)
        metric.samples.push_back({{{"destination", circuit.destination.str()}}, value(circuit)});
    return metric;
}

Metric stopReasonsOf(const std::vector<CircuitFigures>& circuits) {
    Metric metric{
        "bowline_destination_stop_reason",
        MetricType::Gauge,
        "1 with the code by which a destination refuses us; no sample when it takes deliveries.",
        {}};
    for (const auto& circuit : circuits) {
        if (!circuit.stoppedBy.empty())
            metric.samples.push_back(
                {{{"destination", circuit.destination.str()}, {"why", circuit.stoppedBy}}, 1}
            );
    }
    return metric;
}

double nextTrySeconds(const CircuitFigures& circuit) {
    return circuit.nextTry
               ? std::chrono::duration<double>(circuit.nextTry->time_since_epoch()).count()
               : 0;
}

void addCircuits(std::vector<Metric>& out, const std::vector<CircuitFigures>& circuits) {
    out.push_back(ofCircuits(
        "bowline_circuit_open",
        "1 while deliveries to the destination wait because it failed repeatedly or refuses us.",
        circuits,
        [](const CircuitFigures& c) { return number(c.open); }
    ));
    out.push_back(ofCircuits(
        "bowline_destination_stopped",
        "1 while the destination refuses us, whatever the item: a human must act.",
        circuits,
        [](const CircuitFigures& c) { return number(!c.stoppedBy.empty()); }
    ));
    out.push_back(stopReasonsOf(circuits));
    out.push_back(ofCircuits(
        "bowline_destination_next_try_timestamp_seconds",
        "When the next delivery tries a destination whose deliveries wait; 0 when they do not.",
        circuits,
        nextTrySeconds
    ));
}

Metric alarmsOf(const std::vector<store::Alarm>& alarms) {
    Metric metric{
        "bowline_alarms", MetricType::Gauge, "1 for an alarm until it is acknowledged.", {}};
    for (const auto& alarm : alarms)
        metric.samples.push_back(
            {{{std::string(store::kindOfPlace(alarm.code)), alarm.place}, {"code", alarm.code}}, 1}
        );
    return metric;
}

void addStore(std::vector<Metric>& out, const StoreFigures& store, Instant now) {
    const auto& counts = store.counts;
    out.push_back(gauge(
        "bowline_updates_received",
        "Updates received and kept in the store, one for each destination.",
        number(counts.received)
    ));
    out.push_back(termsOf(counts));
    out.push_back(gauge(
        "bowline_updates_balanced",
        "1 when every received update is accounted for; 0 is an alarm.",
        number(counts.balanced())
    ));
    out.push_back(gauge(
        "bowline_updates_duplicate",
        "Updates that arrived again and were recognised.",
        number(counts.duplicates)
    ));
    out.push_back(gauge(
        "bowline_oldest_waiting_age_seconds",
        "How long the oldest waiting update has waited; 0 when none waits.",
        ageSeconds(now, counts.oldestWaiting)
    ));
    out.push_back(counter(
        "bowline_incidents_total",
        "Times a guard found a forbidden value before it left.",
        number(store.incidents)
    ));
    out.push_back(alarmsOf(store.alarms));
    out.push_back(gauge(
        "bowline_merge_proposals",
        "Pairs of persons who may be one; a human tells.",
        number(store.mergeProposals)
    ));
    out.push_back(itemsOf(store.destinations));
    out.push_back(agesOf(store.destinations, now));
}

}  // namespace

std::vector<Metric> metricsOf(const Figures& figures) {
    std::vector<Metric> out;
    out.push_back(gauge(
        "bowline_store_readable",
        "1 when the store could be read.",
        number(figures.store.has_value())
    ));
    out.push_back(gauge(
        "bowline_store_writable",
        "1 when the store commits; 0 from a failed commit until it is reopened and verified.",
        number(!figures.writer.broken)
    ));
    out.push_back(gauge(
        "bowline_store_writes_waiting",
        "Writes in the queue of the store.",
        static_cast<double>(figures.writer.waiting)
    ));
    if (figures.store)
        addStore(out, *figures.store, figures.now);
    addCircuits(out, figures.circuits);
    return out;
}

}  // namespace bowline::insight
