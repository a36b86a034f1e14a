// How each kind of content is written into an entry: one function a kind.
#include "connector/base/text.h"
#include "connector/stages/entry_text.h"
#include "connector/stages/placeholders.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::stages {

namespace {

constexpr std::size_t kLongestQuote = 200;  ///< code points: enough to know which message it was

/// At most kLongestQuote code points on one line.
std::string shortened(std::string_view text) {
    std::string out;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (count++ == kLongestQuote)
            return out + "…";
        const CodePoint c = codePointAt(text, at);
        appendUtf8(out, c.value == '\n' || c.value == '\r' ? U' ' : c.value);
        at += c.length;
    }
    return out;
}

bool isFile(MessageKind kind) {
    return kind == MessageKind::Image || kind == MessageKind::Video || kind == MessageKind::Audio ||
           kind == MessageKind::Sticker || kind == MessageKind::Document;
}

std::string_view fileWord(const MessageContent& content) {
    const bool isSound = content.kind == MessageKind::Audio && content.media;
    return isSound && !content.media->isVoice ? "audio_file" : toText(content.kind);
}

/// "[photo: not carried yet] name.pdf", and the caption on a line of its own.
void writeFile(EntryText& out, const MessageContent& content) {
    const auto word = fileWord(content);
    if (content.errorCode)
        out.ours(fmt::format(
            "[{}: {}]", kindWord(word, out.language()), labelIn(Label::NotReceived, out.language())
        ));
    else
        out.ours(kindPlaceholder(word, out.language()));
    for (const auto& part : content.parts) {
        if (part.role == PartRole::FileName)
            out.space().theirs(part);
        if (part.role == PartRole::Body)
            out.newLine().theirs(part);
    }
}

/// What stands between a part and the one before it.
std::string_view separatorBefore(PartRole role, bool isFirst) {
    switch (role) {
        case PartRole::Answer:
            return ": ";
        case PartRole::ChoiceDetail:
            return " – ";
        case PartRole::AnswerName:
        case PartRole::Product:
        case PartRole::Body:
            return "\n";
        default:
            return isFirst ? " " : ", ";
    }
}

/// "[order]" and the parts behind it.
void writeListed(EntryText& out, const MessageContent& content) {
    out.kind(toText(content.kind));
    bool isFirst = true;
    for (const auto& part : content.parts) {
        out.ours(separatorBefore(part.role, isFirst)).theirs(part);
        isFirst = false;
    }
}

void writeUnsupported(EntryText& out, const MessageContent& content) {
    const auto word = kindWord(toText(MessageKind::Unsupported), out.language());
    out.ours(
        content.providerType.empty() ? fmt::format("[{}]", word)
                                     : fmt::format("[{}: {}]", word, content.providerType)
    );
}

bool isOfAd(const TextPart& part) {
    return part.role == PartRole::AdHeadline || part.role == PartRole::AdText ||
           part.role == PartRole::AdLink;
}

/// What the person clicked before she wrote, below her words.
void writeAd(EntryText& out, const std::vector<TextPart>& parts) {
    bool isFirst = true;
    for (const auto& part : parts) {
        if (isFirst)
            out.newLine().label(Label::FromAd);
        out.ours(isFirst ? " " : " – ").theirs(part);
        isFirst = false;
    }
}

void writeOwn(EntryText& out, const MessageContent& content) {
    if (content.kind == MessageKind::Text) {
        for (const auto& part : content.parts)
            out.theirs(part);
    } else if (isFile(content.kind)) {
        writeFile(out, content);
    } else if (content.kind == MessageKind::Unsupported) {
        writeUnsupported(out, content);
    } else {
        writeListed(out, content);
    }
}

}  // namespace

void writeContent(EntryText& out, const MessageContent& content) {
    MessageContent own = content;
    std::vector<TextPart> ad;
    std::ranges::copy_if(own.parts, std::back_inserter(ad), isOfAd);
    std::erase_if(own.parts, isOfAd);
    writeOwn(out, own);
    writeAd(out, ad);
}

void writeShort(EntryText& out, const MessageContent& content) {
    bool isFirst = true;
    for (const auto& part : content.parts) {
        if (isOfAd(part))
            continue;
        if (!isFirst)
            out.ours(" ");
        out.theirs(part.role, shortened(part.text.expose()));
        isFirst = false;
    }
    if (isFirst)
        out.kind(fileWord(content));
}

}  // namespace bowline::stages
