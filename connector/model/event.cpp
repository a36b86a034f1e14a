#include "connector/model/event.h"

namespace bowline {

namespace {

struct FindSender {
    const Sender* operator()(const MessageUpdate& m) const { return &m.from; }
    const Sender* operator()(const StatusUpdate&) const { return nullptr; }
    const Sender* operator()(const PreferenceUpdate& p) const { return &p.who; }
    const Sender* operator()(const PlaceholderUpdate& p) const {
        return p.from ? &*p.from : nullptr;
    }
    const Sender* operator()(const AmendUpdate& a) const { return &a.from; }
    const Sender* operator()(const IdentityUpdate& i) const { return &i.before; }
    const Sender* operator()(const CallUpdate& c) const { return &c.with; }
    const Sender* operator()(const NoticeUpdate&) const { return nullptr; }
    const Sender* operator()(const AddressBookUpdate& a) const { return &a.who; }
};

struct FindKind {
    EventKind operator()(const MessageUpdate& m) const {
        return m.direction == Direction::In ? EventKind::Message : EventKind::Echo;
    }
    EventKind operator()(const StatusUpdate&) const { return EventKind::Status; }
    EventKind operator()(const PreferenceUpdate&) const { return EventKind::Preference; }
    EventKind operator()(const PlaceholderUpdate&) const { return EventKind::Placeholder; }
    EventKind operator()(const AmendUpdate& a) const {
        if (a.change == Change::Edit)
            return EventKind::Edit;
        return a.change == Change::Revoke ? EventKind::Revoke : EventKind::Reaction;
    }
    EventKind operator()(const IdentityUpdate&) const { return EventKind::Identity; }
    EventKind operator()(const CallUpdate&) const { return EventKind::Call; }
    EventKind operator()(const NoticeUpdate&) const { return EventKind::Notice; }
    EventKind operator()(const AddressBookUpdate&) const { return EventKind::AddressBook; }
};

}  // namespace

EventKind kindOf(const UpdateBody& body) {
    return std::visit(FindKind{}, body);
}

const Sender* senderOf(const Event& event) {
    return std::visit(FindSender{}, event.body);
}

bool haveOneSender(const Event& one, const Event& other) {
    const auto* a = senderOf(one);
    const auto* b = senderOf(other);
    if (a == nullptr || b == nullptr)
        return false;
    return (a->phone && a->phone == b->phone) || (a->bsuid && a->bsuid == b->bsuid);
}

bool isImported(const Event& event) {
    if (const auto* message = std::get_if<MessageUpdate>(&event.body))
        return message->imported;
    const auto* amend = std::get_if<AmendUpdate>(&event.body);
    return amend != nullptr && amend->imported;
}

const MessageContent* contentOf(const Event& event) {
    if (const auto* message = std::get_if<MessageUpdate>(&event.body))
        return &message->content;
    const auto* amend = std::get_if<AmendUpdate>(&event.body);
    return amend != nullptr ? &amend->content : nullptr;
}

}  // namespace bowline
