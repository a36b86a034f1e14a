// What the steps of the pipeline share: rules, keys, the store's connections, the channels. Built
// by app.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/guarded.h"
#include "connector/channels/channel.h"
#include "connector/detect/detector.h"
#include "connector/model/rules.h"
#include "connector/store/audit_log.h"
#include "connector/store/writer.h"
#include "connector/vault/key_cache.h"

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace bowline::pipeline {

/// A rule set with the detector for its classes; an event is judged under one of them from begin to
/// end.
struct ActiveRules {
    RuleSetPtr rules;
    std::shared_ptr<const detect::Detector> detector;
};

/// References outlive the pipeline.
struct Parts {
    TenantId tenant;
    Clock& clock;
    const vault::Keys& keys;
    vault::KeyCache& openKeys;
    store::Writer& writer;
    const store::AuditLog& audit;
    std::function<std::unique_ptr<store::Database>()> openReader;
    std::map<ChannelId, const channels::Channel*> channels;
    Guarded<ActiveRules>& active;
    std::function<void()>
        itemsArrived;  ///< called on the writer's thread after a commit with new items
    std::set<DestinationId> amending{};  ///< whose adapters can change a comment
};

/// The plan was computed from a snapshot that is no longer true; it is computed again. Caught by
/// the pipeline.
class Stale : public Error {
public:
    using Error::Error;
    Poco::Exception* clone() const override { return new Stale(*this); }
    void rethrow() const override { throw *this; }
};

}  // namespace bowline::pipeline
