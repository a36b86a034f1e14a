// One message of the bench at every station of its way, made by the product's own stages, so that
// each stage can be called again and again with what it really gets.
#pragma once

#include "connector/channels/channel.h"
#include "connector/detect/detector.h"
#include "connector/model/rules.h"
#include "connector/settings/rule_set.h"
#include "connector/stages/passage.h"
#include "connector/stages/render.h"
#include "connector/store/events.h"
#include "connector/store/journal.h"
#include "connector/store/outbox_item.h"
#include "connector/vault/keys.h"

#include <memory>
#include <string>

namespace bowline::tests {

struct Journey {
    /// Set up as the daemon of `configFile` sets itself up; `body` and its `signature` as they
    /// come.
    Journey(const std::string& configFile, std::string webhookBody, std::string signature);
    /// The same with what was loaded from it.
    Journey(
        const std::string& configFile,
        settings::LoadResult loaded,
        std::string webhookBody,
        std::string signature
    );

    [[nodiscard]] std::vector<Event> normalised() const;
    [[nodiscard]] stages::Consented consented() const;
    [[nodiscard]] stages::Inspected inspected() const;
    [[nodiscard]] stages::Rendered rendered() const;
    [[nodiscard]] ClearedItem cleared() const;

    // Rows with ids of their own each time.
    [[nodiscard]] store::NewJournalRow journalRow() const;
    [[nodiscard]] store::EventRow eventRow() const;
    [[nodiscard]] store::OutboxItem outboxRow() const;

    RuleSetPtr rules;
    vault::Keys keys;
    KeyedHash eventKeys;
    KeyedHash blindIndexes;
    std::shared_ptr<const channels::Channel> channel;
    detect::Detector detector;
    vault::SealingKey sealingKey;
    TenantId tenant;
    ChannelId channelId;
    DestinationId destination;
    std::string body;
    channels::Headers headers;
    Instant now;
    std::vector<Update> updates;
    Event event;
    stages::PersonValues person;
};

}  // namespace bowline::tests
