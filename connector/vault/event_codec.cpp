// The frame of an event: its names and its place in order around the update.
#include "connector/vault/codecs.h"
#include "connector/vault/update_codec.h"

namespace bowline::vault {

namespace {

void write(RecordWriter& out, const OrderKey& order) {
    const auto& [providerSecond, journalSeq, position] = order;
    out.number(providerSecond);
    out.number(journalSeq);
    out.number(position);
}

OrderKey readOrder(RecordReader& in) {
    return OrderKey{in.number(), in.number(), in.number()};
}

/// The first version knew no events that refer to others.
std::vector<EventKey> readTargets(RecordReader& in) {
    constexpr std::int64_t kMost = 2;
    if (in.version() == 1)
        return {};
    std::vector<EventKey> targets(static_cast<std::size_t>(in.numberWithin(0, kMost)));
    for (auto& target : targets)
        target.bytes = in.textAs<std::string>();
    return targets;
}

std::optional<ProviderId> readGroup(RecordReader& in) {
    constexpr std::uint8_t kGroupsSince = 4;
    return in.version() < kGroupsSince ? std::nullopt : in.optionalTextAs<ProviderId>();
}

EventId readId(RecordReader& in) {
    std::string bytes;
    for (std::size_t i = 0; i < EventId{}.bytes().size(); ++i)
        bytes.push_back(static_cast<char>(in.byte()));
    return *EventId::fromBytes(bytes);
}

}  // namespace

void Codec<Event>::write(RecordWriter& out, const Event& event) {
    const auto& [id, key, tenant, channel, kind, sentAt, order, body, refersTo, group] = event;
    for (const char c : id.bytes())
        out.byte(static_cast<std::uint8_t>(c));
    out.text(key.bytes);
    out.text(tenant.str());
    out.text(channel.str());
    out.byte(static_cast<std::uint8_t>(kind));
    out.instant(sentAt);
    vault::write(out, order);
    writeUpdateBody(out, body);
    out.number(static_cast<std::int64_t>(refersTo.size()));
    for (const auto& target : refersTo)
        out.text(target.bytes);
    out.optional(group, [&out](const ProviderId& told) { out.text(told.expose()); });
}

Event Codec<Event>::read(RecordReader& in) {
    constexpr auto kLast = static_cast<std::uint8_t>(kLastEventKind);
    return Event{
        readId(in),
        EventKey{in.textAs<std::string>()},
        in.textAs<TenantId>(),
        in.textAs<ChannelId>(),
        static_cast<EventKind>(in.choice(kLast)),
        in.instant(),
        readOrder(in),
        readUpdateBody(in),
        readTargets(in),
        readGroup(in)};
}

}  // namespace bowline::vault
