#include "connector/channels/meta_elements.h"

#include "connector/base/text.h"
#include "connector/channels/meta_content.h"

#include <algorithm>

namespace bowline::channels {

namespace {

constexpr std::size_t kLongestStateText = 32;  ///< StatusUpdate's bound
constexpr std::size_t kLongestName = 256;

DeliveryState stateOf(std::string_view text) {
    constexpr std::string_view kWords[] = {"sent", "delivered", "read", "played", "failed"};
    const auto* found = std::ranges::find(kWords, text);
    return found == std::end(kWords) ? DeliveryState::Unknown
                                     : static_cast<DeliveryState>(found - std::begin(kWords));
}

/// In a group each participant has a status of its own, and recipient_id names the group.
std::optional<Sender> recipientOf(JsonView status) {
    const Sender participant{
        metaPhone(status["recipient_participant_id"]),
        metaUserId(status["recipient_participant_user_id"]),
        std::nullopt};
    if (participant.phone || participant.bsuid)
        return participant;
    const Sender single{
        metaPhone(status["recipient_id"]), metaUserId(status["recipient_user_id"]), std::nullopt};
    if (single.phone || single.bsuid)
        return single;
    return std::nullopt;
}

/// How long a call was: told, or between its start and its end.
std::optional<std::int64_t> secondsOf(JsonView call) {
    constexpr std::int64_t kLongest = 7 * 24 * 3'600;
    const auto within = [](std::int64_t seconds) { return seconds >= 0 && seconds <= kLongest; };
    if (const auto told = call["duration"].integer(); told && within(*told))
        return told;
    const auto begin = metaTime(call["start_time"]);
    const auto end = metaTime(call["end_time"]);
    if (!begin || !end)
        return std::nullopt;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*end - *begin).count();
    return within(seconds) ? std::optional(seconds) : std::nullopt;
}

/// An end without a word is a missed call when nobody talked.
CallState callStateOf(
    std::string_view word, std::string_view status, std::optional<std::int64_t> seconds
) {
    if (word == "ringing")
        return CallState::Ringing;
    if (word == "accepted")
        return CallState::Answered;
    if (word == "rejected")
        return CallState::Rejected;
    if (word != "terminate")
        return CallState::Other;
    return seconds.value_or(0) > 0 && status != "failed" ? CallState::Ended : CallState::Missed;
}

}  // namespace

UpdateBody placeholder(std::string_view kind, JsonView element) {
    return PlaceholderUpdate{std::string(kind), metaId(element["id"]), std::nullopt};
}

UpdateBody readStatus(JsonView status, const MetaContacts& contacts) {
    auto of = metaId(status["id"]);
    if (status["type"].text() == "call")
        return readCall(status, contacts);
    if (!of)
        return placeholder("status", status);
    auto word = metaWord(status["status"], kLongestStateText);
    const auto state = stateOf(word);
    return StatusUpdate{
        std::move(*of), state, std::move(word), recipientOf(status), metaErrorCode(status)};
}

UpdateBody readPreference(JsonView preference, const MetaContacts& contacts) {
    auto who = metaSender(preference["wa_id"], preference["user_id"], contacts);
    const auto word = preference["value"].text().value_or("");
    const auto category = preference["category"].text().value_or("marketing_messages");
    // A stop of whatever kind stops marketing; only its own word allows it again.
    const bool stop = word == "stop";
    const bool again = category == "marketing_messages" && (word == "resume" || word == "signup");
    if (!who || (!stop && !again))
        return PlaceholderUpdate{"preference", metaId(preference["id"]), std::move(who)};
    return PreferenceUpdate{std::move(*who), stop};
}

UpdateBody readCall(JsonView call, const MetaContacts& contacts) {
    const bool byUser = call["direction"].text().value_or("") == "USER_INITIATED";
    auto with = byUser ? metaSender(call["from"], call["from_user_id"], contacts)
                       : metaSender(call["to"], call["to_user_id"], contacts);
    if (!with)
        with = metaSender(call["recipient_id"], call["recipient_user_id"], contacts);
    auto id = metaId(call["id"]);
    if (!id || !with)
        return PlaceholderUpdate{"call", std::move(id), std::move(with)};
    const auto seconds = secondsOf(call);
    const bool isStep = call["event"].type() != JsonType::Absent;
    auto word = metaWord(call[isStep ? "event" : "status"], kLongestStateText);
    const auto state = callStateOf(word, metaWord(call["status"], kLongestStateText), seconds);
    return CallUpdate{
        std::move(*id),
        std::move(*with),
        byUser ? Direction::In : Direction::Out,
        state,
        std::move(word),
        seconds};
}

UpdateBody readAddressBookEntry(JsonView entry) {
    const auto contact = entry["contact"];
    auto who = metaSender(contact["phone_number"], contact["user_id"], {});
    if (!who)
        return placeholder("state_sync", entry);
    if (const auto name = nonEmpty(contact["full_name"].text()))
        who->name = DisplayName(cutText(*name, kLongestName));
    return AddressBookUpdate{std::move(*who), entry["action"].text() == "remove"};
}

}  // namespace bowline::channels
