#include "connector/model/content.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bowline {

std::string_view toText(MessageKind kind) {
    constexpr std::array<std::string_view, 13> kWords{
        "text",
        "image",
        "video",
        "audio",
        "sticker",
        "document",
        "location",
        "contacts",
        "button",
        "form",
        "order",
        "call_permission",
        "unsupported"};
    return kWords[static_cast<std::size_t>(kind)];
}

MessageContent textContent(MessageText text) {
    MessageContent content;
    content.parts.push_back({PartRole::Body, std::move(text)});
    return content;
}

const MessageText* firstPart(const MessageContent& content, PartRole role) {
    const auto found = std::ranges::find(content.parts, role, &TextPart::role);
    return found == content.parts.end() ? nullptr : &found->text;
}

const MessageText* spokenWord(const MessageContent& content) {
    switch (content.kind) {
        case MessageKind::Text:
            return firstPart(content, PartRole::Body);
        case MessageKind::Button:
            return firstPart(content, PartRole::Choice);
        default:
            return nullptr;
    }
}

}  // namespace bowline
