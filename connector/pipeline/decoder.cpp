#include "connector/pipeline/decoder.h"

#include "connector/base/log.h"
#include "connector/detect/sender_index.h"
#include "connector/pipeline/apply_plan.h"
#include "connector/stages/alarm.h"
#include "connector/stages/normalise.h"
#include "connector/store/alarms.h"
#include "connector/store/event_waits.h"
#include "connector/vault/seal.h"

#include <algorithm>
#include <utility>

namespace bowline::pipeline {

namespace {

constexpr std::size_t kBatch =
    64;  // rows a step: enough for one commit to carry, few enough to stay quick

/// Under whose key an event rests: its sender's, or of a status the recipient's.
const Sender* ownerOf(const Event& event) {
    const auto* status = std::get_if<StatusUpdate>(&event.body);
    if (status != nullptr)
        return status->recipient ? &*status->recipient : nullptr;
    return senderOf(event);
}

/// One event for each update, in their order.
std::vector<bool> foreignOnes(const channels::Channel& channel, const Decoded& decoded) {
    std::vector<bool> foreign;
    for (const auto& update : decoded.updates)
        foreign.push_back(!channel.serves(update));
    return foreign;
}

void parkForeign(store::Database& db, const store::EventRow& event, Instant now) {
    const store::EventOutcome outcome{
        store::EventState::Parked, "foreign_number", 0, std::nullopt, std::nullopt, now};
    if (!store::Events(db).setState(event.id, store::EventState::Queued, outcome))
        throw Stale("pipeline: event was decided");
    store::Alarms(db).raise(event.tenant, event.channel.str(), stages::kForeignNumberAlarm, now);
}

}  // namespace

struct Decoder::Work {
    RowId row;
    std::string unreadable;  ///< code, or empty
    vault::SealingKeyPtr dayKey;
    std::vector<SenderKey> senders;
    std::vector<std::pair<std::vector<BlindIndex>, std::size_t>> senderOfIndexes;
    std::vector<store::EventRow> events;
    std::vector<bool> isForeign;  ///< for each of `events`
    std::vector<bool> isNew;
    std::vector<std::vector<EventRef>> released;  ///< by each of `events`
    std::int64_t duplicateKeys = 0;

    void apply(store::Database& db, Instant now) {
        if (!unreadable.empty()) {
            if (!store::Journal(db).markParked(row, unreadable))
                throw Stale("pipeline: row was done already");
            return;
        }
        for (const auto& sender : senders)
            writeSenderKey(db, sender);
        applyEvents(db, now);
        const auto fresh = std::count(isNew.begin(), isNew.end(), true);
        const store::DecodedCounts counts{
            fresh, static_cast<std::int64_t>(isNew.size()) - fresh, duplicateKeys};
        if (!store::Journal(db).markDecoded(row, counts))
            throw Stale("pipeline: row was done already");
    }

    void applyEvents(store::Database& db, Instant now) {
        for (std::size_t i = 0; i < events.size(); ++i) {
            isNew[i] = store::Events(db).insert(events[i], now);
            if (isNew[i] && isForeign[i])
                parkForeign(db, events[i], now);
            else if (isNew[i])
                release(db, i, now);
        }
    }

    /// What was held for what this sender says or does next goes before it. A status tells nothing.
    void release(store::Database& db, std::size_t i, Instant now) {
        const auto& event = events[i];
        if (event.kind != EventKind::Status && event.sender)
            released[i] = refsOf(db, store::EventWaits(db).release(nextOf(*event.sender), now));
    }
};

/// Rows that were taken together. Touched on the writer's thread alone, until the batch is through.
struct Decoder::Batch {
    std::size_t done = 0;
    bool isStale = false;

    // A row that must be prepared again keeps those after it waiting: prepared a moment later, they
    // may know what it did not (its sender's key), and would overtake it.
    void apply(Work& work, store::Database& db, Instant now) {
        if (isStale)
            throw Stale("pipeline: an earlier row goes first");
        try {
            work.apply(db, now);
        } catch (const Stale&) {
            isStale = true;
            throw;
        }
    }
};

Decoder::Decoder(const Parts& parts, Lanes& lanes)
    : parts_(parts),
      lanes_(lanes),
      reader_(parts.openReader()),
      eventKeys_(parts.keys.hashFor(vault::HashUse::EventKey, parts.tenant)),
      blindIndexes_(parts.keys.hashFor(vault::HashUse::BlindIndex, parts.tenant)) {}

bool Decoder::loadBacklog() {
    const auto rows = store::Events(*reader_).nextQueued(backlog_, kBatch);
    for (const auto& row : rows) {
        lanes_.push(refOf(row));
        backlog_ = {row.journalSeq, row.position};
    }
    return !rows.empty();
}

std::size_t Decoder::step() {
    const auto rows = store::Journal(*reader_).pending(0, kBatch);
    if (rows.empty())
        return 0;
    const auto batch = std::make_shared<Batch>();
    for (const auto& row : rows)
        submit(std::make_shared<Work>(prepare(row)), batch);
    // Tasks complete in order, so when this one is through, the batch is too.
    parts_.writer.call([](store::Database&) {});
    return batch->done;
}

void Decoder::submit(std::shared_ptr<Work> work, std::shared_ptr<Batch> batch) {
    const auto now = parts_.clock.now();
    parts_.writer.submit(
        [work, batch, now](store::Database& db) { batch->apply(*work, db, now); },
        [this, work, batch](const std::exception_ptr& failure) {
            if (failure)
                return;  // stays in the journal: the next step takes it again
            handOver(*work);
            ++batch->done;
        }
    );
}

Decoder::Work Decoder::prepare(const store::JournalRow& row) {
    Work work;
    work.row = row.row.id;
    const auto& stored = row.row;
    work.dayKey = parts_.openKeys.get(stored.keyId, [&](const KeyId& id) {
        return store::SealingKeys(*reader_).find(id);
    });
    const auto channel = parts_.channels.find(stored.channel);
    if (!work.dayKey || channel == parts_.channels.end()) {
        work.unreadable = work.dayKey ? "unknown_channel" : "key_destroyed";
        return work;
    }
    const vault::CellAddress address{stored.tenant.str(), "journal", "body", stored.id.bytes(), 1};
    const auto body = vault::open<RawBody>(*work.dayKey, address, stored.body);
    auto decoded = channel->second->decodeBody(body, stored.receivedAt);
    work.unreadable = decoded.undecodable;
    work.duplicateKeys = decoded.duplicateKeys;
    if (!work.unreadable.empty())
        return work;
    work.isForeign = foreignOnes(*channel->second, decoded);
    const stages::NormaliseContext context{parts_.tenant, stored.channel, eventKeys_, row.seq};
    prepareEvents(work, stages::normalise(std::move(decoded.updates), context));
    return work;
}

void Decoder::prepareEvents(Work& work, std::vector<Event> events) {
    for (auto& event : events)
        work.events.push_back(sealEvent(work, std::move(event)));
    work.isNew.assign(work.events.size(), false);
    work.released.assign(work.events.size(), {});
}

store::EventRow Decoder::sealEvent(Work& work, Event event) {
    const Sender* owner = ownerOf(event);
    const auto indexes =
        owner != nullptr ? detect::indexesOf(*owner, blindIndexes_) : std::vector<BlindIndex>{};
    const auto key = indexes.empty() ? work.dayKey : senderKeyIn(work, indexes).key;
    const vault::CellAddress address{parts_.tenant.str(), "events", "event", event.id.bytes(), 1};
    store::EventRow row{
        event.id,
        event.key,
        event.tenant,
        event.channel,
        event.kind,
        event.order.journalSeq,
        event.order.position,
        event.sentAt,
        std::nullopt,
        key->id(),
        vault::seal(*key, address, event)};
    if (!indexes.empty())
        row.sender = indexes.front();
    if (event.group)
        row.sender = groupIn(work, *event.group);
    return row;
}

BlindIndex Decoder::groupIn(Work& work, const ProviderId& group) {
    auto index = detect::indexOfGroup(group, blindIndexes_);
    (void)senderKeyIn(work, {index});
    return index;
}

SenderKey& Decoder::senderKeyIn(Work& work, const std::vector<BlindIndex>& indexes) {
    // A body may hold several messages of one new sender: they share the key that the first one
    // made.
    for (const auto& [known, at] : work.senderOfIndexes) {
        if (known == indexes)
            return work.senders[at];
    }
    work.senderOfIndexes.emplace_back(indexes, work.senders.size());
    return work.senders.emplace_back(keyForSender(*reader_, parts_, indexes));
}

void Decoder::handOver(const Work& work) {
    if (!work.unreadable.empty())
        logEvent("event.parked", {{"row", work.row.hex()}, {"why", work.unreadable}});
    for (std::size_t i = 0; i < work.events.size(); ++i) {
        for (const auto& ref : work.released[i])
            lanes_.push(ref);
        if (work.isNew[i] && work.isForeign[i])
            sayForeign(work.events[i].channel);
        else if (work.isNew[i])
            lanes_.push(refOf(work.events[i]));
    }
}

void Decoder::sayForeign(const ChannelId& channel) {
    ++foreignUnsaid_;
    const auto now = parts_.clock.now();
    if (now < foreignSaidUntil_)
        return;
    foreignSaidUntil_ = now + std::chrono::minutes{1};
    logEvent(
        "event.foreign_number",
        {{"channel", channel.str()}, {"count", std::exchange(foreignUnsaid_, 0)}}
    );
}

}  // namespace bowline::pipeline
