#include "connector/app/trial/element_count.h"

#include "connector/channels/json_document.h"

#include <algorithm>
#include <initializer_list>

namespace bowline::app {

namespace {

using channels::JsonType;
using channels::JsonView;

/// Those of a full body (channels): what is beyond is undecodable.
constexpr channels::JsonLimits kLimits{64, 1'000'000};

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

/// A field that speaks of the account and has no lists of messages; its `errors` are its own.
bool isAboutAccount(JsonView change) {
    const auto field = change["field"].text().value_or("");
    const auto begins = {
        "account_",
        "business_",
        "flows",
        "group_",
        "history",
        "message_template_",
        "partner_",
        "payment_",
        "phone_number_",
        "security",
        "template_"};
    return std::ranges::any_of(begins, [&](const char* begin) { return field.starts_with(begin); });
}

bool isKnownList(std::string_view key) {
    return isOneOf(
        key,
        {"messages",
         "statuses",
         "message_echoes",
         "user_preferences",
         "calls",
         "groups",
         "history",
         "state_sync",
         "errors"}
    );
}

bool isAroundLists(std::string_view key) {
    return isOneOf(key, {"messaging_product", "metadata", "contacts"});
}

/// All messages of all threads; a chunk without any is one.
std::size_t inChunk(JsonView chunk) {
    std::size_t messages = 0;
    for (const auto& thread : chunk["threads"].asList())
        messages += thread["messages"].asList().size();
    return std::max<std::size_t>(messages, 1);
}

std::size_t inList(JsonView list) {
    const auto elements = list.asList();
    if (list.key() != "history")
        return elements.size();
    std::size_t count = 0;
    for (const auto& chunk : elements)
        count += inChunk(chunk);
    return count;
}

bool isMadeOfLists(JsonView value, bool aboutAccount) {
    return std::ranges::any_of(value.children(), [&](JsonView child) {
        const auto key = child.key();
        return aboutAccount ? isKnownList(key) && key != "errors"
                            : isKnownList(key) || isAroundLists(key);
    });
}

/// A list or an object beside the lists that nobody knows counts too; a single word does not.
bool counts(JsonView child) {
    const bool isStructured = child.type() == JsonType::Array || child.type() == JsonType::Object;
    return isKnownList(child.key()) || (isStructured && !isAroundLists(child.key()));
}

std::size_t inChange(JsonView change) {
    const auto value = change["value"];
    std::size_t count = 0;
    if (value.type() == JsonType::Object && isMadeOfLists(value, isAboutAccount(change))) {
        for (const auto& child : value.children())
            count += counts(child) ? inList(child) : 0;
    }
    return std::max<std::size_t>(count, 1);
}

std::size_t inEntry(JsonView entry) {
    std::size_t count = 0;
    for (const auto& change : entry["changes"].asList())
        count += inChange(change);
    return std::max<std::size_t>(count, 1);
}

}  // namespace

std::optional<std::size_t> countElements(std::string_view rawBody) {
    const channels::JsonDocument document(rawBody, kLimits);
    if (!document.fault().empty())
        return std::nullopt;
    std::size_t count = 0;
    for (const auto& entry : document.root()["entry"].asList())
        count += inEntry(entry);
    return std::max<std::size_t>(count, 1);
}

}  // namespace bowline::app
