// One function for each shape of content; the table at the end says which type has which.
#include "connector/channels/meta_content.h"

#include "connector/channels/content_parts.h"
#include "connector/channels/meta_fields.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace bowline::channels {

namespace {

constexpr JsonLimits kAnswerLimits{16, 4'096};  ///< of the JSON text inside a Flow's answer

using Read = void (*)(JsonView message, MessageContent& content, ContentParts& parts);

void readText(JsonView message, MessageContent&, ContentParts& parts) {
    parts.add(PartRole::Body, message["text"]["body"].textOrNumber());
}

/// The object under the name of the type holds the file.
void readFile(JsonView message, MessageContent& content, ContentParts& parts) {
    const auto file = message[message["type"].text().value_or("")];
    MediaRef media;
    if (auto id = metaId(file["id"]))
        media.id = std::move(*id);
    else if (auto url = metaId(file["url"]))
        media.id = std::move(*url);
    media.mimeType = mediaType(file["mime_type"].text().value_or(""));
    media.sha256 = fileHash(file["sha256"].text().value_or(""));
    const auto size = file["file_size"].integer();
    media.sizeBytes = size && *size >= 0 ? size : std::nullopt;
    media.isVoice = file["voice"].isTrue() || message["type"].text() == "voice";
    media.isAnimated = file["animated"].isTrue();
    content.media = std::move(media);
    parts.add(PartRole::FileName, file["filename"].text());
    parts.add(PartRole::Body, file["caption"].text());
}

void readLocation(JsonView message, MessageContent&, ContentParts& parts) {
    const auto place = message["location"];
    parts.add(PartRole::Place, place["name"].text());
    parts.add(PartRole::Place, place["address"].text());
    const auto latitude = place["latitude"].textOrNumber();
    const auto longitude = place["longitude"].textOrNumber();
    if (latitude && longitude)
        parts.add(PartRole::Place, fmt::format("{} {}", *latitude, *longitude));
    parts.add(PartRole::Place, place["url"].text());
}

/// All texts in `value`, whatever their names.
void addTexts(ContentParts& parts, PartRole role, JsonView value) {
    parts.add(role, value.textOrNumber());
    for (const auto& child : value.children())
        addTexts(parts, role, child);
}

void readCard(JsonView card, ContentParts& parts) {
    const auto name = nonEmpty(card["name"]["formatted_name"].text());
    if (name)
        parts.add(PartRole::CardName, name);
    else
        addTexts(parts, PartRole::CardName, card["name"]);
    for (const auto& phone : card["phones"].asList())
        parts.add(PartRole::CardNumber, phone["phone"].textOrNumber());
    for (const auto& email : card["emails"].asList())
        parts.add(PartRole::CardEmail, email["email"].text());
    for (const char* key : {"org", "addresses", "birthday", "urls"})
        addTexts(parts, PartRole::CardDetail, card[key]);
}

void readCards(JsonView message, MessageContent&, ContentParts& parts) {
    for (const auto& card : message["contacts"].asList())
        readCard(card, parts);
}

void readButton(JsonView message, MessageContent&, ContentParts& parts) {
    const auto title = nonEmpty(message["button"]["text"].text());
    parts.add(PartRole::Choice, title ? title : message["button"]["payload"].text());
}

/// Lists and objects inside an answer are told by their texts.
void addAnswers(ContentParts& parts, JsonView answers) {
    for (const auto& answer : answers.children()) {
        if (answer.key() == "flow_token")  // a credential of the business's, not an answer
            continue;
        parts.add(PartRole::AnswerName, nonEmpty(answer.key()).value_or("-"));
        if (answer.type() == JsonType::Boolean)
            parts.add(PartRole::Answer, answer.isTrue() ? "true" : "false");
        addTexts(parts, PartRole::Answer, answer);
    }
}

/// The answers are JSON in a text, which may be broken: then the text itself is shown.
void readForm(JsonView reply, MessageContent& content, ContentParts& parts) {
    content.kind = MessageKind::Form;
    const auto written = reply["response_json"];
    if (written.type() != JsonType::Text)
        return addAnswers(parts, written);
    const JsonDocument answers(*written.text(), kAnswerLimits);
    if (answers.fault().empty() && answers.root().type() == JsonType::Object)
        addAnswers(parts, answers.root());
    else
        parts.add(PartRole::Body, written.text());
}

void readInteractive(JsonView message, MessageContent& content, ContentParts& parts) {
    const auto interactive = message["interactive"];
    for (const char* key : {"button_reply", "list_reply"}) {
        parts.add(PartRole::Choice, interactive[key]["title"].text());
        parts.add(PartRole::ChoiceDetail, interactive[key]["description"].text());
    }
    if (interactive["nfm_reply"].type() != JsonType::Absent)
        readForm(interactive["nfm_reply"], content, parts);
    const auto permission = interactive["call_permission_reply"];
    if (permission.type() != JsonType::Absent) {
        content.kind = MessageKind::CallPermission;
        parts.add(PartRole::Choice, permission["response"].text());
    }
}

/// "2 x SKU-1, 12.50 EUR"
void readOrder(JsonView message, MessageContent&, ContentParts& parts) {
    const auto order = message["order"];
    for (const auto& item : order["product_items"].asList()) {
        const auto word = [&](const char* key) { return item[key].textOrNumber().value_or("?"); };
        parts.add(
            PartRole::Product,
            fmt::format(
                "{} x {}, {} {}",
                word("quantity"),
                word("product_retailer_id"),
                word("item_price"),
                word("currency")
            )
        );
    }
    parts.add(PartRole::Body, order["text"].text());
}

struct TypeRow {
    std::string_view type;
    MessageKind kind;
    Read read;
};

constexpr TypeRow kTypes[] = {
    {"text", MessageKind::Text, readText},
    {"image", MessageKind::Image, readFile},
    {"video", MessageKind::Video, readFile},
    {"gif", MessageKind::Video, readFile},
    {"audio", MessageKind::Audio, readFile},
    {"voice", MessageKind::Audio, readFile},
    {"document", MessageKind::Document, readFile},
    {"sticker", MessageKind::Sticker, readFile},
    {"location", MessageKind::Location, readLocation},
    {"contacts", MessageKind::Contacts, readCards},
    {"button", MessageKind::Button, readButton},
    {"interactive", MessageKind::Button, readInteractive},
    {"order", MessageKind::Order, readOrder}};

/// What the customer clicked before writing. It can stand in a message of any type.
void readReferral(JsonView referral, ContentParts& parts) {
    parts.add(PartRole::AdHeadline, referral["headline"].text());
    parts.add(PartRole::AdText, referral["body"].text());
    parts.add(PartRole::AdLink, referral["source_url"].text());
}

/// Types that the provider names and does not pass on. A word that is not here could say anything,
/// so it goes nowhere.
constexpr std::string_view kUnsupportedTypes[] = {
    "event",
    "group_invite",
    "hsm",
    "keep_in_chat",
    "link_preview",
    "list",
    "live_location",
    "media_placeholder",
    "pin",
    "poll_creation",
    "poll_update",
    "product",
    "text",
    "view_once"};

void readUnsupported(JsonView message, MessageContent& content) {
    content.kind = MessageKind::Unsupported;
    const auto named = message["unsupported"]["type"].text();
    const auto word = named ? named : message["type"].text();
    if (word && std::ranges::binary_search(kUnsupportedTypes, *word))
        content.providerType = *word;
}

}  // namespace

std::optional<int> metaErrorCode(JsonView element) {
    const auto errors = element["errors"].asList();
    const auto code = errors.empty() ? std::nullopt : errors.front()["code"].integer();
    if (!code || *code < 0 || *code > 99'999'999)
        return std::nullopt;
    return static_cast<int>(*code);
}

MessageContent metaContent(JsonView message) {
    MessageContent content;
    ContentParts parts;
    const auto* row =
        std::ranges::find(kTypes, message["type"].text().value_or(""), &TypeRow::type);
    if (row == std::end(kTypes)) {
        readUnsupported(message, content);
    } else {
        content.kind = row->kind;
        row->read(message, content, parts);
    }
    readReferral(message["referral"], parts);
    content.parts = parts.finish();
    content.errorCode = metaErrorCode(message);
    return content;
}

}  // namespace bowline::channels
