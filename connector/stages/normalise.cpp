// Event keys and order keys: see the header.
#include "connector/stages/normalise.h"

#include "connector/base/random_id.h"

#include <chrono>
#include <utility>

namespace bowline::stages {

namespace {

EventKind kindOf(const UpdateBody& body) {
    return static_cast<EventKind>(body.index());
}
static_assert(std::is_same_v<std::variant_alternative_t<0, UpdateBody>, MessageUpdate>);
static_assert(std::is_same_v<std::variant_alternative_t<1, UpdateBody>, StatusUpdate>);
static_assert(std::is_same_v<std::variant_alternative_t<2, UpdateBody>, PreferenceUpdate>);
static_assert(std::is_same_v<std::variant_alternative_t<3, UpdateBody>, PlaceholderUpdate>);

std::int64_t secondOf(Instant t) {
    return std::chrono::floor<std::chrono::seconds>(t).time_since_epoch().count();
}

/// The phone where there is one: a provider that adds the user id later repeats the same update.
std::string_view userOf(const Sender& who) {
    if (who.phone)
        return who.phone->expose();
    return who.bsuid ? who.bsuid->expose() : std::string_view{};
}

/// Makes the key of one update out of the fields that name it at the provider.
class KeyOf {
public:
    KeyOf(const Update& update, const NormaliseContext& context)
        : update_(update), context_(context) {}

    EventKey operator()(const MessageUpdate& m) const {
        return key({update_.number, m.id.expose()});
    }

    EventKey operator()(const StatusUpdate& s) const {
        return key(
            {update_.number,
             s.of.expose(),
             s.stateText,
             s.recipient ? userOf(*s.recipient) : std::string_view{}}
        );
    }

    EventKey operator()(const PreferenceUpdate& p) const {
        const auto second = std::to_string(secondOf(update_.sentAt));
        return key({update_.number, userOf(p.who), p.stop ? "stop" : "resume", second});
    }

    EventKey operator()(const PlaceholderUpdate& p) const {
        const auto element = asText(update_.elementHash);
        if (!p.id)
            return key({update_.number, p.kind, "element", element});
        if (p.kind == "call")
            return key({update_.number, p.kind, "event", p.id->expose(), element});
        return key({update_.number, p.kind, "id", p.id->expose()});
    }

private:
    /// The provider's fields go in as one hashed field, so that their number cannot be confused
    /// with ours.
    EventKey key(std::initializer_list<std::string_view> providersKey) const {
        const auto inner = context_.eventKeys.ofFields(providersKey);
        const auto outer = context_.eventKeys.ofFields(
            {context_.tenant.str(),
             context_.channel.str(),
             toText(kindOf(update_.body)),
             asText(inner)}
        );
        return EventKey{std::string(asText(outer))};
    }

    const Update& update_;
    const NormaliseContext& context_;
};

Event normalised(Update update, const NormaliseContext& context) {
    auto key = std::visit(KeyOf(update, context), update.body);
    const auto kind = kindOf(update.body);
    return Event{
        newId<EventId>(),
        std::move(key),
        context.tenant,
        context.channel,
        kind,
        update.sentAt,
        {secondOf(update.sentAt), context.journalSeq, update.position},
        std::move(update.body)};
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
