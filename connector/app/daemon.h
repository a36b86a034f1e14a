// The daemon: builds its parts from the configuration, starts them against the flow, stops them
// with it.
//
// Members stand in the reverse order of stopping, so that an exception unwinds rightly too.
// Threads: constructed, run and destroyed by main; requestStop(), hurry() and requestReload() from
// the signal thread.
#pragma once

#include "connector/app/configuration.h"
#include "connector/app/daemon_wishes.h"
#include "connector/app/keys_at_start.h"
#include "connector/app/listener_tls.h"
#include "connector/app/person_blocks.h"
#include "connector/app/queue_retry.h"
#include "connector/app/rest_destination.h"
#include "connector/app/review/launch_gate.h"
#include "connector/app/store_files.h"
#include "connector/delivery/courier.h"
#include "connector/http/server.h"
#include "connector/insight/admin_pages.h"
#include "connector/intake/webhook.h"
#include "connector/pipeline/pipeline.h"

#include <atomic>
#include <stop_token>
#include <string>

namespace bowline::app {

class Daemon {
public:
    /// Reads keys and secrets, opens and checks the store. Errors: ConfigError, StoreBusy, Error.
    /// `isTrial`: rules without a signed review take traffic, where their policies allow it.
    Daemon(std::string configFile, Configuration loaded, bool isTrial);

    /// Starts all parts, says that it is ready, returns after requestStop() when all have stopped.
    void run();

    void requestStop();
    void hurry();
    void requestReload();

private:
    enum class Phase { Starting, Ready, Stopping };

    void start();
    void stop();
    void fulfil(const Wish& wish);
    void reload(const Wish& wish);
    void goLive(const Wish& wish);
    struct Refusal {
        std::string code;
        std::string text;  ///< for a person, with the next step
    };
    /// Absence: nothing when `changed` may become active.
    std::optional<Refusal> refusalOf(const Configuration& changed);
    void use(const Configuration& loaded);
    [[nodiscard]] std::string shortId();
    void openToTraffic();
    void recordLifecycle(ledger::Act act);
    void handleWebhook(http::Request request, const http::Responder& respond);
    pipeline::Parts pipelineParts();
    delivery::CourierParts courierParts();
    DestinationParts destinationParts();
    insight::Sources insightSources();
    http::ServerOptions publicOptions();
    http::ServerOptions adminOptions() const;
    void turnAway(const http::Responder& respond);
    void answerAdmin(const http::Request& request, const http::Responder& respond);
    void acknowledgeAlarm(const http::Request& request, const http::Responder& respond);
    std::vector<insight::Metric> daemonMetrics() const;
    void beatWhileStoreWorks(const std::stop_token& stop);
    void renewCertificate(ListenerTls::Context renewed);
    void watchCertificate(const std::stop_token& stop);

    std::string configFile_;
    settings::Config config_;
    SystemClock clock_;
    vault::Keys keys_;
    vault::KeyCache openKeys_;
    store::AuditLog audit_;
    StoreFiles files_;
    store::StoreLock lock_;
    store::Writer writer_;
    Guarded<pipeline::ActiveRules> active_;
    std::vector<intake::IntakeChannel> channels_;
    std::stop_source turnsEnd_;  ///< nobody waits for a destination's rates any more
    delivery::Courier courier_;
    pipeline::Pipeline pipeline_;
    intake::Webhook webhook_;
    insight::AdminPages pages_;
    PersonBlocks blocks_;
    QueueRetry retry_;
    LaunchGate gate_;
    ReviewSubject atStart_;
    std::optional<ListenerTls> tls_;
    http::Server publicServer_;
    http::Server adminServer_;
    std::jthread heartbeat_;
    std::jthread certificateWatch_;

    std::atomic<Phase> phase_ = Phase::Starting;
    std::atomic<bool> hurried_ = false;
    bool isOpen_ = false;  ///< main thread: pipeline and courier run
    DaemonWishes wishes_;
};

}  // namespace bowline::app
