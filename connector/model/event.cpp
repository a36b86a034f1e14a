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
};

}  // namespace

const Sender* senderOf(const Event& event) {
    return std::visit(FindSender{}, event.body);
}

}  // namespace bowline
