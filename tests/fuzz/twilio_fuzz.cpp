// Any bytes as a form of Twilio's: reading, checking, decoding and normalising end, throw nothing,
// number what they find, and find the same again. Run: twilio_fuzz -max_total_time=60
// -max_len=8192 CORPUS, with tests/fixtures/twilio as the first corpus.
#include "connector/channels/form_body.h"
#include "connector/channels/twilio.h"
#include "connector/channels/twilio_decode.h"
#include "connector/stages/normalise.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace bowline;
using namespace bowline::channels;

void require(bool holds) {
    if (!holds)
        std::abort();
}

/// No byte is made up: what is decoded is never longer than what was sent.
void readForm(std::string_view body) {
    const FormBody form(body, kTwilioFormLimits);
    std::size_t bytes = 0;
    for (const auto& field : form.sorted()) {
        bytes += field.name.size() + field.value.size();
        const auto text = form.text(field.name);
        require(!text || !text->empty());
    }
    require(bytes <= body.size());
    require(form.duplicateNames() <= form.sorted().size());
    require(std::ranges::is_sorted(form.sorted()));
}

void requireKnownKind(const Update& update) {
    const auto* placeholder = std::get_if<PlaceholderUpdate>(&update.body);
    require(
        placeholder == nullptr ||
        std::ranges::binary_search(twilioPlaceholderKinds(), std::string_view(placeholder->kind))
    );
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const KeyedHash keys("fuzz");
    static const TwilioChannel channel(
        {{AppSecret("fuzz"), AppSecret("before")}, "https://example.org/hook", "15550100001"}
    );
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto received = fromMillis(1'750'000'000'000);
    readForm(body);

    // Nobody can sign by chance, whatever is body, query and signature.
    const auto third = size / 3;
    const Headers headers{{"X-Twilio-Signature", std::string(body.substr(0, third))}};
    require(!channel.isAuthentic({headers, body.substr(2 * third), body.substr(third, third)}));

    const auto decoded = channel.decode(body, received);
    require(decoded.undecodable.empty() ? !decoded.updates.empty() : decoded.updates.empty());
    for (std::size_t i = 0; i < decoded.updates.size(); ++i) {
        require(decoded.updates[i].position == i);
        requireKnownKind(decoded.updates[i]);
    }
    const stages::NormaliseContext context{TenantId("t"), ChannelId("c"), keys, 1};
    const auto events = stages::normalise(decoded.updates, context);
    const auto again = stages::normalise(channel.decode(body, received).updates, context);
    require(events.size() == decoded.updates.size() && again.size() == events.size());
    for (std::size_t i = 0; i < events.size(); ++i)
        require(events[i].key == again[i].key && events[i].order == again[i].order);
    return 0;
}
