// One writer for the text and what is known of its pieces, one function for each kind of content.
#include "connector/stages/compose.h"

#include "connector/base/text.h"
#include "connector/stages/entry_words.h"
#include "connector/stages/placeholders.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::stages {

namespace {

constexpr std::size_t kLongestQuote = 200;  ///< code points: enough to know which message it was

/// What a part is whatever a detector says of it; empty for the person's own words.
std::string_view assumedClass(PartRole role) {
    switch (role) {
        case PartRole::Place:
            return "location";
        case PartRole::CardName:
        case PartRole::CardNumber:
        case PartRole::CardEmail:
        case PartRole::CardDetail:
            return "contact_card";
        default:
            return {};
    }
}

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

class EntryText {
public:
    explicit EntryText(std::string_view language) : language_(language) {}

    /// Words of ours.
    EntryText& ours(std::string_view words) {
        const auto begin = text_.size();
        text_ += words;
        if (!composed_.fixed.empty() && composed_.fixed.back().end == begin)
            composed_.fixed.back().end = text_.size();
        else if (!words.empty())
            composed_.fixed.push_back({begin, text_.size()});
        return *this;
    }

    EntryText& label(Label label) { return ours(fmt::format("[{}]", labelIn(label, language_))); }
    EntryText& kind(std::string_view kind) {
        return ours(fmt::format("[{}]", kindWord(kind, language_)));
    }
    EntryText& space() { return text_.empty() ? *this : ours(" "); }
    EntryText& newLine() { return text_.empty() ? *this : ours("\n"); }

    /// Words of the person or of a third one.
    EntryText& theirs(PartRole role, std::string_view words) {
        const Span span{text_.size(), text_.size() + words.size()};
        text_ += words;
        const auto cls = assumedClass(role);
        if (!cls.empty() && !words.empty())
            composed_.assumed.push_back({span, std::string(cls), "", 1.0, "message_part"});
        return *this;
    }
    EntryText& theirs(const TextPart& part) { return theirs(part.role, part.text.expose()); }

    [[nodiscard]] std::string_view language() const { return language_; }
    Composed finish() {
        composed_.text = MessageText(text_);
        return std::move(composed_);
    }

private:
    std::string_view language_;
    std::string text_;
    Composed composed_;
};

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

void writeContent(EntryText& out, const MessageContent& content) {
    MessageContent own = content;
    std::vector<TextPart> ad;
    std::ranges::copy_if(own.parts, std::back_inserter(ad), isOfAd);
    std::erase_if(own.parts, isOfAd);
    writeOwn(out, own);
    writeAd(out, ad);
}

/// The words of a message on one line; its kind where it has none.
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

void writeQuote(EntryText& out, const Event* target) {
    const auto* content = target != nullptr ? contentOf(*target) : nullptr;
    if (content == nullptr)
        return;
    out.ours("> ");
    writeShort(out, *content);
}

class WriteEntry {
public:
    WriteEntry(EntryText& out, const Event* target) : out_(out), target_(target) {}

    void operator()(const MessageUpdate& message) {
        if (message.direction == Direction::Out)
            out_.label(Label::FromPhone).space();
        if (message.forwarded)
            out_.label(Label::Forwarded).space();
        if (message.quoted && target_ != nullptr) {
            writeQuote(out_, target_);
            out_.newLine();
        }
        writeContent(out_, message.content);
    }

    void operator()(const AmendUpdate& amend) {
        if (amend.direction == Direction::Out)
            out_.label(Label::FromPhone).space();
        if (amend.change == Change::Edit)
            return writeEdit(amend);
        out_.label(labelOf(amend.change));
        if (amend.change == Change::React)
            for (const auto& part : amend.content.parts)
                out_.space().theirs(part);
        if (target_ == nullptr)
            out_.space().label(Label::TargetUnknown);
        else
            writeQuote((out_.newLine()), target_);
    }

    void operator()(const IdentityUpdate& identity) {
        constexpr Label kLabels[] = {
            Label::NumberChanged, Label::UserIdChanged, Label::SecurityChanged};
        out_.label(kLabels[static_cast<std::size_t>(identity.change)]);
    }

    void operator()(const CallUpdate& call) {
        if (call.direction == Direction::Out)
            out_.label(Label::FromPhone).space();
        const auto seconds = call.seconds.value_or(0);
        if (seconds <= 0)
            out_.label(Label::MissedCall);
        else
            out_.label(Label::Call).ours(fmt::format(" {}:{:02}", seconds / 60, seconds % 60));
    }

    void operator()(const PlaceholderUpdate& placeholder) {
        out_.ours(kindPlaceholder(placeholder.kind, out_.language()));
    }

    void operator()(const StatusUpdate&) {}
    void operator()(const PreferenceUpdate&) {}
    void operator()(const NoticeUpdate&) {}
    void operator()(const AddressBookUpdate&) {}

private:
    static Label labelOf(Change change) {
        if (change == Change::Revoke)
            return Label::Deleted;
        return change == Change::React ? Label::Reaction : Label::ReactionGone;
    }

    /// Both versions in full where the earlier one is here.
    void writeEdit(const AmendUpdate& amend) {
        out_.label(Label::Edited).space();
        writeContent(out_, amend.content);
        out_.newLine();
        const auto* before = target_ != nullptr ? contentOf(*target_) : nullptr;
        if (before == nullptr) {
            out_.label(Label::TargetUnknown);
            return;
        }
        out_.label(Label::Before).space();
        writeContent(out_, *before);
    }

    EntryText& out_;
    const Event* target_;
};

struct WhyNoEntry {
    std::string_view operator()(const StatusUpdate&) const { return "status"; }
    std::string_view operator()(const PlaceholderUpdate& p) const {
        return p.kind == "request_welcome" ? "welcome" : "";
    }
    std::string_view operator()(const CallUpdate& c) const {
        return c.state == CallState::Ended || c.state == CallState::Missed ? "" : "call_step";
    }
    std::string_view operator()(const NoticeUpdate&) const { return "notice"; }
    std::string_view operator()(const AddressBookUpdate&) const { return "address_book"; }
    template <class Other>
    std::string_view operator()(const Other&) const {
        return "";
    }
};

}  // namespace

std::string_view whyNoEntry(const Event& event) {
    const auto reason = std::visit(WhyNoEntry{}, event.body);
    if (!reason.empty())
        return reason;
    const Sender* sender = senderOf(event);
    return sender != nullptr && (sender->phone || sender->bsuid) ? "" : "no_sender";
}

Composed compose(const Event& event, const Event* target, std::string_view language) {
    EntryText out(language);
    std::visit(WriteEntry(out, target), event.body);
    return out.finish();
}

bool isDeletion(const Event& event) {
    return event.kind == EventKind::Revoke;
}

std::string deletionNote(std::string_view language) {
    return fmt::format("[{}]", labelIn(Label::Deleted, language));
}

std::string_view entryKind(const Event& event) {
    if (const auto* message = std::get_if<MessageUpdate>(&event.body))
        return toText(message->content.kind);
    const auto* placeholder = std::get_if<PlaceholderUpdate>(&event.body);
    return placeholder != nullptr ? std::string_view(placeholder->kind) : toText(event.kind);
}

}  // namespace bowline::stages
