// The pages of the admin listener for machines and operators: /healthz, /readyz, /metrics, /status.
// They read and never write.
#pragma once

#include "connector/http/server.h"
#include "connector/insight/figures.h"
#include "connector/insight/metrics.h"
#include "connector/store/database.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bowline::insight {

/// Where the figures come from; every function is called for each request, on the caller's thread,
/// and must be safe there.
struct Sources {
    /// A fresh connection that only reads.
    std::function<std::unique_ptr<store::Database>()> openReader;
    std::function<WriterFigures()> writer;
    std::function<std::vector<CircuitFigures>()> circuits;
    /// Metrics of rooms that insight does not know (intake, http, pipeline).
    std::function<std::vector<Metric>()> otherMetrics;
    /// Reasons of the daemon not to be ready, as codes ("starting", "stopping").
    std::function<std::vector<std::string>()> otherReasons;
    /// Whether the rules have a review and take traffic: "trial", "waiting", "live".
    std::function<std::string()> launch;
};

/// Threads: answer() from any.
class AdminPages {
public:
    /// `clock` outlives it.
    AdminPages(Sources sources, const Clock& clock);

    /// True for a path that this room serves.
    [[nodiscard]] static bool serves(std::string_view path);

    /// /healthz: 200 "ok" as long as the process answers. /readyz: 200 "ready", or 503 with a code
    /// a line. /metrics: Prometheus text 0.0.4. /status: JSON. 405 unless GET or HEAD, 404 for
    /// other paths. A store that cannot be read is an answer, not a failure.
    [[nodiscard]] http::Response answer(const http::Request& request) const;

private:
    [[nodiscard]] Figures figures() const;
    [[nodiscard]] std::optional<StoreFigures> readStore() const;
    [[nodiscard]] std::vector<std::string> reasons(const Figures& figures) const;
    [[nodiscard]] http::Response readiness() const;
    [[nodiscard]] http::Response metrics() const;
    [[nodiscard]] http::Response status() const;

    Sources sources_;
    const Clock& clock_;
};

}  // namespace bowline::insight
