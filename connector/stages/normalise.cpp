// Event keys and order keys: see the header.
#include "connector/stages/normalise.h"

#include "connector/base/random_id.h"

#include <chrono>
#include <utility>

namespace bowline::stages {

namespace {

std::int64_t secondOf(Instant t) {
    return std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count();
}

/// The phone where there is one: a provider that adds the user id later repeats the same update.
std::string_view userOf(const Sender& who) {
    if (who.phone)
        return who.phone->expose();
    return who.bsuid ? who.bsuid->expose() : std::string_view{};
}

/// The provider's fields go in as one hashed field, so that their number cannot be confused with
/// ours.
EventKey keyOf(
    EventKind kind, std::span<const std::string_view> providersKey, const NormaliseContext& context
) {
    const auto inner = context.eventKeys.ofFields(providersKey);
    const auto outer = context.eventKeys.ofFields(
        {context.tenant.str(), context.channel.str(), toText(kind), asText(inner)}
    );
    return EventKey{std::string(asText(outer))};
}

/// Makes the key of one update out of the fields that name it at the provider.
class KeyOf {
public:
    KeyOf(const Update& update, const NormaliseContext& context)
        : update_(update), context_(context) {}

    EventKey operator()(const MessageUpdate& m) const { return key({m.id.expose()}); }

    EventKey operator()(const StatusUpdate& s) const {
        const auto recipient = s.recipient ? userOf(*s.recipient) : std::string_view{};
        return key({s.of.expose(), s.stateText, recipient});
    }

    EventKey operator()(const PreferenceUpdate& p) const {
        const auto second = std::to_string(secondOf(update_.sentAt));
        return key({userOf(p.who), p.stop ? "stop" : "resume", second});
    }

    EventKey operator()(const PlaceholderUpdate& p) const {
        if (!p.id)
            return keyOfElement(p.kind);
        if (p.kind == "call")
            return key({p.kind, "event", p.id->expose(), asText(update_.elementHash)});
        return key({p.kind, "id", p.id->expose()});
    }

    EventKey operator()(const AmendUpdate& a) const { return key({a.id.expose()}); }
    EventKey operator()(const IdentityUpdate& i) const { return key({i.id.expose()}); }
    EventKey operator()(const CallUpdate& c) const { return key({c.id.expose(), c.stateText}); }
    EventKey operator()(const NoticeUpdate& n) const { return keyOfElement(n.topic); }
    EventKey operator()(const AddressBookUpdate&) const { return keyOfElement("entry"); }

private:
    EventKey keyOfElement(std::string_view what) const {
        return key({what, "element", asText(update_.elementHash)});
    }

    EventKey key(std::initializer_list<std::string_view> fields) const {
        std::vector<std::string_view> all{update_.number};
        all.insert(all.end(), fields);
        return keyOf(kindOf(update_.body), all, context_);
    }

    const Update& update_;
    const NormaliseContext& context_;
};

/// The provider's id of the message that an update speaks of.
struct TargetOf {
    const ProviderId* operator()(const MessageUpdate& m) const {
        return m.quoted ? &*m.quoted : nullptr;
    }
    const ProviderId* operator()(const StatusUpdate& s) const { return &s.of; }
    const ProviderId* operator()(const AmendUpdate& a) const { return &a.target; }
    template <class Other>
    const ProviderId* operator()(const Other&) const {
        return nullptr;
    }
};

/// A provider's id does not tell who wrote the message, so both keys are possible.
std::vector<EventKey> targetsOf(const Update& update, const NormaliseContext& context) {
    const ProviderId* target = std::visit(TargetOf{}, update.body);
    if (target == nullptr)
        return {};
    const std::vector<std::string_view> fields{update.number, target->expose()};
    return {keyOf(EventKind::Message, fields, context), keyOf(EventKind::Echo, fields, context)};
}

Event normalised(Update update, const NormaliseContext& context) {
    auto key = std::visit(KeyOf(update, context), update.body);
    auto targets = targetsOf(update, context);
    const auto kind = kindOf(update.body);
    return Event{
        newId<EventId>(),
        std::move(key),
        context.tenant,
        context.channel,
        kind,
        update.sentAt,
        {secondOf(update.sentAt), context.journalSeq, update.position},
        std::move(update.body),
        std::move(targets),
        std::move(update.group)};
}

}  // namespace

std::vector<Event> normalise(std::vector<Update> updates, const NormaliseContext& context) {
    std::vector<Event> events;
    events.reserve(updates.size());
    for (auto& update : updates)
        events.push_back(normalised(std::move(update), context));
    return events;
}

}  // namespace bowline::stages
