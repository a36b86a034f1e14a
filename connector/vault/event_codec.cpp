// Events as records. The alternative of the body is the byte before it.
#include "connector/vault/codecs.h"

#include <limits>

namespace bowline::vault {

namespace {

/// Writes a Sensitive into `out`.
auto textTo(RecordWriter& out) {
    return [&out](const auto& value) { out.text(value.expose()); };
}

void write(RecordWriter& out, const Sender& sender) {
    const auto& [phone, bsuid, name] = sender;
    out.optional(phone, textTo(out));
    out.optional(bsuid, textTo(out));
    out.optional(name, textTo(out));
}

void writeOptional(RecordWriter& out, const std::optional<Sender>& sender) {
    out.optional(sender, [&out](const Sender& value) { write(out, value); });
}

Sender readSender(RecordReader& in) {
    return Sender{
        in.optionalTextAs<Phone>(), in.optionalTextAs<Bsuid>(), in.optionalTextAs<DisplayName>()};
}

std::optional<Sender> readOptionalSender(RecordReader& in) {
    return in.flag() ? std::optional(readSender(in)) : std::nullopt;
}

void write(RecordWriter& out, const MessageUpdate& message) {
    const auto& [id, from, text, quoted] = message;
    out.text(id.expose());
    write(out, from);
    out.text(text.expose());
    out.optional(quoted, textTo(out));
}

MessageUpdate readMessage(RecordReader& in) {
    return MessageUpdate{
        in.textAs<ProviderId>(),
        readSender(in),
        in.textAs<MessageText>(),
        in.optionalTextAs<ProviderId>()};
}

void write(RecordWriter& out, const StatusUpdate& status) {
    const auto& [of, state, stateText, recipient, errorCode] = status;
    out.text(of.expose());
    out.byte(static_cast<std::uint8_t>(state));
    out.text(stateText);
    writeOptional(out, recipient);
    out.optional(errorCode, [&out](int code) { out.number(code); });
}

std::optional<int> readErrorCode(RecordReader& in) {
    using Limits = std::numeric_limits<int>;
    if (!in.flag())
        return std::nullopt;
    return static_cast<int>(in.numberWithin(Limits::min(), Limits::max()));
}

StatusUpdate readStatus(RecordReader& in) {
    constexpr auto kLast = static_cast<std::uint8_t>(DeliveryState::Unknown);
    return StatusUpdate{
        in.textAs<ProviderId>(),
        static_cast<DeliveryState>(in.choice(kLast)),
        in.textAs<std::string>(),
        readOptionalSender(in),
        readErrorCode(in)};
}

void write(RecordWriter& out, const PreferenceUpdate& preference) {
    const auto& [who, stop] = preference;
    write(out, who);
    out.flag(stop);
}

PreferenceUpdate readPreference(RecordReader& in) {
    return PreferenceUpdate{readSender(in), in.flag()};
}

void write(RecordWriter& out, const PlaceholderUpdate& placeholder) {
    const auto& [kind, id, from] = placeholder;
    out.text(kind);
    out.optional(id, textTo(out));
    writeOptional(out, from);
}

PlaceholderUpdate readPlaceholder(RecordReader& in) {
    return PlaceholderUpdate{
        in.textAs<std::string>(), in.optionalTextAs<ProviderId>(), readOptionalSender(in)};
}

void writeBody(RecordWriter& out, const UpdateBody& body) {
    out.byte(static_cast<std::uint8_t>(body.index()));
    std::visit([&out](const auto& update) { write(out, update); }, body);
}

UpdateBody readBody(RecordReader& in) {
    static_assert(std::variant_size_v<UpdateBody> == 4);
    switch (in.choice(3)) {
        case 0:
            return readMessage(in);
        case 1:
            return readStatus(in);
        case 2:
            return readPreference(in);
        default:
            return readPlaceholder(in);
    }
}

void write(RecordWriter& out, const OrderKey& order) {
    const auto& [providerSecond, journalSeq, position] = order;
    out.number(providerSecond);
    out.number(journalSeq);
    out.number(position);
}

OrderKey readOrder(RecordReader& in) {
    return OrderKey{in.number(), in.number(), in.number()};
}

EventId readId(RecordReader& in) {
    std::string bytes;
    for (std::size_t i = 0; i < EventId{}.bytes().size(); ++i)
        bytes.push_back(static_cast<char>(in.byte()));
    return *EventId::fromBytes(bytes);
}

}  // namespace

void Codec<Event>::write(RecordWriter& out, const Event& event) {
    const auto& [id, key, tenant, channel, kind, sentAt, order, body] = event;
    for (const char c : id.bytes())
        out.byte(static_cast<std::uint8_t>(c));
    out.text(key.bytes);
    out.text(tenant.str());
    out.text(channel.str());
    out.byte(static_cast<std::uint8_t>(kind));
    out.instant(sentAt);
    vault::write(out, order);
    writeBody(out, body);
}

Event Codec<Event>::read(RecordReader& in) {
    constexpr auto kLast = static_cast<std::uint8_t>(EventKind::Placeholder);
    return Event{
        readId(in),
        EventKey{in.textAs<std::string>()},
        in.textAs<TenantId>(),
        in.textAs<ChannelId>(),
        static_cast<EventKind>(in.choice(kLast)),
        in.instant(),
        readOrder(in),
        readBody(in)};
}

}  // namespace bowline::vault
