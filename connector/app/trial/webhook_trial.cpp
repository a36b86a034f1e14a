#include "connector/app/trial/webhook_trial.h"

#include "connector/app/trial/element_count.h"
#include "connector/app/trial/webhook_input.h"
#include "connector/app/wiring.h"
#include "connector/base/text.h"
#include "connector/channels/dialog360.h"
#include "connector/channels/meta_cloud.h"
#include "connector/channels/twilio.h"
#include "connector/detect/sender_index.h"
#include "connector/stages/compose.h"
#include "connector/stages/normalise.h"
#include "connector/stages/person_values.h"
#include "connector/stages/route.h"
#include "connector/stages/will.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::app {

namespace {

/// The body counts as the first one of an empty journal.
constexpr std::int64_t kJournalSeq = 1;

/// Channels that decode and know their number; their secrets are drawn, nobody can sign for them.
class DecoderOf {
public:
    using Made = std::unique_ptr<const channels::Channel>;

    explicit DecoderOf(const std::string& number) : number_(number) {}

    Made operator()(const settings::MetaCloudAccess&) const {
        return std::make_unique<const channels::MetaCloudChannel>(channels::MetaCloudSettings{
            AppSecret(drawn()), std::nullopt, VerifyToken(drawn()), number_});
    }
    Made operator()(const settings::Dialog360Access&) const {
        return std::make_unique<const channels::Dialog360Channel>(channels::Dialog360Settings{
            .number = number_, .platformSecret = {{AppSecret(drawn()), std::nullopt}}});
    }
    Made operator()(const settings::TwilioAccess& access) const {
        return std::make_unique<const channels::TwilioChannel>(channels::TwilioSettings{
            {AppSecret(drawn()), std::nullopt}, access.publicUrl, number_});
    }

private:
    static std::string drawn() { return randomBytes(32); }
    const std::string& number_;
};

struct ContentKind {
    std::string operator()(const MessageUpdate& m) const {
        return std::string(toText(m.content.kind));
    }
    std::string operator()(const StatusUpdate& s) const { return s.stateText; }
    std::string operator()(const PreferenceUpdate& p) const { return p.stop ? "stop" : "resume"; }
    std::string operator()(const PlaceholderUpdate& p) const { return p.kind; }
    std::string operator()(const AmendUpdate& a) const {
        if (a.change == Change::Unreact)
            return "taken_back";
        return a.change == Change::Edit ? std::string(toText(a.content.kind)) : "";
    }
    std::string operator()(const IdentityUpdate& i) const {
        constexpr const char* kNames[] = {"number", "user_id", "security"};
        return kNames[static_cast<int>(i.change)];
    }
    std::string operator()(const CallUpdate& c) const { return c.stateText; }
    std::string operator()(const NoticeUpdate& n) const { return n.topic; }
    std::string operator()(const AddressBookUpdate& a) const {
        return a.removed ? "removed" : "present";
    }
};

std::string_view stateOf(stages::Decision decision) {
    return decision == stages::Decision::Hold ? "held" : "dropped";
}

}  // namespace

/// A body on its way: events in its order, and what their places tell.
struct WebhookTrial::Body {
    std::vector<Event> events;
    std::vector<NumberOf> numbers;
    std::vector<store::Stop> stops;
    std::map<EventKey, std::uint32_t> places{};  ///< of each key, the first time that it occurs

    /// Absence: what the event at `self` refers to is not in this body, or is itself.
    [[nodiscard]] std::optional<std::uint32_t> targetOf(std::size_t self) const {
        for (const auto& key : events[self].refersTo) {
            const auto found = places.find(key);
            if (found != places.end() && found->second != self)
                return found->second;
        }
        return std::nullopt;
    }

    /// As the pipeline reads them from the store: all of this body's, for any form of the number.
    [[nodiscard]] std::vector<stages::StopInForce> stopsFor(const TrialPerson& person) const {
        std::vector<stages::StopInForce> found;
        for (const auto& stop : stops) {
            if (std::ranges::find(person.indexes, stop.sender) != person.indexes.end())
                found.push_back({stop.purpose, kJournalSeq});
        }
        return found;
    }
};

std::string cureFor(const TriedBody& body) {
    if (body.isAccountedFor())
        return {};
    if (body.undecodable == "json_syntax")
        return "save the request's body as it arrived, byte by byte, without its headers";
    if (body.undecodable == "not_whatsapp")
        return "the body belongs to another product; in Meta's dashboard subscribe this address to "
               "whatsapp_business_account";
    if (!body.undecodable.empty())
        return "the body is beyond what the daemon reads; it would be parked with its bytes";
    return "this is a bug: an element is lost or doubled; please report the shape of the body";
}

WebhookTrial::WebhookTrial(const Configuration& loaded, const settings::ChannelSettings& channel)
    : tenant_(loaded.config->tenant),
      channelName_(channel.name),
      stopPolicy_(stopPolicyOf(*loaded.config)),
      isForm_(sendsForms(channel)),
      channel_(std::visit(DecoderOf(channel.number), channel.access)),
      stages_(loaded.rules),
      destinations_(stages_.rules()) {}

TriedBody WebhookTrial::run(std::string_view body, Instant now) const {
    auto decoded = channel_->decode(body, now);
    TriedBody out{decoded.undecodable, decoded.duplicateKeys, {}, {}};
    if (!out.undecodable.empty())
        return out;
    // A form is one message, status or event.
    out.elements = isForm_ ? 1 : countElements(body);
    TrialPeople people;
    auto read = readBody(std::move(decoded), people, now);
    for (std::size_t at = 0; at < read.events.size(); ++at)
        out.updates.push_back(tried(read, at, people));
    return out;
}

WebhookTrial::Body WebhookTrial::readBody(Decoded decoded, const TrialPeople& people, Instant now)
    const {
    Body body;
    body.stops = intake::stopsIn(decoded.updates, stopPolicy_, tenant_, people.blindIndexes(), now);
    for (const auto& update : decoded.updates) {
        const bool serves = channel_->serves(update);
        body.numbers.push_back(
            update.number.empty() ? NumberOf::Nobody
            : serves              ? NumberOf::Channel
                                  : NumberOf::Foreign
        );
    }
    const KeyedHash eventKeys(randomBytes(32));
    body.events = stages::normalise(
        std::move(decoded.updates), {tenant_, channelName_, eventKeys, kJournalSeq}
    );
    for (std::uint32_t at = 0; at < body.events.size(); ++at)
        body.places.emplace(body.events[at].key, at);
    return body;
}

TriedUpdate WebhookTrial::tried(Body& body, std::size_t at, TrialPeople& people) const {
    const Event& event = body.events[at];
    TriedUpdate out;
    out.position = static_cast<std::uint32_t>(event.order.position);
    out.kind = toText(event.kind);
    out.contentKind = std::visit(ContentKind{}, event.body);
    out.sentAt = event.sentAt;
    out.number = body.numbers[at];
    out.refers = !event.refersTo.empty();
    out.target = body.targetOf(at);
    if (const Sender* sender = senderOf(event); sender && (sender->phone || sender->bsuid))
        out.person = people.personOf(*sender).alias;
    disclose(out, body, at, people);
    const bool isRecorded = out.state == "recorded_only";
    if (event.kind == EventKind::Placeholder)
        out.listed = ListedAs::Placeholder;
    else
        out.listed = isRecorded ? ListedAs::RecordedOnly : ListedAs::Event;
    return out;
}

void WebhookTrial::disclose(TriedUpdate& out, Body& body, std::size_t at, TrialPeople& people)
    const {
    const Event& event = body.events[at];
    const auto decide = [&](std::string_view state, std::string_view reason) {
        out.state = state;
        out.reason = reason;
    };
    if (out.number == NumberOf::Foreign)
        return decide("parked", "foreign_number");
    if (const auto reason = stages::whyNoEntry(event); !reason.empty())
        return decide("recorded_only", reason);
    auto& person = people.personOf(*senderOf(event));
    const auto will = stages::willOf(event, body.stopsFor(person), stages_.rules().purposes);
    out.stops = will.withdrawn;
    if (will.isSignal)
        return decide("recorded_only", will.reason);
    if (isImported(event) && !stages::takesHistory(stages_.rules()))
        return decide("recorded_only", "imported");
    auto& party = people.partyOf(event, person);
    auto placed = people.place(event, person, party);
    const auto values = stages::withSender(person.known, event);
    const Event* target = out.target ? &body.events[*out.target] : nullptr;
    auto inspected = stages_.inspected(std::move(placed), target, values, will.stopped);
    out.inText = inspected.text.findings;
    out.inName = inspected.name.findings;
    const auto routed = stages::route(std::move(inspected), stages_.rules(), party.openedBy);
    out.rule = routed.rule.id;
    out.queue = routed.rule.queue;
    if (routed.rule.path != RoutePath::Ticket)
        return decide(routed.rule.path == RoutePath::Park ? "parked" : "recorded_only", "route");
    if (party.openedBy.empty())
        party.openedBy = routed.rule.id;
    const stages::DestinationView view{
        party.alias,
        {party.contactKey, party.ticketKey, toHex(randomBytes(16))},
        event.group ? person.alias : std::string()};
    out.destinations = destinations_.run(routed, view, values);
    if (!routed.destinations.empty())
        return decide("routed", "");
    const auto verdict = stages::verdictOfUnrouted(routed);
    decide(stateOf(verdict.decision), verdict.reason);
}

}  // namespace bowline::app
