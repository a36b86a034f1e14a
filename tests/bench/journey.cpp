// See the header. The order of things is the pipeline's (pipeline/plan_draft.cpp).
#include "tests/bench/journey.h"

#include "connector/app/configuration.h"
#include "connector/app/keys_at_start.h"
#include "connector/app/wiring.h"
#include "connector/base/random_id.h"
#include "connector/pipeline/item_rows.h"
#include "connector/settings/rule_set.h"
#include "connector/stages/consent_gate.h"
#include "connector/stages/inspect.h"
#include "connector/stages/leak_guard.h"
#include "connector/stages/normalise.h"
#include "connector/stages/person_values.h"
#include "connector/stages/route.h"
#include "connector/vault/seal.h"

namespace bowline::tests {

namespace {

stages::Placed placed(Event event) {
    stages::Placed placed;
    placed.region = stages::regionOfSender(event);
    placed.event = std::move(event);
    placed.person = newId<PersonId>();
    placed.conversation = newId<ConversationId>();
    placed.episode = newId<EpisodeId>();
    return placed;
}

}  // namespace

Journey::Journey(const std::string& configFile, std::string webhookBody, std::string signature)
    : Journey(
          configFile, app::loadOrRefuse(configFile), std::move(webhookBody), std::move(signature)
      ) {}

Journey::Journey(
    const std::string& configFile,
    settings::LoadResult loaded,
    std::string webhookBody,
    std::string signature
)
    : rules(std::move(loaded.rules)),
      keys(app::masterKeyOf(*loaded.config, app::secretSource(configFile))),
      eventKeys(keys.hashFor(vault::HashUse::EventKey, loaded.config->tenant)),
      blindIndexes(keys.hashFor(vault::HashUse::BlindIndex, loaded.config->tenant)),
      channel(app::makeChannels(*loaded.config, app::secretSource(configFile)).front().provider),
      detector(settings::ownClassesOf(*rules)),
      sealingKey(keys.newSealingKey()),
      tenant(loaded.config->tenant),
      channelId(loaded.config->channels.front().name),
      destination(loaded.config->destinations.front().name),
      body(std::move(webhookBody)),
      headers{{"X-Hub-Signature-256", std::move(signature)}},
      now(SystemClock().now()),
      updates(channel->decode(body, now).updates),
      event(normalised().front()),
      person(stages::withSender({}, event)) {}

std::vector<Event> Journey::normalised() const {
    return stages::normalise(updates, {tenant, channelId, eventKeys, 1});
}

stages::Consented Journey::consented() const {
    return stages::ConsentGate::check(placed(event), {}, rules->purposes);
}

stages::Inspected Journey::inspected() const {
    return stages::inspect(
        consented(), nullptr, rules->language, detector, stages::knownValues(person)
    );
}

stages::Rendered Journey::rendered() const {
    const std::string key(32, 'a');
    const stages::DestinationView view{"Amber-Falcon-27", {key, key, key}};
    return stages::render(
        stages::route(inspected(), *rules, ""), destination, view, person, *rules
    );
}

ClearedItem Journey::cleared() const {
    const auto made = rendered();
    return std::get<ClearedItem>(stages::LeakGuard::check(made.item, made.forbidden));
}

store::NewJournalRow Journey::journalRow() const {
    const auto id = newId<RowId>();
    return {
        id,
        tenant,
        channelId,
        now,
        sha256(body),
        static_cast<std::int64_t>(body.size()),
        sealingKey.id(),
        vault::seal(sealingKey, {tenant.str(), "journal", "body", id.bytes(), 1}, RawBody(body))};
}

store::EventRow Journey::eventRow() const {
    const auto id = newId<EventId>();
    auto key = event.key;
    key.bytes = randomBytes(key.bytes.size());
    return {
        id,
        key,
        tenant,
        channelId,
        event.kind,
        1,
        0,
        event.sentAt,
        std::nullopt,
        sealingKey.id(),
        vault::seal(sealingKey, {tenant.str(), "events", "event", id.bytes(), 1}, event)};
}

store::OutboxItem Journey::outboxRow() const {
    const auto made = rendered();
    store::OutboxItem row;
    row.id = newId<ItemId>();
    row.tenant = tenant;
    row.destination = destination;
    row.purpose = rules->mappings.at(destination).purpose;
    row.person = newId<PersonId>();
    row.conversation = newId<ConversationId>();
    row.episode = newId<EpisodeId>();
    row.dueAt = row.createdAt = now;
    row.ruleSet = rules->id;
    row.guardVersion = stages::LeakGuard::kVersion;
    row.keyId = sealingKey.id();
    pipeline::sealInto(row, cleared(), made.forbidden, sealingKey);
    return row;
}

}  // namespace bowline::tests
