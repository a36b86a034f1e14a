// The texts in the order of the entry, then the files.
#include "connector/channels/twilio_content.h"

#include "connector/base/text.h"
#include "connector/channels/content_parts.h"
#include "connector/channels/json_document.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace bowline::channels {

namespace {

constexpr unsigned kMostClaimedFiles = 10;  ///< Twilio's bound; NumMedia could say anything
constexpr std::size_t kMostIndexDigits = 3;
constexpr JsonLimits kAnswerLimits{16, 4'096};  ///< of the JSON in InteractiveData

template <class Number>
std::optional<Number> numberIn(std::string_view text) {
    Number number{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::string lowerText(const FormBody& form, std::string_view name) {
    return toLowerAscii(form.text(name).value_or(""));
}

struct TypeRow {
    std::string_view word;
    MessageKind kind;
};

/// MessageType's words. What is not here is known by what the form holds.
constexpr TypeRow kTypes[] = {
    {"image", MessageKind::Image},
    {"video", MessageKind::Video},
    {"audio", MessageKind::Audio},
    {"document", MessageKind::Document},
    {"sticker", MessageKind::Sticker},
    {"location", MessageKind::Location},
    {"contacts", MessageKind::Contacts},
    {"button", MessageKind::Button},
    {"interactive", MessageKind::Button}};

std::optional<MessageKind> namedKind(const FormBody& form) {
    const auto* row = std::ranges::find(kTypes, lowerText(form, "MessageType"), &TypeRow::word);
    return row == std::end(kTypes) ? std::nullopt : std::optional(row->kind);
}

bool isFileKind(MessageKind kind) {
    return kind == MessageKind::Image || kind == MessageKind::Video || kind == MessageKind::Audio ||
           kind == MessageKind::Document || kind == MessageKind::Sticker ||
           kind == MessageKind::Contacts;
}

MessageKind kindOfMedia(std::string_view type) {
    if (type == "image/webp")  // a photo is never sent as such, a sticker always
        return MessageKind::Sticker;
    if (type.starts_with("image/"))
        return MessageKind::Image;
    if (type.starts_with("video/"))
        return MessageKind::Video;
    if (type.starts_with("audio/"))
        return MessageKind::Audio;
    return type.ends_with("vcard") ? MessageKind::Contacts : MessageKind::Document;
}

/// The numbers of the files: those that have a field, and those that NumMedia or the type claim.
std::set<unsigned> filesIn(const FormBody& form) {
    std::set<unsigned> files;
    for (const auto& field : form.sorted()) {
        for (const std::string_view name : {"MediaUrl", "MediaContentType"}) {
            const auto digits = field.name.substr(std::min(field.name.size(), name.size()));
            if (!field.name.starts_with(name) || digits.size() > kMostIndexDigits)
                continue;
            if (const auto index = numberIn<unsigned>(digits))
                files.insert(*index);
        }
    }
    const auto claimed = numberIn<unsigned>(form.text("NumMedia").value_or("")).value_or(0);
    for (unsigned i = 0; i < std::min(claimed, kMostClaimedFiles); ++i)
        files.insert(i);
    const auto named = namedKind(form);
    if (files.empty() && named && isFileKind(*named))
        files.insert(0);
    return files;
}

MediaRef mediaAt(const FormBody& form, unsigned index) {
    MediaRef media;
    media.id = ProviderId(form.text(fmt::format("MediaUrl{}", index)).value_or(""));
    media.mimeType = mediaType(form.text(fmt::format("MediaContentType{}", index)).value_or(""));
    // Twilio does not tell; this is what the app records, and music files are of other types.
    media.isVoice = media.mimeType.starts_with("audio/ogg");
    return media;
}

/// MessageType goes first: a photo can be sent as a document.
MessageContent fileAt(const FormBody& form, unsigned index, std::optional<MessageKind> named) {
    MessageContent content;
    content.media = mediaAt(form, index);
    const bool isNamed = named && isFileKind(*named);
    content.kind = isNamed ? *named : kindOfMedia(content.media->mimeType);
    return content;
}

/// The title of what was chosen: a button's, a list's, what the app wrote as text, or the id that
/// the business gave it.
std::optional<std::string_view> choiceIn(const FormBody& form) {
    for (const char* name : {"ButtonText", "ListTitle", "Body", "ButtonPayload", "ListId"}) {
        if (const auto text = form.text(name))
            return text;
    }
    return std::nullopt;
}

bool isChoice(const FormBody& form) {
    for (const char* name : {"ButtonText", "ButtonPayload", "ListTitle", "ListId"}) {
        if (form.text(name))
            return true;
    }
    return namedKind(form) == MessageKind::Button && !form.text("InteractiveData");
}

/// The leaves of a form's answers, each behind the name it stands under.
void addAnswers(ContentParts& parts, JsonView value, std::string_view name) {
    for (const auto& child : value.children()) {
        const auto own = child.key().empty() ? name : child.key();
        if (own == "flow_token")  // a credential of the business's, not an answer
            continue;
        const auto answer = child.type() == JsonType::Boolean
                                ? std::optional<std::string_view>(child.isTrue() ? "true" : "false")
                                : child.textOrNumber();
        if (answer && !answer->empty()) {
            parts.add(PartRole::AnswerName, own.empty() ? "-" : own);
            parts.add(PartRole::Answer, answer);
        }
        addAnswers(parts, child, own);
    }
}

/// JSON in a text, which may be broken: then the text itself is shown.
void addInteractive(ContentParts& parts, const FormBody& form) {
    const auto written = form.text("InteractiveData");
    if (!written)
        return;
    const JsonDocument answers(*written, kAnswerLimits);
    if (answers.fault().empty() && !answers.root().children().empty())
        addAnswers(parts, answers.root(), {});
    else
        parts.add(PartRole::Body, written);
}

bool isPlace(const FormBody& form) {
    return form.text("Latitude") || form.text("Longitude") ||
           namedKind(form) == MessageKind::Location;
}

void addPlace(ContentParts& parts, const FormBody& form) {
    parts.add(PartRole::Place, form.text("Label"));
    parts.add(PartRole::Place, form.text("Address"));
    const auto latitude = form.text("Latitude");
    const auto longitude = form.text("Longitude");
    if (latitude || longitude)
        parts.add(
            PartRole::Place, fmt::format("{} {}", latitude.value_or("?"), longitude.value_or("?"))
        );
}

/// The app repeats the title of a button as text: told once.
void addChoice(ContentParts& parts, const FormBody& form) {
    const auto choice = choiceIn(form);
    parts.add(PartRole::Choice, choice);
    parts.add(PartRole::ChoiceDetail, form.text("ListDescription"));
    if (form.text("Body") != choice)
        parts.add(PartRole::Body, form.text("Body"));
}

/// Also what the customer clicked before writing.
std::vector<TextPart> partsOf(const FormBody& form) {
    ContentParts parts;
    if (isPlace(form))
        addPlace(parts, form);
    if (isChoice(form))
        addChoice(parts, form);
    else
        parts.add(PartRole::Body, form.text("Body"));
    addInteractive(parts, form);
    parts.add(PartRole::AdHeadline, form.text("ReferralHeadline"));
    parts.add(PartRole::AdText, form.text("ReferralBody"));
    parts.add(PartRole::AdLink, form.text("ReferralSourceUrl"));
    return parts.finish();
}

/// Of the texts alone.
MessageKind kindOfTexts(const FormBody& form) {
    if (isPlace(form))
        return MessageKind::Location;
    if (isChoice(form))
        return MessageKind::Button;
    if (form.text("InteractiveData"))
        return MessageKind::Form;
    return form.text("Body") ? MessageKind::Text : MessageKind::Unsupported;
}

}  // namespace

std::vector<MessageContent> twilioContents(const FormBody& form) {
    std::vector<MessageContent> contents;
    const auto named = namedKind(form);
    for (const auto index : filesIn(form))
        contents.push_back(fileAt(form, index, named));
    // A text beside a file is its caption; a place or a choice is an entry of its own.
    const auto kind = kindOfTexts(form);
    const bool isCaption = kind == MessageKind::Text || kind == MessageKind::Unsupported;
    if (contents.empty() || !isCaption) {
        MessageContent texts;
        texts.kind = kind;
        contents.insert(contents.begin(), std::move(texts));
    }
    contents.front().parts = partsOf(form);
    contents.front().errorCode = twilioErrorCode(form);
    return contents;
}

bool hasContent(const FormBody& form) {
    return kindOfTexts(form) != MessageKind::Unsupported || !filesIn(form).empty();
}

std::optional<int> twilioErrorCode(const FormBody& form) {
    const auto code = numberIn<int>(form.text("ErrorCode").value_or(""));
    return code && *code >= 0 && *code <= 99'999'999 ? code : std::nullopt;
}

}  // namespace bowline::channels
