// One function to write and one to read for each alternative of the body, in its order.
#include "connector/vault/update_codec.h"

#include "connector/vault/content_codec.h"

#include <iterator>

namespace bowline::vault {

namespace {

// Versions of the record.
constexpr std::uint8_t kParentsSince = 3;
constexpr std::uint8_t kImportedChangesSince = 4;

/// Writes a Sensitive into `out`.
auto textTo(RecordWriter& out) {
    return [&out](const auto& value) { out.text(value.expose()); };
}

void write(RecordWriter& out, const Sender& sender) {
    const auto& [phone, bsuid, name, parent, username] = sender;
    out.optional(phone, textTo(out));
    out.optional(bsuid, textTo(out));
    out.optional(name, textTo(out));
    out.optional(parent, textTo(out));
    out.optional(username, textTo(out));
}

void writeOptional(RecordWriter& out, const std::optional<Sender>& sender) {
    out.optional(sender, [&out](const Sender& value) { write(out, value); });
}

Sender readSender(RecordReader& in) {
    Sender sender{
        in.optionalTextAs<Phone>(), in.optionalTextAs<Bsuid>(), in.optionalTextAs<DisplayName>()};
    if (in.version() < kParentsSince)
        return sender;
    sender.parent = in.optionalTextAs<Bsuid>();
    sender.username = in.optionalTextAs<DisplayName>();
    return sender;
}

std::optional<Sender> readOptionalSender(RecordReader& in) {
    return in.flag() ? std::optional(readSender(in)) : std::nullopt;
}

void write(RecordWriter& out, const MessageUpdate& message) {
    const auto& [id, from, content, quoted, direction, forwarded, imported] = message;
    out.text(id.expose());
    write(out, from);
    writeContent(out, content);
    out.optional(quoted, textTo(out));
    out.byte(static_cast<std::uint8_t>(direction));
    out.flag(forwarded);
    out.flag(imported);
}

Direction readDirection(RecordReader& in) {
    return static_cast<Direction>(in.choice(static_cast<std::uint8_t>(Direction::Out)));
}

MessageUpdate readMessage(RecordReader& in) {
    return MessageUpdate{
        in.textAs<ProviderId>(),
        readSender(in),
        readContent(in),
        in.optionalTextAs<ProviderId>(),
        readDirection(in),
        in.flag(),
        in.flag()};
}

/// A message was a text and nothing else.
MessageUpdate readFirstMessage(RecordReader& in) {
    return MessageUpdate{
        in.textAs<ProviderId>(),
        readSender(in),
        textContent(in.textAs<MessageText>()),
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

StatusUpdate readStatus(RecordReader& in) {
    constexpr auto kLast = static_cast<std::uint8_t>(DeliveryState::Unknown);
    return StatusUpdate{
        in.textAs<ProviderId>(),
        static_cast<DeliveryState>(in.choice(kLast)),
        in.textAs<std::string>(),
        readOptionalSender(in),
        readOptionalInt(in)};
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

void write(RecordWriter& out, const AmendUpdate& amend) {
    const auto& [id, from, target, change, content, direction, imported] = amend;
    out.text(id.expose());
    write(out, from);
    out.text(target.expose());
    out.byte(static_cast<std::uint8_t>(change));
    writeContent(out, content);
    out.byte(static_cast<std::uint8_t>(direction));
    out.flag(imported);
}

AmendUpdate readAmend(RecordReader& in) {
    constexpr auto kLast = static_cast<std::uint8_t>(Change::Unreact);
    return AmendUpdate{
        in.textAs<ProviderId>(),
        readSender(in),
        in.textAs<ProviderId>(),
        static_cast<Change>(in.choice(kLast)),
        readContent(in),
        readDirection(in),
        in.version() >= kImportedChangesSince && in.flag()};
}

void write(RecordWriter& out, const IdentityUpdate& identity) {
    const auto& [id, change, before, now] = identity;
    out.text(id.expose());
    out.byte(static_cast<std::uint8_t>(change));
    write(out, before);
    write(out, now);
}

IdentityUpdate readIdentity(RecordReader& in) {
    constexpr auto kLast = static_cast<std::uint8_t>(IdentityChange::Security);
    return IdentityUpdate{
        in.textAs<ProviderId>(),
        static_cast<IdentityChange>(in.choice(kLast)),
        readSender(in),
        readSender(in)};
}

void write(RecordWriter& out, const CallUpdate& call) {
    const auto& [id, with, direction, state, stateText, seconds] = call;
    out.text(id.expose());
    write(out, with);
    out.byte(static_cast<std::uint8_t>(direction));
    out.byte(static_cast<std::uint8_t>(state));
    out.text(stateText);
    out.optional(seconds, [&out](std::int64_t value) { out.number(value); });
}

CallUpdate readCall(RecordReader& in) {
    constexpr auto kLast = static_cast<std::uint8_t>(CallState::Other);
    CallUpdate call;
    call.id = in.textAs<ProviderId>();
    call.with = readSender(in);
    call.direction = readDirection(in);
    call.state = static_cast<CallState>(in.choice(kLast));
    call.stateText = in.textAs<std::string>();
    if (in.flag())
        call.seconds = in.number();
    return call;
}

void write(RecordWriter& out, const NoticeUpdate& notice) {
    const auto& [topic, field, event, code, alarms] = notice;
    out.text(topic);
    out.text(field);
    out.text(event);
    out.optional(code, [&out](int value) { out.number(value); });
    out.flag(alarms);
}

NoticeUpdate readNotice(RecordReader& in) {
    return NoticeUpdate{
        in.textAs<std::string>(),
        in.textAs<std::string>(),
        in.textAs<std::string>(),
        readOptionalInt(in),
        in.flag()};
}

void write(RecordWriter& out, const AddressBookUpdate& entry) {
    const auto& [who, removed] = entry;
    write(out, who);
    out.flag(removed);
}

AddressBookUpdate readAddressBook(RecordReader& in) {
    return AddressBookUpdate{readSender(in), in.flag()};
}

/// How the alternative at the same place of the variant is read.
using BodyReader = UpdateBody (*)(RecordReader&);
constexpr BodyReader kBodyReaders[] = {
    [](RecordReader& in) -> UpdateBody {
        return in.version() == 1 ? readFirstMessage(in) : readMessage(in);
    },
    [](RecordReader& in) -> UpdateBody { return readStatus(in); },
    [](RecordReader& in) -> UpdateBody { return readPreference(in); },
    [](RecordReader& in) -> UpdateBody { return readPlaceholder(in); },
    [](RecordReader& in) -> UpdateBody { return readAmend(in); },
    [](RecordReader& in) -> UpdateBody { return readIdentity(in); },
    [](RecordReader& in) -> UpdateBody { return readCall(in); },
    [](RecordReader& in) -> UpdateBody { return readNotice(in); },
    [](RecordReader& in) -> UpdateBody { return readAddressBook(in); }};

}  // namespace

void writeUpdateBody(RecordWriter& out, const UpdateBody& body) {
    out.byte(static_cast<std::uint8_t>(body.index()));
    std::visit([&out](const auto& update) { write(out, update); }, body);
}

UpdateBody readUpdateBody(RecordReader& in) {
    static_assert(std::size(kBodyReaders) == std::variant_size_v<UpdateBody>);
    return kBodyReaders[in.choice(std::size(kBodyReaders) - 1)](in);
}

}  // namespace bowline::vault
