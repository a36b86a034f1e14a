// What one message object of a Cloud API body says: a message, a change of an earlier one, or news
// about the person. For the Meta decoder only. Source: reference whatsapp.md 3 and 4.3.
#pragma once

#include "connector/channels/json_document.h"
#include "connector/channels/meta_fields.h"
#include "connector/model/update.h"

namespace bowline::channels {

/// In which of the body's lists the message stands.
struct MessagePlace {
    Direction direction = Direction::In;
    bool imported = false;
    JsonView customer{};  ///< the customer's number where the list names it; else the message does
};

/// A message that names neither a customer nor, for a change, its target is a placeholder of its
/// type; so is one of a group without a readable id. What has no id gets "sha256:" and the hash of
/// the element, so that its words are kept.
UpdateBody readMessage(
    JsonView message,
    const MessagePlace& place,
    const MetaContacts& contacts,
    const Digest& elementHash
);

/// The group in which somebody said `body`, when `message` names one; news about a person belong to
/// no group, wherever they were told.
std::optional<ProviderId> groupOf(JsonView message, const UpdateBody& body);

}  // namespace bowline::channels
