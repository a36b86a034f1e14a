#include "connector/stages/person_values.h"

#include "connector/detect/phone_identity.h"
#include "connector/stages/entry_labels.h"

#include <algorithm>

namespace bowline::stages {

namespace {

struct AddProviderIds {
    std::vector<ProviderId>& ids;
    void operator()(const MessageUpdate& message) const {
        ids.push_back(message.id);
        if (message.quoted)
            ids.push_back(*message.quoted);
        add(message.content);
    }
    void operator()(const StatusUpdate& status) const { ids.push_back(status.of); }
    void operator()(const PreferenceUpdate&) const {}
    void operator()(const PlaceholderUpdate& placeholder) const {
        if (placeholder.id)
            ids.push_back(*placeholder.id);
    }
    void operator()(const AmendUpdate& amend) const {
        ids.push_back(amend.id);
        ids.push_back(amend.target);
        add(amend.content);
    }
    void operator()(const IdentityUpdate& identity) const { ids.push_back(identity.id); }
    void operator()(const CallUpdate& call) const { ids.push_back(call.id); }
    void operator()(const NoticeUpdate&) const {}
    void operator()(const AddressBookUpdate&) const {}
    void add(const MessageContent& content) const {
        if (content.media && !content.media->id.expose().empty())
            ids.push_back(content.media->id);
    }
};

template <class T>
void addOnce(std::vector<T>& values, const std::optional<T>& value) {
    if (value && std::ranges::find(values, *value) == values.end())
        values.push_back(*value);
}

void add(PersonValues& known, const Sender& sender) {
    addOnce(known.phones, sender.phone);
    addOnce(known.bsuids, sender.bsuid);
    addOnce(known.bsuids, sender.parent);
    addOnce(known.names, sender.name);
    addOnce(known.names, sender.username);
}

template <class Values>
void forbidAll(Forbidden& into, const Values& values, const char* cls) {
    for (const auto& value : values)
        into.values.push_back({FoundValue(value.expose()), cls});
}

}  // namespace

PersonValues withSender(PersonValues known, const Event& event) {
    if (const Sender* sender = senderOf(event))
        add(known, *sender);
    if (const auto* identity = std::get_if<IdentityUpdate>(&event.body))
        add(known, identity->now);
    std::visit(AddProviderIds{known.providerIds}, event.body);
    if (event.group)
        known.providerIds.push_back(*event.group);
    return known;
}

std::vector<detect::KnownValue> knownValues(const PersonValues& person) {
    std::vector<detect::KnownValue> known;
    for (const auto& phone : person.phones)
        known.push_back({"phone", FoundValue(phone.expose())});
    for (const auto& name : person.names)
        known.push_back({"contact_name", FoundValue(name.expose())});
    return known;
}

std::string regionOfSender(const Event& event) {
    const Sender* sender = senderOf(event);
    return sender != nullptr && sender->phone ? detect::regionOf(*sender->phone) : std::string();
}

bool isKnownName(const PersonValues& person, const DisplayName& name) {
    return std::ranges::find(person.names, name) != person.names.end();
}

Rendered renderStopNote(
    const DestinationId& destination,
    const DestinationView& view,
    const Event& event,
    const PersonValues& person,
    const RuleSet& rules
) {
    Rendered note;
    note.item.destination = destination;
    note.item.ruleSet = rules.id;
    note.item.rule = "stop_note";
    note.item.keys = view.keys;
    note.item.content.contactAlias = note.item.content.contactName = view.alias;
    note.item.content.ticketSubject = "[WA] " + view.alias;
    note.item.content.commentText =
        (view.author.empty() ? "" : groupLabel(view.author, rules.language)) +
        stubText("stop_note", rules.language);
    note.item.content.messageKind = "stop_note";
    note.item.content.sentAt = event.sentAt;
    forbidAll(note.forbidden, person.phones, "phone");
    forbidAll(note.forbidden, person.bsuids, "bsuid");
    forbidAll(note.forbidden, person.names, "contact_name");
    forbidAll(note.forbidden, person.providerIds, "provider_id");
    return note;
}

}  // namespace bowline::stages
