#include "connector/app/daemon.h"

#include "connector/app/admin_answer.h"
#include "connector/app/logging.h"
#include "connector/app/service_manager.h"
#include "connector/app/wiring.h"
#include "connector/base/log.h"
#include "connector/store/sealing_keys.h"

#include <fmt/format.h>

namespace bowline::app {

namespace {

constexpr std::size_t kOpenKeys = 4096;  // people in work at a time; about 0.5 MiB
constexpr std::size_t kShownId = 12;
constexpr int kAskAgainSeconds = 60;
constexpr std::chrono::seconds kCertificateLook{60};
constexpr std::chrono::seconds kDrain{20};  // TimeoutStopSec=30s less what the store needs to close

std::optional<ListenerTls> listenerTlsOf(
    const settings::Config& config, const std::string& configFile
) {
    if (!config.listen.tls)
        return std::nullopt;
    return std::make_optional<ListenerTls>(*config.listen.tls, secretSource(configFile));
}

}  // namespace

Daemon::Daemon(std::string configFile, Configuration loaded, bool isTrial)
    : configFile_(std::move(configFile)),
      config_(*loaded.config),
      keys_(masterKeyOf(config_, secretSource(configFile_))),
      openKeys_(keys_, kOpenKeys),
      audit_(auditLogOf(keys_, config_.tenant)),
      files_(config_),
      lock_(files_.lock()),
      writer_(files_.forWriter(clock_, audit_), clock_, store::WriterSettings{}),
      active_(activeRulesOf(loaded.rules)),
      channels_(makeChannels(config_, secretSource(configFile_))),
      courier_(
          courierParts(),
          makeDestinations(config_, loaded.adapters, destinationParts()),
          courierSettings(config_)
      ),
      pipeline_(pipelineParts(), config_.pipeline.lanes),
      webhook_(
          channels_,
          keys_,
          [this](const TenantId& tenant, Instant day) {
              return store::SealingKeys(*files_.openReader()).findDay(tenant, day);
          },
          writer_,
          clock_,
          // Half: what comes next can still be read, and a stop in it be seen.
          {.waitingBytes = config_.listen.bodyMemory / 2}
      ),
      pages_(insightSources(), clock_),
      blocks_(config_.tenant, clock_, openKeys_, audit_, writer_),
      retry_(pipelineParts()),
      gate_(config_.tenant, clock_, audit_, writer_, isTrial),
      atStart_(subjectOf(loaded)),
      tls_(listenerTlsOf(config_, configFile_)),
      publicServer_(
          publicOptions(),
          [this](http::Request request, http::Responder respond) {
              handleWebhook(std::move(request), respond);
          }
      ),
      adminServer_(adminOptions(), [this](http::Request request, http::Responder respond) {
          answerAdmin(request, respond);
      }) {
    writer_.call([this](store::Database& db) { (void)audit_.checkedHead(db); });
}

void Daemon::run() {
    start();
    while (const auto wish = wishes_.next())
        fulfil(*wish);
    stop();
}

void Daemon::start() {
    logEvent("daemon.started");
    writer_.start();
    recordLifecycle(ledger::Act::DaemonStarted);
    gate_.activate(atStart_);
    openToTraffic();
    adminServer_.start();
    publicServer_.start();
    heartbeat_ = std::jthread([this](const std::stop_token& stop) { beatWhileStoreWorks(stop); });
    if (tls_)
        certificateWatch_ =
            std::jthread([this](const std::stop_token& stop) { watchCertificate(stop); });
    phase_ = Phase::Ready;
    logEvent("daemon.ready", {{"port", publicServer_.port()}, {"rule_set", shortId()}});
    tellReady(fmt::format(
        "{} on port {}",
        gate_.takesTraffic() ? "taking webhooks" : "waiting for bowline go-live",
        publicServer_.port()
    ));
}

void Daemon::stop() {
    phase_ = Phase::Stopping;
    tellStopping();
    logEvent("daemon.stopping");
    const std::chrono::milliseconds grace = hurried_ ? std::chrono::milliseconds{0} : kDrain;
    certificateWatch_ = {};
    publicServer_.stop(grace);
    pipeline_.stop();
    turnsEnd_.request_stop();
    if (!courier_.stop(grace))
        logEvent("loop.failed", {{"loop", "courier"}, {"why", "still_in_flight"}});
    recordLifecycle(ledger::Act::DaemonStopped);
    adminServer_.stop(std::chrono::milliseconds{0});
    heartbeat_ = {};
    writer_.stop();
    logEvent("daemon.stopped");
}

std::string Daemon::shortId() {
    return active_.with([](const auto& active) { return active.rules->id.substr(0, kShownId); });
}

void Daemon::requestStop() {
    wishes_.stop();
}

void Daemon::requestReload() {
    wishes_.add({});
}

void Daemon::hurry() {
    hurried_ = true;
}

void Daemon::recordLifecycle(ledger::Act act) {
    ledger::EntryFields entry;
    entry.at = clock_.now();
    entry.act = act;
    entry.object = "daemon:main";
    entry.ruleSet = active_.with([](const auto& active) { return active.rules->id; });
    writer_.call([&](store::Database& db) { audit_.append(db, {entry, nullptr, std::nullopt}); });
}

void Daemon::turnAway(const http::Responder& respond) {
    gate_.turnAway();
    auto later = said(503, "not live yet\n");
    later.retryAfterSeconds = kAskAgainSeconds;
    respond(std::move(later));
}

void Daemon::handleWebhook(http::Request request, const http::Responder& respond) {
    // A handshake passes: the provider asks it while everything is set up.
    if (request.method == "POST" && !gate_.takesTraffic())
        return turnAway(respond);
    webhook_.handle(std::move(request), http::Responder([this, respond](http::Response response) {
                        if (response.status == 200)
                            pipeline_.wake();
                        respond(std::move(response));
                    }));
}

pipeline::Parts Daemon::pipelineParts() {
    std::map<ChannelId, const channels::Channel*> byId;
    for (const auto& channel : channels_)
        byId.emplace(channel.id, channel.provider.get());
    return {
        config_.tenant,
        clock_,
        keys_,
        openKeys_,
        writer_,
        audit_,
        [this] { return files_.openReader(); },
        std::move(byId),
        active_,
        [this] { courier_.notify(); },
        courier_.having(adapter_api::Primitive::CommentAmend)};
}

delivery::CourierParts Daemon::courierParts() {
    return {
        clock_,
        openKeys_,
        writer_,
        audit_,
        [this] { return files_.openReader(); },
        delivery::randomUnit,
        [this](const store::OutboxItem& item) { pipeline_.replaceByStub(item); }};
}

DestinationParts Daemon::destinationParts() {
    return {
        config_.tenant,
        secretSource(configFile_),
        keys_,
        writer_,
        [this] { return files_.openReader(); },
        clock_,
        turnsEnd_.get_token()};
}

void Daemon::beatWhileStoreWorks(const std::stop_token& stop) {
    const auto interval = watchdogInterval();
    if (!interval)
        return;
    while (clock_.sleepUntil(clock_.now() + *interval, stop)) {
        try {
            writer_.call([](store::Database&) {});
            tellAlive();
        } catch (const StoreBusy&) {
            logEvent("loop.failed", {{"loop", "heartbeat"}});
        }
    }
}

void Daemon::renewCertificate(ListenerTls::Context renewed) {
    if (renewed)
        publicServer_.secure(std::move(renewed));
}

void Daemon::watchCertificate(const std::stop_token& stop) {
    while (clock_.sleepUntil(clock_.now() + kCertificateLook, stop))
        renewCertificate(tls_->settled());
}

}  // namespace bowline::app
