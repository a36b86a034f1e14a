// A body decoded, and its only update or message.
#pragma once
#include "connector/channels/meta_decode.h"
#include "connector/model/event.h"
#include "tests/unit/channels/bodies.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace bowline::channels {

inline constexpr Instant kReceived{std::chrono::milliseconds{1'750'000'123'456}};

inline Decoded decodedOwn(const std::string& name) {
    return decodeMetaCloud(bodies::contentOf(bodies::own() / name), kReceived);
}

inline Update onlyUpdate(const std::string& body) {
    const auto decoded = decodeMetaCloud(body, kReceived);
    BOOST_REQUIRE_EQUAL(decoded.undecodable, "");
    BOOST_REQUIRE_EQUAL(decoded.updates.size(), 1u);
    return decoded.updates.front();
}

inline MessageUpdate onlyMessage(const std::string& body) {
    return std::get<MessageUpdate>(onlyUpdate(body).body);
}

inline std::string textOf(const MessageUpdate& message) {
    const auto* body = firstPart(message.content, PartRole::Body);
    return body != nullptr ? std::string(body->expose()) : "(no text)";
}

/// The kind of the event, and what of it is told in one word.
inline std::string kindOf(const Update& update) {
    const std::string kind(toText(bowline::kindOf(update.body)));
    struct Word {
        std::string operator()(const MessageUpdate& m) const {
            return std::string(toText(m.content.kind));
        }
        std::string operator()(const StatusUpdate& s) const { return s.stateText; }
        std::string operator()(const PreferenceUpdate& p) const { return p.stop ? "stop" : "go"; }
        std::string operator()(const PlaceholderUpdate& p) const { return p.kind; }
        std::string operator()(const CallUpdate& c) const { return c.stateText; }
        std::string operator()(const NoticeUpdate& n) const { return n.topic; }
        std::string operator()(const AmendUpdate&) const { return "of another"; }
        std::string operator()(const IdentityUpdate&) const { return "of the sender"; }
        std::string operator()(const AddressBookUpdate&) const { return "entry"; }
    };
    return kind + " " + std::visit(Word{}, update.body);
}

inline std::vector<std::string> kindsOf(const Decoded& decoded) {
    std::vector<std::string> out;
    std::ranges::transform(decoded.updates, std::back_inserter(out), kindOf);
    return out;
}

}  // namespace bowline::channels
