// One element at a time. Every key is optional: providers leave keys out and add new ones without
// notice.
#include "connector/channels/meta_elements.h"

#include "connector/base/text.h"

#include <algorithm>

namespace bowline::channels {

namespace {

constexpr std::size_t kLongestText = 65'536;     ///< MessageText's bound
constexpr std::size_t kLongestName = 256;        ///< more than the app lets one type
constexpr std::size_t kLongestUserId = 256;      ///< documented: country, dot, 128 characters
constexpr std::size_t kLongestNumberId = 64;     ///< in practice 15 or 16 digits
constexpr std::size_t kLongestStateText = 32;    ///< StatusUpdate's bound
constexpr std::size_t kMostDigitsOfNumber = 20;  ///< E.164 has 15; odd test numbers have more

/// At most `limit` bytes, cut between code points.
std::string_view cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit)
        return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80)
        --limit;
    return text.substr(0, limit);
}

std::optional<std::string_view> nonEmpty(std::optional<std::string_view> text) {
    return text && !text->empty() ? text : std::nullopt;
}

std::optional<ProviderId> idOf(JsonView value) {
    const auto text = nonEmpty(value.textOrNumber());
    return text ? std::optional<ProviderId>(*text) : std::nullopt;
}

/// The digits of a number, without '+'; empty for what is no number (group ids stand in the same
/// places).
std::string_view digitsOf(JsonView value) {
    auto digits = value.textOrNumber().value_or("");
    if (digits.starts_with('+'))
        digits.remove_prefix(1);
    const bool isNumber = digits.size() <= kMostDigitsOfNumber &&
                          std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? digits : std::string_view{};
}

std::optional<Phone> phoneOf(JsonView value) {
    const auto digits = digitsOf(value);
    return digits.empty() ? std::nullopt : std::optional<Phone>("+" + std::string(digits));
}

std::optional<Bsuid> bsuidOf(JsonView value) {
    const auto text = nonEmpty(value.text());
    return text && text->size() <= kLongestUserId ? std::optional<Bsuid>(*text) : std::nullopt;
}

JsonView found(
    const std::unordered_map<std::string_view, JsonView>& contacts, std::string_view name
) {
    const auto at = contacts.find(name);
    return at == contacts.end() ? JsonView() : at->second;
}

/// The identifier that the element left out is taken from the contact that matched by the other.
Sender completed(Sender who, JsonView contact) {
    if (!who.phone)
        who.phone = phoneOf(contact["wa_id"]);
    if (!who.bsuid)
        who.bsuid = bsuidOf(contact["user_id"]);
    if (const auto name = nonEmpty(contact["profile"]["name"].text()))
        who.name = DisplayName(cut(*name, kLongestName));
    return who;
}

std::optional<Sender> senderOf(JsonView phone, JsonView userId, const MetaContext& context) {
    const Sender who{phoneOf(phone), bsuidOf(userId), std::nullopt};
    if (!who.phone && !who.bsuid)
        return std::nullopt;
    return completed(who, context.contacts.of(who));
}

/// Message types with a kind of their own; the rest is "unknown".
std::string_view kindOfType(std::string_view type) {
    constexpr std::string_view kOwn[] = {
        "audio",
        "button",
        "contacts",
        "document",
        "edit",
        "image",
        "location",
        "order",
        "reaction",
        "request_welcome",
        "revoke",
        "sticker",
        "system",
        "text",
        "unsupported",
        "video",
        "interactive"};
    if (type == "voice")  // the on-premises spelling of a recorded note
        return "audio";
    if (type == "gif")
        return "video";
    const auto* found = std::ranges::find(kOwn, type);
    return found == std::end(kOwn) ? "unknown" : *found;
}

/// Lower-case letters and underscores: the word goes into keys and must not carry anything else.
std::string stateTextOf(JsonView value) {
    auto text = toLowerAscii(cut(value.text().value_or(""), kLongestStateText));
    std::ranges::replace_if(
        text, [](char c) { return c < 'a' || c > 'z'; }, '_'
    );
    return text;
}

DeliveryState stateOf(std::string_view text) {
    constexpr std::string_view kWords[] = {"sent", "delivered", "read", "played", "failed"};
    const auto* found = std::ranges::find(kWords, text);
    return found == std::end(kWords) ? DeliveryState::Unknown
                                     : static_cast<DeliveryState>(found - std::begin(kWords));
}

/// In a group each participant has a status of its own, and recipient_id names the group.
std::optional<Sender> recipientOf(JsonView status) {
    const Sender participant{
        phoneOf(status["recipient_participant_id"]),
        bsuidOf(status["recipient_participant_user_id"]),
        std::nullopt};
    if (participant.phone || participant.bsuid)
        return participant;
    const Sender single{
        phoneOf(status["recipient_id"]), bsuidOf(status["recipient_user_id"]), std::nullopt};
    if (single.phone || single.bsuid)
        return single;
    return std::nullopt;
}

std::optional<int> errorCodeOf(JsonView status) {
    const auto errors = status["errors"].asList();
    const auto code = errors.empty() ? std::nullopt : errors.front()["code"].integer();
    if (!code || *code < 0 || *code > 99'999'999)
        return std::nullopt;
    return static_cast<int>(*code);
}

}  // namespace

MetaContacts::MetaContacts(JsonView list) {
    for (const auto& contact : list.asList()) {
        if (const auto digits = digitsOf(contact["wa_id"]); !digits.empty())
            byDigits_.emplace(digits, contact);
        if (const auto userId = nonEmpty(contact["user_id"].text()))
            byUserId_.emplace(*userId, contact);
    }
}

JsonView MetaContacts::of(const Sender& who) const {
    const auto byPhone = who.phone ? found(byDigits_, who.phone->expose().substr(1)) : JsonView();
    if (byPhone.type() != JsonType::Absent || !who.bsuid)
        return byPhone;
    return found(byUserId_, who.bsuid->expose());
}

std::string metaNumber(JsonView value) {
    return std::string(
        cut(value["metadata"]["phone_number_id"].textOrNumber().value_or(""), kLongestNumberId)
    );
}

std::optional<Instant> metaTime(JsonView value) {
    constexpr std::int64_t kSmallestMillis = 100'000'000'000;  // as seconds: the year 5138
    constexpr std::int64_t kEndOf9999 = 253'402'300'800'000;
    const auto number = value.integer();
    if (!number || *number <= 0 || *number >= kEndOf9999)
        return std::nullopt;
    return fromMillis(*number > kSmallestMillis ? *number : *number * 1000);
}

UpdateBody placeholder(std::string_view kind, JsonView element) {
    return PlaceholderUpdate{std::string(kind), idOf(element["id"]), std::nullopt};
}

UpdateBody readMessage(JsonView message, const MetaContext& context, const Digest& elementHash) {
    auto from = senderOf(message["from"], message["from_user_id"], context);
    auto id = idOf(message["id"]);
    const auto type = message["type"].text().value_or("unknown");
    const auto body = message["text"]["body"].text();
    if (type != "text" || !from || !body)
        return PlaceholderUpdate{std::string(kindOfType(type)), std::move(id), std::move(from)};
    if (!id)
        id = ProviderId("sha256:" + toHex(asText(elementHash)));
    return MessageUpdate{
        std::move(*id),
        std::move(*from),
        MessageText(cut(*body, kLongestText)),
        idOf(message["context"]["id"])};
}

UpdateBody readStatus(JsonView status) {
    auto of = idOf(status["id"]);
    if (status["type"].text() == "call")
        return placeholder("call", status);
    if (!of)
        return placeholder("status", status);
    auto word = stateTextOf(status["status"]);
    const auto state = stateOf(word);
    return StatusUpdate{
        std::move(*of), state, std::move(word), recipientOf(status), errorCodeOf(status)};
}

UpdateBody readPreference(JsonView preference, const MetaContext& context) {
    auto who = senderOf(preference["wa_id"], preference["user_id"], context);
    const auto word = preference["value"].text().value_or("");
    const auto category = preference["category"].text().value_or("marketing_messages");
    // A stop of whatever kind stops marketing; only its own word allows it again.
    const bool stop = word == "stop";
    const bool again = category == "marketing_messages" && (word == "resume" || word == "signup");
    if (!who || (!stop && !again))
        return PlaceholderUpdate{"preference", idOf(preference["id"]), std::move(who)};
    return PreferenceUpdate{std::move(*who), stop};
}

UpdateBody readCall(JsonView call, const MetaContext& context) {
    auto update = PlaceholderUpdate{"call", idOf(call["id"]), std::nullopt};
    if (call["direction"].text() == "USER_INITIATED")
        update.from = senderOf(call["from"], call["from_user_id"], context);
    return update;
}

}  // namespace bowline::channels
