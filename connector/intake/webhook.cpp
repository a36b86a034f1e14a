// From request to journal row: see the header.
#include "connector/intake/webhook.h"

#include "connector/base/error.h"
#include "connector/base/random_id.h"
#include "connector/intake/tally.h"
#include "connector/store/journal.h"
#include "connector/store/sealing_keys.h"
#include "connector/store/stops.h"
#include "connector/vault/seal.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace bowline::intake {

/// A channel with what its tenant's bodies are sealed and indexed with.
struct Webhook::Route {
    IntakeChannel channel;
    KeyedHash blindIndexes;
    std::shared_ptr<DayKeys> dayKeys;  ///< one for all channels of a tenant
};

/// Whose address was called, and what stood behind its path.
struct Webhook::Call {
    const Route* route = nullptr;  ///< null: nobody's
    std::string_view segment{};    ///< in the request's path
};

namespace {

constexpr int kRetryAfterSeconds = 5;  ///< a commit takes milliseconds, a reopening seconds

http::Response answer(int status, std::string body) {
    http::Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

http::Response tryAgain() {
    auto response = answer(503, "the store cannot take this now, send it again\n");
    response.retryAfterSeconds = kRetryAfterSeconds;
    return response;
}

/// All that one body writes.
struct Arrival {
    store::NewJournalRow row;
    std::vector<store::Stop> stops;
    std::optional<store::StoredKey> dayKey;
};

/// Another process stored a key for this day first. A failure of the one body that brought ours,
/// not of the store.
class DayKeyTaken : public Error {
public:
    using Error::Error;
    Poco::Exception* clone() const override { return new DayKeyTaken(*this); }
    void rethrow() const override { throw *this; }
};

bool isDayKeyTaken(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const DayKeyTaken&) {
        return true;
    } catch (...) {
        return false;
    }
}

/// A body sealed under a key that is not stored would be lost: no key, no row.
void storeKey(store::Database& db, const store::StoredKey& key) {
    store::SealingKeys keys(db);
    if (!keys.insertIfAbsent(key) && !keys.find(key.key.id)) {
        throw DayKeyTaken(
            "intake: cannot store the day key: another one was stored first",
            "nothing to do: the next body uses that one"
        );
    }
}

void write(store::Database& db, const Arrival& arrival) {
    if (arrival.dayKey)
        storeKey(db, *arrival.dayKey);
    const auto seq = store::Journal(db).append(arrival.row);
    for (auto stop : arrival.stops) {
        stop.journalSeq = seq;
        store::Stops(db).add(stop);
    }
}

store::NewJournalRow sealedRow(
    const IntakeChannel& channel, const vault::SealingKey& key, const std::string& body, Instant now
) {
    const auto id = newId<RowId>();
    const vault::CellAddress address{channel.tenant.str(), "journal", "body", id.bytes(), 1};
    return {
        id,
        channel.tenant,
        channel.id,
        now,
        sha256(body),
        static_cast<std::int64_t>(body.size()),
        key.id(),
        vault::seal(key, address, RawBody(body))};
}

}  // namespace

Webhook::Webhook(
    std::vector<IntakeChannel> channels,
    const vault::Keys& keys,
    FindDayKey findDayKey,
    store::Writer& writer,
    const Clock& clock,
    WebhookLimits limits
)
    : writer_(writer),
      clock_(clock),
      waiting_(limits.waitingBytes),
      tally_(std::make_shared<Tally>()) {
    std::map<TenantId, std::shared_ptr<DayKeys>> dayKeys;
    for (auto& channel : channels) {
        auto& ofTenant = dayKeys[channel.tenant];
        if (!ofTenant)
            ofTenant = std::make_shared<DayKeys>(keys, channel.tenant, findDayKey);
        auto path = channel.path;
        auto hash = keys.hashFor(vault::HashUse::BlindIndex, channel.tenant);
        Route route{std::move(channel), std::move(hash), ofTenant};
        if (!routes_.emplace(path, std::move(route)).second)
            throw ConfigError(
                "intake: cannot listen: two channels share the path " + path,
                "give each channel a path of its own"
            );
    }
}

Webhook::~Webhook() = default;

IntakeCounts Webhook::counts() const {
    return tally_->all();
}

void Webhook::handle(http::Request request, http::Responder respond) {
    try {
        dispatch(request, respond);
    } catch (const std::exception&) {
        // Day key not readable, no memory: nothing was acknowledged, so the provider sends it
        // again.
        tally_->storeBusy.count(clock_.now());
        respond(tryAgain());
    }
}

/// A channel with a segment is found by what stands before it: the segment is compared by the
/// channel, in constant time, and never looked up.
Webhook::Call Webhook::callOf(const http::Request& request) const {
    if (const auto found = routes_.find(request.path); found != routes_.end())
        return {&found->second, {}};
    const std::string_view path = request.path;
    const auto slash = std::min(path.rfind('/'), path.size());
    const auto found = routes_.find(path.substr(0, slash));
    if (found == routes_.end() || !found->second.channel.hasSegment)
        return {};
    return {&found->second, path.substr(slash + 1)};
}

void Webhook::dispatch(const http::Request& request, const http::Responder& respond) {
    const auto call = callOf(request);
    if (call.route != nullptr && request.method == "GET")
        return greet(*call.route, request, respond);
    if (call.route != nullptr && request.method == "POST")
        return receive(call, request, respond);
    tally_->misdirected.count(clock_.now());
    respond(call.route == nullptr ? answer(404, "not found\n") : answer(405, "use POST\n"));
}

void Webhook::greet(
    const Route& route, const http::Request& request, const http::Responder& respond
) {
    const auto parameter = [&](std::string_view name) { return request.parameter(name); };
    auto challenge = route.channel.provider->verifyHandshake(parameter);
    if (challenge) {
        tally_->handshake();
        return respond(answer(200, std::move(*challenge)));
    }
    tally_->badHandshake.count(clock_.now());
    respond(answer(403, "the verify token is not ours\n"));
}

void Webhook::receive(
    const Call& call, const http::Request& request, const http::Responder& respond
) {
    const auto& route = *call.route;
    const auto& channel = route.channel;
    const auto now = clock_.now();
    if (!channel.provider->isAuthentic({request.headers, request.body, request.query, call.segment}
        )) {
        tally_->badSignature.count(now);
        return respond(answer(401, "the signature does not fit\n"));
    }
    const auto decoded = channel.provider->decode(request.body, now);
    auto stops = stopsIn(decoded.updates, channel.stops, channel.tenant, route.blindIndexes, now);
    const bool isUrgent = !stops.empty();
    const auto place = waiting_.enter(request.body.size(), isUrgent);
    if (!place) {
        tally_->behind.count(now);
        return respond(tryAgain());
    }
    auto dayKey = route.dayKeys->at(now);
    const auto arrival = std::make_shared<const Arrival>(Arrival{
        sealedRow(channel, dayKey.key, request.body, now),
        std::move(stops),
        std::move(dayKey.unstored)});
    const bool undecodable = !decoded.undecodable.empty();
    const auto submit = isUrgent ? &store::Writer::submitUrgent : &store::Writer::submitFirst;
    (writer_.*submit
    )([arrival](store::Database& db) { write(db, *arrival); },
      [arrival, undecodable, respond, now, place, tally = tally_, keys = route.dayKeys](
          const std::exception_ptr& failure
      ) {
          if (failure) {
              // After any other failure ours goes on: bodies that wait were sealed under it.
              if (isDayKeyTaken(failure))
                  keys->forget(arrival->row.keyId);
              tally->storeBusy.count(now);
              return respond(tryAgain());
          }
          keys->stored(arrival->row.keyId);
          tally->accepted(arrival->stops.size(), undecodable);
          respond(answer(200, ""));
      });
}

}  // namespace bowline::intake
