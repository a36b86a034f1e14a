// The daemon's listeners and what they show: options of both servers, sources of health and
// metrics.
#include "connector/app/daemon.h"
#include "connector/app/listener.h"
#include "connector/app/logging.h"

namespace bowline::app {

namespace {

insight::Metric counter(const char* name, const char* help, std::vector<insight::Sample> samples) {
    return {name, insight::MetricType::Counter, help, std::move(samples)};
}

insight::Sample labelled(const char* result, std::uint64_t value) {
    return {{{"result", result}}, static_cast<double>(value)};
}

}  // namespace

http::ServerOptions Daemon::publicOptions() {
    auto options = publicOptionsOf(config_.listen);
    options.tls = tls_ ? tls_->read() : nullptr;
    return options;
}

http::ServerOptions Daemon::adminOptions() const {
    http::ServerOptions options;
    options.unixPath = config_.listen.adminSocket;
    options.maxBodyBytes = std::size_t{64} * 1024;
    options.maxConnections = 64;
    options.maxBodyMemory = std::size_t{4} * 1024 * 1024;
    return options;
}

insight::Sources Daemon::insightSources() {
    insight::Sources sources;
    sources.openReader = [this] { return files_.openReader(); };
    sources.writer = [this] {
        return insight::WriterFigures{
            writer_.broken(), writer_.waiting(), store::WriterSettings{}.queueLimit};
    };
    sources.circuits = [this] {
        std::vector<insight::CircuitFigures> figures;
        for (const auto& breaker : courier_.status()) {
            const bool open = breaker.state != delivery::CircuitState::Closed;
            const auto stop = breaker.stop.value_or(delivery::StopReason{});
            figures.push_back({breaker.destination, open, breaker.nextTrial, stop.why, stop.cure});
        }
        return figures;
    };
    sources.otherMetrics = [this] { return daemonMetrics(); };
    sources.otherReasons = [this]() -> std::vector<std::string> {
        if (phase_ != Phase::Ready)
            return {phase_ == Phase::Starting ? "starting" : "stopping"};
        if (!gate_.takesTraffic())
            return {"not_live"};
        return {};
    };
    sources.launch = [this] { return std::string(toText(gate_.state())); };
    return sources;
}

std::vector<insight::Metric> Daemon::daemonMetrics() const {
    const auto counts = webhook_.counts();
    const auto one = [](std::uint64_t value) {
        return std::vector<insight::Sample>{{{}, static_cast<double>(value)}};
    };
    return {
        counter(
            "bowline_webhooks_received_total",
            "Webhooks by what became of them.",
            {labelled("accepted", counts.accepted),
             labelled("bad_signature", counts.badSignature),
             labelled("store_busy", counts.storeBusy),
             labelled("misdirected", counts.misdirected),
             labelled("not_live", gate_.turnedAway()),
             labelled("malformed", publicServer_.refused())}
        ),
        counter("bowline_opt_outs_total", "Stop rows that webhooks brought.", one(counts.stops)),
        counter(
            "bowline_log_lines_scrubbed_total",
            "Log lines that held a sensitive value: each is a bug.",
            one(scrubbedLines())
        ),
        {"bowline_events_undecided",
         insight::MetricType::Gauge,
         "Events that are decoded and not yet decided.",
         one(pipeline_.waiting())}};
}

}  // namespace bowline::app
