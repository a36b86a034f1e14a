// Gives each update its id and its unique key: what arrives twice gets the same key twice.
//
// Pure but for the ids, which are drawn. It does not look whether a key is known: the store does.
#pragma once

#include "connector/base/hmac.h"
#include "connector/model/event.h"

#include <cstdint>
#include <vector>

namespace bowline::stages {

struct NormaliseContext {
    TenantId tenant;
    ChannelId channel;
    const KeyedHash& eventKeys;   ///< the tenant's hash for event keys; outlives the call
    std::int64_t journalSeq = 0;  ///< of the journal row that the updates were decoded from
};

/// One event for each update, in their order.
///
/// Event key (DESIGN 5): HMAC over tenant, channel, kind and
///   message, echo, edit, revoke, reaction, identity   number, id
///   status       number, id, word, recipient: the states of one message differ, and none is a
///                repeat of the message whose id it shares
///   preference   number, user, word, second
///   call         number, id, word: one id serves all steps of a call
///   notice, address book, placeholder without an id   number, hash of the element
///   placeholder  number, kind, id (a call also its element: one id serves all steps of a call)
std::vector<Event> normalise(std::vector<Update> updates, const NormaliseContext& context);

}  // namespace bowline::stages
