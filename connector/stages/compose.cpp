// What each kind of event says in a ticket, as one visitor.
#include "connector/stages/compose.h"

#include "connector/stages/entry_labels.h"
#include "connector/stages/entry_text.h"
#include "connector/stages/placeholders.h"

#include <fmt/format.h>

namespace bowline::stages {

namespace {

/// What an event refers to, as far as its entry may show it.
struct Reference {
    const Event* target = nullptr;  ///< null: it is not here
    bool isOthers = false;          ///< another member of the group wrote it

    Reference(const Event& event, const Event* to)
        : target(to), isOthers(to != nullptr && event.group && !haveOneSender(event, *to)) {}
    /// Null when there are no words, or none to be shown.
    [[nodiscard]] const MessageContent* content() const {
        return target == nullptr || isOthers ? nullptr : contentOf(*target);
    }
};

void writeQuote(EntryText& out, const Reference& reference) {
    if (reference.isOthers) {
        out.ours("> ").ours(othersLabel(reference.target->sentAt, out.language()));
        return;
    }
    if (const auto* content = reference.content()) {
        out.ours("> ");
        writeShort(out, *content);
    }
}

class WriteEntry {
public:
    WriteEntry(EntryText& out, const Reference& reference) : out_(out), reference_(reference) {}

    void operator()(const MessageUpdate& message) {
        if (message.direction == Direction::Out)
            out_.label(Label::FromPhone).space();
        if (message.forwarded)
            out_.label(Label::Forwarded).space();
        if (message.quoted && reference_.target != nullptr) {
            writeQuote(out_, reference_);
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
        if (reference_.target == nullptr)
            out_.space().label(Label::TargetUnknown);
        else
            writeQuote(out_.newLine(), reference_);
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
        const auto* before = reference_.content();
        if (before == nullptr) {
            out_.label(Label::TargetUnknown);
            return;
        }
        out_.label(Label::Before).space();
        writeContent(out_, *before);
    }

    EntryText& out_;
    Reference reference_;
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
    std::visit(WriteEntry(out, Reference(event, target)), event.body);
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
