// One webhook body taken through decoding and the stages as the daemon would, with nothing stored
// and nothing sent: what each element becomes, and what each destination would get of it.
//
// Every text in the result is masked; no value that was found is in it, nor an identifier. It
// starts from an empty store: earlier messages, consents, stops and tickets are not known, and the
// egress guard, which reads finished requests, has not looked.
#pragma once

#include "connector/app/configuration.h"
#include "connector/app/trial/destination_trial.h"
#include "connector/app/trial/people.h"
#include "connector/channels/channel.h"
#include "connector/intake/stop_signals.h"
#include "connector/model/event.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::app {

/// Where an element is listed.
enum class ListedAs { Event, Placeholder, RecordedOnly };
constexpr std::string_view toText(ListedAs listed) {
    constexpr std::string_view kNames[] = {"event", "placeholder", "recorded_only"};
    return kNames[static_cast<int>(listed)];
}

/// Whose number an update is addressed to.
enum class NumberOf { Channel, Foreign, Nobody };
constexpr std::string_view toText(NumberOf number) {
    constexpr std::string_view kNames[] = {"channel", "foreign", "none"};
    return kNames[static_cast<int>(number)];
}

struct TriedUpdate {
    std::uint32_t position = 0;
    std::string kind;         ///< of the event: "message", "status" ...
    std::string contentKind;  ///< what it holds: "image", "read", a notice's topic; may be empty
    Instant sentAt;
    NumberOf number = NumberOf::Nobody;
    std::string person;  ///< alias made up for this run; empty when it is about nobody
    ListedAs listed = ListedAs::Event;
    /// What the daemon would record: "routed", "recorded_only", "held", "dropped", "parked".
    std::string state;
    std::string reason;                     ///< code of the state, empty for "routed"
    std::vector<PurposeId> stops;           ///< purposes that it withdraws
    bool refers = false;                    ///< answers, changes or reports on another update
    std::optional<std::uint32_t> target{};  ///< its position, when it is in this body
    std::vector<Finding> inText;            ///< places in the composed entry
    std::vector<Finding> inName;
    std::string rule;  ///< of the route, with `queue`
    std::string queue;
    std::vector<TriedDestination> destinations;
};

struct TriedBody {
    std::string undecodable;  ///< code, or empty
    std::uint32_t duplicateKeys = 0;
    std::optional<std::size_t> elements{};  ///< by the second count; nothing when undecodable
    std::vector<TriedUpdate> updates;

    /// True when the body is well-formed and each of its elements is listed.
    [[nodiscard]] bool isAccountedFor() const {
        return undecodable.empty() && elements && *elements == updates.size();
    }
};

/// The operator's next move for a body that is not accounted for.
std::string cureFor(const TriedBody& body);

class WebhookTrial {
public:
    /// `loaded` is usable and outlives it; `channel` is one of its channels. No secret is read.
    WebhookTrial(const Configuration& loaded, const settings::ChannelSettings& channel);

    /// `now` stands in for a time that the provider did not give. One body a call, each from an
    /// empty store. Never throws on any bytes.
    [[nodiscard]] TriedBody run(std::string_view body, Instant now) const;

private:
    struct Body;
    [[nodiscard]] Body readBody(Decoded decoded, const TrialPeople& people, Instant now) const;
    [[nodiscard]] TriedUpdate tried(Body& body, std::size_t at, TrialPeople& people) const;
    void disclose(TriedUpdate& out, Body& body, std::size_t at, TrialPeople& people) const;

    TenantId tenant_;
    ChannelId channelName_;
    intake::StopPolicy stopPolicy_;
    bool isForm_;
    std::unique_ptr<const channels::Channel> channel_;
    StageRun stages_;
    DestinationTrial destinations_;
};

}  // namespace bowline::app
