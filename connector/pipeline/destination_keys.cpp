#include "connector/pipeline/destination_keys.h"

#include "connector/base/text.h"

namespace bowline::pipeline {

namespace {

std::string tokenKey(const KeyedHash& keys, std::initializer_list<std::string_view> fields) {
    return std::string(asText(keys.ofFields(fields)));
}

}  // namespace

std::string objectKey(const KeyedHash& keys, std::string_view kind, std::string_view id) {
    return toHex(asText(keys.ofFields({kind, id}))).substr(0, 32);
}

stages::DestinationView keyedView(
    const KeyedHash& keys, const stages::Placed& placed, const EventId& event
) {
    stages::DestinationView view;
    view.keys = {
        objectKey(keys, "contact", placed.party.bytes()),
        objectKey(keys, "ticket", placed.episode.bytes()),
        objectKey(keys, "message", event.bytes())};
    view.tokens = {
        tokenKey(keys, {"tokens", placed.conversation.bytes()}), tokenKey(keys, {"tokens"})};
    return view;
}

}  // namespace bowline::pipeline
