// Reads single elements of a Cloud API body that are no messages. For the Meta decoder only.
// Source: reference whatsapp.md 2.1 and 5.
#pragma once

#include "connector/channels/json_document.h"
#include "connector/channels/meta_fields.h"
#include "connector/model/update.h"

namespace bowline::channels {

/// A status of a message; a call's is a step of the call; a placeholder when it names no message.
UpdateBody readStatus(JsonView status, const MetaContacts& contacts);
/// A preference about marketing; a placeholder "preference" when it names nobody or the word is
/// new.
UpdateBody readPreference(JsonView preference, const MetaContacts& contacts);
/// A step of a call; a placeholder "call" when it names no call or nobody.
UpdateBody readCall(JsonView call, const MetaContacts& contacts);
/// An entry of the address book; a placeholder "state_sync" when it names nobody.
UpdateBody readAddressBookEntry(JsonView entry);
/// A placeholder with the element's id and no sender.
UpdateBody placeholder(std::string_view kind, JsonView element);

}  // namespace bowline::channels
