// Which event a form is, who it is from, and its ids.
#include "connector/channels/twilio_decode.h"

#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/channels/form_body.h"
#include "connector/channels/twilio_content.h"
#include "connector/channels/twilio_signature.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace bowline::channels {

namespace {

constexpr std::size_t kLongestName = 256;
constexpr std::size_t kLongestUserId = 256;
constexpr std::size_t kLongestNumber = 64;
constexpr std::size_t kLongestStateText = 32;    ///< StatusUpdate's bound
constexpr std::size_t kMostDigitsOfNumber = 20;  ///< E.164 has 15
constexpr std::string_view kPrefix = "whatsapp:";
constexpr std::string_view kServicePrefix = "MG";  ///< of a messaging service's sid

constexpr std::string_view kKinds[] = {"empty", "status", "unknown"};

/// An address without the name of its network; user ids stand behind it too.
std::string_view withoutPrefix(std::string_view address) {
    return address.starts_with(kPrefix) ? address.substr(kPrefix.size()) : address;
}

std::string_view digitsOf(std::string_view address) {
    auto digits = withoutPrefix(address);
    if (digits.starts_with('+'))
        digits.remove_prefix(1);
    const bool isNumber = digits.size() <= kMostDigitsOfNumber &&
                          std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? digits : std::string_view{};
}

std::optional<Phone> phoneIn(std::string_view address) {
    const auto digits = digitsOf(address);
    return digits.empty() ? std::nullopt : std::optional<Phone>("+" + std::string(digits));
}

std::optional<Bsuid> userIdIn(std::string_view written) {
    const auto id = withoutPrefix(written);
    const bool isId = !id.empty() && id.size() <= kLongestUserId;
    return isId ? std::optional<Bsuid>(id) : std::nullopt;
}

/// Who writes, or of a status (`field` To) who was written to. An address is a number, or a user id
/// when the person has no number for us.
std::optional<Sender> senderOf(const FormBody& form, std::string_view field) {
    const auto address = form.text(field).value_or("");
    Sender who{phoneIn(address), userIdIn(form.text("ExternalUserId").value_or("")), {}};
    if (!who.phone)
        who.phone = phoneIn(form.text("WaId").value_or(""));
    if (!who.bsuid && address.starts_with(kPrefix) && digitsOf(address).empty())
        who.bsuid = userIdIn(address);
    if (!who.phone && !who.bsuid)
        return std::nullopt;
    if (const auto name = form.text("ProfileName"))
        who.name = DisplayName(cutText(*name, kLongestName));
    return who;
}

/// `field` is where our side stands.
std::string numberOf(const FormBody& form, std::string_view configured, std::string_view field) {
    const auto address = form.text(field).value_or("");
    const bool byService = configured.starts_with(kServicePrefix) || address.empty();
    const auto digits = digitsOf(address);
    const auto number = byService        ? form.text("MessagingServiceSid").value_or("")
                        : digits.empty() ? address
                                         : digits;
    return std::string(cutText(number, kLongestNumber));
}

std::optional<ProviderId> idOf(const FormBody& form) {
    for (const char* name : {"MessageSid", "SmsMessageSid", "SmsSid"}) {
        if (const auto id = form.text(name))
            return ProviderId(*id);
    }
    return std::nullopt;
}

bool isTrue(const FormBody& form, std::string_view name) {
    return toLowerAscii(form.text(name).value_or("")) == "true";
}

DeliveryState stateOf(std::string_view word) {
    struct Row {
        std::string_view word;
        DeliveryState state;
    };
    constexpr Row kRows[] = {
        {"sent", DeliveryState::Sent},
        {"delivered", DeliveryState::Delivered},
        {"read", DeliveryState::Read},
        {"undelivered", DeliveryState::Failed},
        {"failed", DeliveryState::Failed}};
    const auto* row = std::ranges::find(kRows, word, &Row::word);
    return row == std::end(kRows) ? DeliveryState::Unknown : row->state;
}

/// Letters only: the word goes into keys and logs.
std::string wordIn(std::optional<std::string_view> text) {
    auto word = toLowerAscii(cutText(text.value_or(""), kLongestStateText));
    std::ranges::replace_if(
        word, [](char c) { return c < 'a' || c > 'z'; }, '_'
    );
    return word;
}

bool isInbound(std::string_view word) {
    return word.empty() || word == "received" || word == "receiving";
}

/// The state of a message of ours that the form tells; empty when it tells none. MessageStatus
/// stands in callbacks only; SmsStatus stands in messages too, as "received".
std::string statusIn(const FormBody& form) {
    if (auto word = wordIn(form.text("MessageStatus")); !isInbound(word))
        return word;
    if (hasContent(form))
        return {};
    for (const char* name : {"SmsStatus", "EventType"}) {
        auto word = wordIn(form.text(name));
        if (!isInbound(word) && stateOf(word) != DeliveryState::Unknown)
            return word;
    }
    return {};
}

UpdateBody readStatus(const FormBody& form, std::string word) {
    auto of = idOf(form);
    if (!of)
        return PlaceholderUpdate{"status", std::nullopt, std::nullopt};
    const auto state = stateOf(word);
    return StatusUpdate{
        std::move(*of), state, std::move(word), senderOf(form, "To"), twilioErrorCode(form)};
}

/// The texts of the whole form belong to its first message; so do the reply and its id.
std::vector<UpdateBody> readMessages(
    const FormBody& form, const Sender& from, const ProviderId& id
) {
    std::vector<UpdateBody> messages;
    const bool forwarded = isTrue(form, "Forwarded") || isTrue(form, "FrequentlyForwarded");
    for (auto& content : twilioContents(form)) {
        MessageUpdate message{id, from, std::move(content)};
        message.forwarded = forwarded;
        if (!messages.empty())
            message.id = ProviderId(fmt::format("{}/{}", id.expose(), messages.size()));
        else if (const auto quoted = form.text("OriginalRepliedMessageSid"))
            message.quoted = ProviderId(*quoted);
        messages.emplace_back(std::move(message));
    }
    return messages;
}

std::vector<UpdateBody> readInbound(const FormBody& form, const Digest& hash) {
    auto id = idOf(form);
    const auto from = senderOf(form, "From");
    if (!from || (!id && !hasContent(form)))
        return {
            PlaceholderUpdate{form.sorted().empty() ? "empty" : "unknown", std::move(id), from}};
    if (!id)
        id = ProviderId("sha256:" + toHex(asText(hash)));
    return readMessages(form, *from, *id);
}

}  // namespace

Decoded decodeTwilio(std::string_view rawBody, std::string_view number, Instant receivedAt) {
    const FormBody form(rawBody, kTwilioFormLimits);
    Decoded decoded{{}, std::string(form.fault()), form.duplicateNames()};
    if (!decoded.undecodable.empty())
        return decoded;
    const auto hash = sha256(form.canonical());
    auto status = statusIn(form);
    const auto ours = numberOf(form, number, status.empty() ? "To" : "From");
    std::vector<UpdateBody> bodies;
    if (status.empty())
        bodies = readInbound(form, hash);
    else
        bodies.push_back(readStatus(form, std::move(status)));
    for (auto& body : bodies) {
        const auto position = static_cast<std::uint32_t>(decoded.updates.size());
        decoded.updates.push_back({ours, position, receivedAt, hash, std::move(body)});
    }
    return decoded;
}

std::span<const std::string_view> twilioPlaceholderKinds() {
    return kKinds;
}

}  // namespace bowline::channels
