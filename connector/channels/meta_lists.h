// The lists that one change of a Cloud API body can hold, and what an element of each is. For the
// Meta decoder only.
#pragma once

#include "connector/base/clock.h"
#include "connector/channels/json_document.h"
#include "connector/channels/meta_fields.h"
#include "connector/model/update.h"

#include <optional>
#include <string>
#include <string_view>

namespace bowline::channels {

/// The lists that a change's value can hold; each of their elements is an update.
enum class List {
    Messages,
    Statuses,
    Echoes,
    Preferences,
    Calls,
    Groups,
    History,
    Sync,
    Errors,
    Other
};

struct ListName {
    std::string_view key;
    List list;
    std::string_view kind;  ///< of the placeholders that its elements become
};

/// Of an element in a list that nobody knows.
inline constexpr ListName kUnknownList{{}, List::Other, "unknown"};

/// Null when we know no list of this name.
const ListName* listNamed(std::string_view key);

/// What stands beside the lists and is none.
bool isEnvelope(std::string_view key);

/// True when the value is made of lists. A notice may have `errors` of its own, which are part of
/// it.
bool hasLists(JsonView value, bool isNotice);

/// What surrounds an element in its change.
struct MetaContext {
    std::string number;               ///< metadata.phone_number_id; empty for account-level changes
    MetaContacts contacts;            ///< none for an element outside a change
    Digest entryMark{};               ///< hash of the entry's id and time
    Instant fallbackTime;             ///< the entry's time, else the time of receipt
    std::optional<Phone> business{};  ///< metadata.display_phone_number
};

UpdateBody readListed(
    const ListName& list, JsonView element, const MetaContext& context, const Digest& hash
);

}  // namespace bowline::channels
