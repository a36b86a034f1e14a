#include "connector/channels/meta_message.h"

#include "connector/base/text.h"
#include "connector/channels/meta_content.h"

#include <algorithm>
#include <array>

namespace bowline::channels {

namespace {

/// One message with what was found out about it.
struct Found {
    JsonView message;
    std::string_view type;
    ProviderId id;
    Sender customer;
    Direction direction;
};

PlaceholderUpdate placeholderOf(
    std::string_view kind, JsonView message, std::optional<Sender> from
) {
    return {std::string(kind), metaId(message["id"]), std::move(from)};
}

/// Message types with a kind of placeholder of their own; the rest is "unknown".
std::string_view kindOfType(std::string_view type) {
    constexpr std::string_view kOwn[] = {
        "audio",
        "button",
        "contacts",
        "document",
        "edit",
        "image",
        "interactive",
        "location",
        "order",
        "reaction",
        "revoke",
        "system",
        "unsupported",
        "video",
        "request_welcome",
        "sticker",
        "text"};
    const auto* found = std::ranges::find(kOwn, type);
    return found == std::end(kOwn) ? "unknown" : *found;
}

std::optional<Sender> customerOf(
    JsonView message, const MessagePlace& place, const MetaContacts& contacts
) {
    if (place.customer.type() != JsonType::Absent)
        return metaSender(place.customer, {}, contacts);
    if (place.direction == Direction::Out)
        return metaSender(message["to"], message["to_user_id"], contacts);
    auto sender = metaSender(message["from"], message["from_user_id"], contacts);
    if (sender && !sender->parent)
        sender->parent = metaUserId(message["from_parent_user_id"]);
    return sender;
}

std::optional<Change> changeOf(std::string_view type, JsonView message) {
    if (type == "edit")
        return Change::Edit;
    if (type == "revoke")
        return Change::Revoke;
    if (type != "reaction")
        return std::nullopt;
    return nonEmpty(message["reaction"]["emoji"].text()) ? Change::React : Change::Unreact;
}

MessageContent contentOf(Change change, JsonView message) {
    if (change == Change::Edit)
        return metaContent(message["edit"]["message"]);
    if (change == Change::React)
        return textContent(MessageText(cutText(*message["reaction"]["emoji"].text(), 64)));
    return {};
}

UpdateBody readChange(Found found, Change change, bool imported) {
    const auto object = found.message[found.type];
    const char* key = found.type == "reaction" ? "message_id" : "original_message_id";
    auto target = metaId(object[key]);
    if (!target)
        return placeholderOf(found.type, found.message, std::move(found.customer));
    return AmendUpdate{
        std::move(found.id),
        std::move(found.customer),
        std::move(*target),
        change,
        contentOf(change, found.message),
        found.direction,
        imported};
}

std::optional<IdentityChange> identityChangeOf(std::string_view systemType) {
    struct Row {
        std::string_view type;
        IdentityChange change;
    };
    constexpr Row kRows[] = {
        {"user_changed_number", IdentityChange::Number},
        {"customer_changed_number", IdentityChange::Number},
        {"user_changed_user_id", IdentityChange::UserId},
        {"user_identity_changed", IdentityChange::Security},
        {"customer_identity_changed", IdentityChange::Security}};
    const auto* row = std::ranges::find(kRows, systemType, &Row::type);
    return row == std::end(kRows) ? std::nullopt : std::optional(row->change);
}

/// The message is from who the person was; the object says who she is now.
UpdateBody readSystem(Found found) {
    const auto system = found.message["system"];
    const auto change = identityChangeOf(system["type"].text().value_or(""));
    if (!change)
        return placeholderOf("system", found.message, std::move(found.customer));
    IdentityUpdate update{std::move(found.id), *change, std::move(found.customer), {}};
    if (auto previous = metaUserId(system["previous_user_id"]))
        update.before.bsuid = std::move(previous);
    if (auto previous = metaUserId(system["previous_parent_user_id"]))
        update.before.parent = std::move(previous);
    if (*change == IdentityChange::Number) {
        update.now.phone = metaPhone(system["wa_id"]);
        if (!update.now.phone)
            update.now.phone = metaPhone(system["new_wa_id"]);
    }
    if (*change != IdentityChange::Security) {
        update.now.bsuid = metaUserId(system["user_id"]);
        update.now.parent = metaUserId(system["parent_user_id"]);
    }
    return update;
}

/// Said in a group that cannot be told: a ticket of the writer's own is no place for it.
bool isInUnreadableGroup(JsonView message) {
    const auto group = message["group_id"];
    return group.type() != JsonType::Absent && group.type() != JsonType::Null && !metaId(group);
}

UpdateBody readOwn(Found found, bool imported) {
    const auto context = found.message["context"];
    MessageUpdate update{
        std::move(found.id),
        std::move(found.customer),
        metaContent(found.message),
        metaId(context["id"]),
        found.direction,
        context["forwarded"].isTrue() || context["frequently_forwarded"].isTrue(),
        imported};
    // A text without a body is something we cannot read, not an empty message.
    if (update.content.kind == MessageKind::Text && update.content.parts.empty()) {
        update.content.kind = MessageKind::Unsupported;
        update.content.providerType = "text";
    }
    return update;
}

}  // namespace

UpdateBody readMessage(
    JsonView message,
    const MessagePlace& place,
    const MetaContacts& contacts,
    const Digest& elementHash
) {
    const auto type = message["type"].text().value_or("unknown");
    if (isInUnreadableGroup(message))
        return placeholderOf(kindOfType(type), message, std::nullopt);
    auto customer = customerOf(message, place, contacts);
    if (type == "request_welcome" || !customer)
        return placeholderOf(kindOfType(type), message, std::move(customer));
    auto id = metaId(message["id"]);
    if (!id)
        id = ProviderId("sha256:" + toHex(asText(elementHash)));
    Found found{message, type, std::move(*id), std::move(*customer), place.direction};
    if (type == "system")
        return readSystem(std::move(found));
    if (const auto change = changeOf(type, message))
        return readChange(std::move(found), *change, place.imported);
    return readOwn(std::move(found), place.imported);
}

std::optional<ProviderId> groupOf(JsonView message, const UpdateBody& body) {
    const auto* placeholder = std::get_if<PlaceholderUpdate>(&body);
    const bool isSaid = std::holds_alternative<MessageUpdate>(body) ||
                        std::holds_alternative<AmendUpdate>(body) ||
                        (placeholder != nullptr && placeholder->from);
    return isSaid ? metaId(message["group_id"]) : std::nullopt;
}

}  // namespace bowline::channels
