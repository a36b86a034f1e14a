// Any bytes as a Cloud API body: decoding and normalising end, throw nothing, number what they
// find, and find the same again. Run: webhook_fuzz -max_total_time=60 -max_len=8192 CORPUS, with
// tests/fixtures/meta_cloud as the first corpus.
#include "connector/channels/meta_decode.h"
#include "connector/stages/normalise.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

bool isDecodable(const bowline::Decoded& decoded) {
    constexpr std::string_view kCodes[] = {
        "json_syntax", "json_depth", "json_size", "not_whatsapp"};
    require(decoded.undecodable.empty() || std::ranges::count(kCodes, decoded.undecodable) == 1);
    return decoded.undecodable.empty();
}

void requireKnownKind(const bowline::Update& update) {
    const auto* placeholder = std::get_if<bowline::PlaceholderUpdate>(&update.body);
    const auto kinds = bowline::channels::metaPlaceholderKinds();
    require(
        placeholder == nullptr ||
        std::ranges::binary_search(kinds, std::string_view(placeholder->kind))
    );
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace bowline;
    static const KeyedHash keys("fuzz");
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto received = fromMillis(1'750'000'000'000);

    const auto decoded = channels::decodeMetaCloud(body, received);
    if (!isDecodable(decoded)) {
        require(decoded.updates.empty());
        return 0;
    }
    require(!decoded.updates.empty());
    for (std::size_t i = 0; i < decoded.updates.size(); ++i) {
        require(decoded.updates[i].position == i);
        requireKnownKind(decoded.updates[i]);
    }

    const stages::NormaliseContext context{TenantId("t"), ChannelId("c"), keys, 1};
    const auto events = stages::normalise(decoded.updates, context);
    const auto again =
        stages::normalise(channels::decodeMetaCloud(body, received).updates, context);
    require(events.size() == decoded.updates.size() && again.size() == events.size());
    for (std::size_t i = 0; i < events.size(); ++i)
        require(events[i].key == again[i].key && events[i].order == again[i].order);
    return 0;
}
