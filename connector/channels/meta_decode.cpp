// The walk over a body: entries, changes, lists, elements.
#include "connector/channels/meta_decode.h"

#include "connector/base/text.h"
#include "connector/channels/json_document.h"
#include "connector/channels/meta_elements.h"
#include "connector/channels/meta_lists.h"
#include "connector/channels/meta_message.h"
#include "connector/channels/meta_notice.h"

#include <algorithm>

namespace bowline::channels {

namespace {

constexpr JsonLimits kLimits{
    64, 1'000'000};  ///< a full body of 1,000 updates has some 60,000 values

constexpr std::string_view kKinds[] = {"audio",           "button",  "call",       "contacts",
                                       "document",        "echo",    "edit",       "empty",
                                       "group",           "history", "image",      "interactive",
                                       "location",        "order",   "preference", "reaction",
                                       "request_welcome", "revoke",  "state_sync", "status",
                                       "sticker",         "system",  "text",       "unknown",
                                       "unsupported",     "video"};

bool holdsValues(JsonView value) {
    return value.type() == JsonType::Array || value.type() == JsonType::Object;
}

/// Collects the updates of one body.
class BodyWalk {
public:
    explicit BodyWalk(Instant receivedAt) : receivedAt_(receivedAt) {}

    std::vector<Update> updatesOf(JsonView body) {
        const auto entries = body["entry"].asList();
        for (const auto& entry : entries)
            readEntry(entry);
        if (entries.empty())
            addEmpty(body, {{}, {}, {}, receivedAt_});
        return std::move(updates_);
    }

    /// Of a body that is the value of one change.
    std::vector<Update> updatesOfBare(JsonView value, const std::string& number) {
        const MetaContext context{number, MetaContacts(value["contacts"]), {}, receivedAt_};
        readLists(value, context, false);
        if (updates_.empty())
            addEmpty(value, context);
        return std::move(updates_);
    }

private:
    void readEntry(JsonView entry) {
        const auto changes = entry["changes"].asList();
        const auto mark = sha256({entry["id"].canonical(), entry["time"].canonical()});
        const auto time = metaTime(entry["time"]).value_or(receivedAt_);
        for (const auto& change : changes)
            readChange(change, mark, time);
        if (changes.empty())
            addEmpty(entry, {{}, {}, mark, time});
    }

    void readChange(JsonView change, const Digest& entryMark, Instant time) {
        const auto value = change["value"];
        const MetaContext context{
            metaNumber(value),
            MetaContacts(value["contacts"]),
            entryMark,
            time,
            metaPhone(value["metadata"]["display_phone_number"])};
        const auto topic = topicOfField(change["field"].text().value_or(""));
        const auto before = updates_.size();
        if (hasLists(value, topic.has_value()))
            readLists(value, context, change["field"].text() == "history");
        else if (!value.asList().empty() && !isEmptyObject(value))
            addWhole(topic, change, context);
        if (updates_.size() == before)
            addEmpty(change, context);
    }

    static bool isEmptyObject(JsonView value) {
        return value.type() == JsonType::Object && value.children().empty();
    }

    /// A list that we do not know is not dropped: each of its elements is an unknown update. A new
    /// single word beside the lists is no update.
    void readLists(JsonView value, const MetaContext& context, bool imported) {
        for (const auto& child : value.children()) {
            const auto* list = listNamed(child.key());
            if (list != nullptr && list->list == List::History)
                readHistory(child, context);
            else if (list != nullptr && list->list == List::Messages && imported)
                readImported(child, {}, context);
            else if (list != nullptr || (!isEnvelope(child.key()) && holdsValues(child)))
                readList(list == nullptr ? kUnknownList : *list, child, context);
        }
    }

    void readList(const ListName& list, JsonView elements, const MetaContext& context) {
        for (const auto& element : elements.asList()) {
            const auto hash = hashOf(element, context);
            add(element, context, hash, readListed(list, element, context, hash));
        }
    }

    /// A chunk of old messages, by thread; one without any (progress, a refusal) is an element of
    /// its own.
    void readHistory(JsonView chunks, const MetaContext& context) {
        for (const auto& chunk : chunks.asList()) {
            const auto before = updates_.size();
            for (const auto& thread : chunk["threads"].asList())
                readImported(thread["messages"], thread["id"], context);
            if (updates_.size() == before)
                add(chunk, context, hashOf(chunk, context), placeholder("history", chunk));
        }
    }

    /// Old messages of both sides. Without the customer's id each is its sender's own, and what the
    /// business wrote is for whom it was sent to.
    void readImported(JsonView messages, JsonView customer, const MetaContext& context) {
        for (const auto& message : messages.asList()) {
            const auto hash = hashOf(message, context);
            const auto thread = metaPhone(customer);
            const auto from = metaPhone(message["from"]);
            const bool isOut = thread ? from != thread : from && from == context.business;
            const MessagePlace place{
                isOut ? Direction::Out : Direction::In, true, thread ? customer : JsonView{}};
            add(message, context, hash, readMessage(message, place, context.contacts, hash));
        }
    }

    void addWhole(
        std::optional<std::string_view> topic, JsonView change, const MetaContext& context
    ) {
        if (topic)
            add(change, context, hashOf(change, context), readNotice(*topic, change));
        else
            addKind("unknown", change, context);
    }

    void addKind(std::string_view kind, JsonView change, const MetaContext& context) {
        add(change, context, hashOf(change, context), PlaceholderUpdate{std::string(kind), {}, {}});
    }

    void addEmpty(JsonView element, const MetaContext& context) {
        addKind("empty", element, context);
    }

    /// What has no time of its own gets its entry's id and time into the hash: the second of two
    /// equal notices ("restricted", a month later) is no repeat of the first.
    static Digest hashOf(JsonView element, const MetaContext& context) {
        const auto own = element.canonical();
        if (metaTime(element["timestamp"]))
            return sha256(own);
        return sha256({own, asText(context.entryMark)});
    }

    void add(JsonView element, const MetaContext& context, const Digest& hash, UpdateBody body) {
        auto group = groupOf(element, body);
        updates_.push_back(Update{
            context.number,
            static_cast<std::uint32_t>(updates_.size()),
            metaTime(element["timestamp"]).value_or(context.fallbackTime),
            hash,
            std::move(body),
            std::move(group)});
    }

    Instant receivedAt_;
    std::vector<Update> updates_;
};

/// A body of another product of Meta's, or of nobody we know.
bool isForeign(JsonView body) {
    if (body.type() != JsonType::Object)
        return true;
    const auto product = body["object"].text();
    if (product)
        return *product != "whatsapp_business_account";
    return body["entry"].type() == JsonType::Absent;
}

bool isBareValue(JsonView body) {
    const bool isWrapped =
        body["object"].type() != JsonType::Absent || body["entry"].type() != JsonType::Absent;
    return !isWrapped && std::ranges::any_of(body.children(), [](JsonView child) {
        return listNamed(child.key()) != nullptr;
    });
}

}  // namespace

Decoded decodeMetaCloud(std::string_view rawBody, Instant receivedAt) {
    const JsonDocument document(rawBody, kLimits);
    if (!document.fault().empty())
        return {{}, std::string(document.fault()), 0};
    if (isForeign(document.root()))
        return {{}, "not_whatsapp", document.duplicateKeys()};
    return {BodyWalk(receivedAt).updatesOf(document.root()), {}, document.duplicateKeys()};
}

Decoded decodeBareMetaValue(
    std::string_view rawBody, const std::string& number, Instant receivedAt
) {
    const JsonDocument document(rawBody, kLimits);
    if (!document.fault().empty())
        return {{}, std::string(document.fault()), 0};
    if (!isBareValue(document.root()))
        return {{}, "not_whatsapp", document.duplicateKeys()};
    return {
        BodyWalk(receivedAt).updatesOfBare(document.root(), number), {}, document.duplicateKeys()};
}

std::span<const std::string_view> metaPlaceholderKinds() {
    return kKinds;
}

}  // namespace bowline::channels
