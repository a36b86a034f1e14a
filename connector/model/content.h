// What one message holds, in the same words for every provider: its kind, the texts in it with the
// part they play, and the file it refers to. Values only. Every text of a person or of the provider
// is Sensitive; what is not comes from a closed list or is a number.
#pragma once

#include "connector/base/sensitive.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline {

enum class MessageKind : std::uint8_t {
    Text,
    Image,
    Video,
    Audio,  ///< a recorded note or a sound file, see MediaRef::isVoice
    Sticker,
    Document,
    Location,
    Contacts,
    Button,  ///< a button or a row of a list was chosen
    Form,    ///< the answers of a Flow or an address form
    Order,
    CallPermission,
    Unsupported  ///< the customer wrote something that the provider does not pass on
};

/// The word of a kind in tickets, routes and adapters: lower case, stable.
std::string_view toText(MessageKind kind);

/// The part that a text plays in its message. Decides where it stands in the entry, and for some
/// what it is taken for although no detector may know it (stages/compose).
enum class PartRole : std::uint8_t {
    Body,  ///< typed by the person: a text, a caption, the note with an order
    FileName,
    Choice,        ///< the title of what was chosen
    ChoiceDetail,  ///< its description
    AnswerName,    ///< a field of a form
    Answer,        ///< the value for the AnswerName before it
    Place,         ///< name, address or coordinates of a location
    CardName,
    CardNumber,
    CardEmail,
    CardDetail,  ///< anything else of a contact card
    Product,     ///< one line of an order: "2 x SKU-1, 12.50 EUR"
    AdHeadline,
    AdText,
    AdLink
};
constexpr auto kLastPartRole = PartRole::AdLink;

struct TextPart {
    PartRole role = PartRole::Body;
    MessageText text{""};
    friend bool operator==(const TextPart&, const TextPart&) = default;
};

/// A file at the provider; not fetched yet.
struct MediaRef {
    ProviderId id{""};     ///< the provider's id, or its address where it has no id
    std::string mimeType;  ///< the sender's claim: at most 127 of [a-z0-9/.+;=_- ], may be empty
    std::string sha256;    ///< 32 bytes, or empty when the provider gave none
    std::optional<std::int64_t> sizeBytes;
    bool isVoice = false;
    bool isAnimated = false;
    friend bool operator==(const MediaRef&, const MediaRef&) = default;
};

struct MessageContent {
    MessageKind kind = MessageKind::Text;
    std::vector<TextPart> parts;  ///< in the order of the entry; at most kMostParts
    std::optional<MediaRef> media;
    std::optional<int> errorCode;  ///< the provider's code when it could not pass the content on
    std::string providerType;  ///< the provider's word for an unsupported kind, from the channel's
                               ///< closed list; empty for any other
    friend bool operator==(const MessageContent&, const MessageContent&) = default;
};

/// More than a form or an order has; what is beyond is counted in one last part by the decoder.
constexpr std::size_t kMostParts = 256;
/// In bytes, over all parts of one message.
constexpr std::size_t kMostPartBytes = 65'536;

/// A plain text message.
MessageContent textContent(MessageText text);

/// The first text with this role; nothing when there is none.
const MessageText* firstPart(const MessageContent& content, PartRole role);

/// What the person said in full by this message alone, where that may be one word with a meaning
/// ("STOP"): the body of a text, the title of a button. Nothing for everything else: a caption or a
/// form is never a command.
const MessageText* spokenWord(const MessageContent& content);

}  // namespace bowline
