// See the header.
#include "connector/insight/admin_pages.h"

#include "connector/base/error.h"
#include "connector/insight/health.h"
#include "connector/insight/prometheus_text.h"
#include "connector/store/incidents.h"
#include "connector/store/merge_proposals.h"
#include "connector/store/outbox.h"

#include <utility>

namespace bowline::insight {

namespace {

constexpr std::size_t kMostRows = 20;  ///< a page is read by people

http::Response page(int status, std::string contentType, std::string body) {
    http::Response response;
    response.status = status;
    response.contentType = std::move(contentType);
    response.body = std::move(body);
    return response;
}

http::Response text(int status, std::string body) {
    return page(status, "text/plain; charset=utf-8", std::move(body));
}

}  // namespace

AdminPages::AdminPages(Sources sources, const Clock& clock)
    : sources_(std::move(sources)), clock_(clock) {}

bool AdminPages::serves(std::string_view path) {
    return path == "/healthz" || path == "/readyz" || path == "/metrics" || path == "/status";
}

http::Response AdminPages::answer(const http::Request& request) const {
    if (!serves(request.path))
        return text(404, "not found\n");
    if (request.method != "GET" && request.method != "HEAD")
        return text(405, "use GET\n");
    if (request.path == "/healthz")
        return text(200, "ok\n");
    if (request.path == "/readyz")
        return readiness();
    return request.path == "/metrics" ? metrics() : status();
}

Figures AdminPages::figures() const {
    return {clock_.now(), sources_.writer(), readStore(), sources_.circuits(), sources_.launch()};
}

std::optional<StoreFigures> AdminPages::readStore() const {
    try {
        const auto reader = sources_.openReader();
        return store::inSnapshot(*reader, [&] {
            return StoreFigures{
                store::countAll(*reader),
                store::countByDestination(*reader),
                store::Incidents(*reader).count(),
                store::MergeProposals(*reader).count(),
                store::MergeProposals(*reader).newestQuestions(kMostRows),
                store::Alarms(*reader).open(),
                store::Incidents(*reader).newest(kMostRows),
                store::Outbox(*reader).list(store::ItemState::Parked, kMostRows)};
        });
    } catch (const Error&) {
        return std::nullopt;  // told as store_unreadable, which is what was asked
    }
}

std::vector<std::string> AdminPages::reasons(const Figures& figures) const {
    auto out = sources_.otherReasons();
    const auto ours = notReadyBecause(figures);
    out.insert(out.end(), ours.begin(), ours.end());
    return out;
}

http::Response AdminPages::readiness() const {
    std::string lines;
    for (const auto& reason : reasons(figures()))
        lines += reason + "\n";
    return lines.empty() ? text(200, "ready\n") : text(503, lines);
}

http::Response AdminPages::metrics() const {
    auto all = metricsOf(figures());
    auto others = sources_.otherMetrics();
    std::move(others.begin(), others.end(), std::back_inserter(all));
    return page(200, "text/plain; version=0.0.4; charset=utf-8", toPrometheusText(all));
}

http::Response AdminPages::status() const {
    const auto now = figures();
    return page(200, "application/json", toStatusJson(now, reasons(now)));
}

}  // namespace bowline::insight
