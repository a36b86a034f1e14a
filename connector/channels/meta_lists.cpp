#include "connector/channels/meta_lists.h"

#include "connector/channels/meta_elements.h"
#include "connector/channels/meta_message.h"
#include "connector/channels/meta_notice.h"

#include <algorithm>

namespace bowline::channels {

namespace {

constexpr ListName kLists[] = {
    {"messages", List::Messages, "unknown"},
    {"statuses", List::Statuses, "status"},
    {"message_echoes", List::Echoes, "echo"},
    {"user_preferences", List::Preferences, "preference"},
    {"calls", List::Calls, "call"},
    {"groups", List::Groups, "group"},
    {"history", List::History, "history"},
    {"state_sync", List::Sync, "state_sync"},
    {"errors", List::Errors, "errors"},
};

}  // namespace

const ListName* listNamed(std::string_view key) {
    const auto* found = std::ranges::find(kLists, key, &ListName::key);
    return found == std::end(kLists) ? nullptr : found;
}

bool isEnvelope(std::string_view key) {
    return key == "messaging_product" || key == "metadata" || key == "contacts";
}

bool hasLists(JsonView value, bool isNotice) {
    return std::ranges::any_of(value.children(), [&](JsonView child) {
        const auto* list = listNamed(child.key());
        return (list != nullptr && !(isNotice && list->list == List::Errors)) ||
               (isEnvelope(child.key()) && !isNotice);
    });
}

UpdateBody readListed(
    const ListName& list, JsonView element, const MetaContext& context, const Digest& hash
) {
    switch (list.list) {
        case List::Messages:
            return readMessage(element, {}, context.contacts, hash);
        case List::Echoes:
            return readMessage(element, {Direction::Out, false, {}}, context.contacts, hash);
        case List::Statuses:
            return readStatus(element, context.contacts);
        case List::Preferences:
            return readPreference(element, context.contacts);
        case List::Calls:
            return readCall(element, context.contacts);
        case List::Sync:
            return readAddressBookEntry(element);
        case List::Errors:
            return readAccountError(element);
        default:
            return placeholder(list.kind, element);
    }
}

}  // namespace bowline::channels
