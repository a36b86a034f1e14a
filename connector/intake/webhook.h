// The public listener's handler: a provider's body is checked, made durable and only then
// acknowledged.
//
// Promises: 200 goes out when the journal row is on disk; what is not signed is not stored; a stop
// in the body is in force before the 200; the handler never waits. It does not look at what else a
// body says, and a signed body is taken whatever it says. Size and time limits are the server's.
#pragma once

#include "connector/base/clock.h"
#include "connector/channels/channel.h"
#include "connector/http/server.h"
#include "connector/intake/day_keys.h"
#include "connector/intake/stop_signals.h"
#include "connector/intake/waiting_bytes.h"
#include "connector/store/writer.h"
#include "connector/vault/keys.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::intake {

/// One address of the public listener.
struct IntakeChannel {
    std::string path;  ///< as the provider calls it, "/hooks/main"; compared exactly
    TenantId tenant;
    ChannelId id;
    std::shared_ptr<const channels::Channel> provider;
    StopPolicy stops;
    /// The provider calls PATH/SEGMENT, and the segment is a secret that `provider` checks.
    bool hasSegment = false;
};

struct WebhookLimits {
    /// Bytes of bodies that wait for their commit; an ordinary body beyond it is told to come
    /// again. Well below what the server lets bodies take up, so that the next ones can still be
    /// read and judged.
    std::size_t waitingBytes = 0;
};

/// Since start. Each request is in exactly one of the first six.
struct IntakeCounts {
    std::uint64_t accepted = 0;   ///< journalled and answered 200
    std::uint64_t storeBusy = 0;  ///< answered 503
    std::uint64_t badSignature = 0;
    std::uint64_t badHandshake = 0;
    std::uint64_t handshakes = 0;
    std::uint64_t misdirected = 0;  ///< unknown path or method
    std::uint64_t undecodable = 0;  ///< of the accepted: journalled, but nothing could be read
    std::uint64_t stops = 0;        ///< stop rows in accepted bodies
};

/// Threads: handle() and counts() from any. May be dropped while the writer still has its work.
class Webhook {
public:
    /// `keys`, `writer` and `clock` outlive it. Errors: ConfigError when two channels share a path.
    Webhook(
        std::vector<IntakeChannel> channels,
        const vault::Keys& keys,
        FindDayKey findDayKey,
        store::Writer& writer,
        const Clock& clock,
        WebhookLimits limits
    );
    ~Webhook();

    /// GET on a channel's path: the provider's handshake, 200 with the challenge or 403. POST: 401
    /// without a valid signature, 200 once journalled, 503 with Retry-After when the store cannot
    /// take it or falls behind; a body with a stop is taken as long as its reserve lasts. Other
    /// methods 405, other paths 404. Never throws.
    void handle(http::Request request, http::Responder respond);

    [[nodiscard]] IntakeCounts counts() const;

private:
    struct Route;
    struct Call;
    class Tally;

    [[nodiscard]] Call callOf(const http::Request& request) const;
    void dispatch(const http::Request& request, const http::Responder& respond);
    void greet(const Route& route, const http::Request& request, const http::Responder& respond);
    void receive(const Call& call, const http::Request& request, const http::Responder& respond);

    store::Writer& writer_;
    const Clock& clock_;
    WaitingBytes waiting_;
    std::map<std::string, Route, std::less<>> routes_;
    std::shared_ptr<Tally> tally_;
};

}  // namespace bowline::intake
