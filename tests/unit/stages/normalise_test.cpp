// Event keys: equal for repeats, different for everything that is not one.
#include "connector/stages/normalise.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <set>

using namespace bowline;
using namespace bowline::stages;

namespace {

constexpr Instant kSent{std::chrono::milliseconds{1'750'000'000'900}};

const KeyedHash& keys() {
    static const KeyedHash kKeys("a test key");
    return kKeys;
}

Sender sender(const std::string& digits) {
    return {Phone("+" + digits), std::nullopt, std::nullopt};
}

Update updateOf(UpdateBody body) {
    return {"123", 0, kSent, sha256("element"), std::move(body)};
}

Update message(const std::string& id, const std::string& text = "hello") {
    return updateOf(MessageUpdate{
        ProviderId(id), sender("15550100001"), textContent(MessageText(text))});
}

Update status(const std::string& id, const std::string& word, const std::string& to) {
    return updateOf(StatusUpdate{
        ProviderId(id), DeliveryState::Unknown, word, sender(to), std::nullopt});
}

Update preference(const std::string& digits, bool stop, std::int64_t millis) {
    auto update = updateOf(PreferenceUpdate{sender(digits), stop});
    update.sentAt = fromMillis(millis);
    return update;
}

Update placeholderOf(const std::string& kind, std::optional<std::string> id, const char* element) {
    auto update = updateOf(PlaceholderUpdate{
        kind, id ? std::optional<ProviderId>(*id) : std::nullopt, std::nullopt});
    update.elementHash = sha256(element);
    return update;
}

Event eventOf(Update update, const char* tenant = "acme", const char* channel = "main") {
    return normalise({std::move(update)}, {TenantId(tenant), ChannelId(channel), keys(), 7}).at(0);
}

EventKey keyOf(Update update) {
    return eventOf(std::move(update)).key;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_differs_at_the_provider_has_another_key_and_no_two_are_alike) {
    const std::vector<Update> different = {
        message("wamid.A"),
        message("wamid.B"),
        status("wamid.A", "sent", "15550100001"),
        status("wamid.A", "read", "15550100001"),
        status("wamid.A", "read", "15550100002"),
        status("wamid.B", "read", "15550100001"),
        preference("15550100001", true, 1'750'000'000'000),
        preference("15550100001", false, 1'750'000'000'000),
        preference("15550100001", true, 1'750'000'001'000),
        preference("15550100002", true, 1'750'000'000'000),
        placeholderOf("image", "wamid.A", "x"),
        placeholderOf("image", "wamid.B", "x"),
        placeholderOf("video", "wamid.A", "x"),
        placeholderOf("call", "wacid.A", "connect"),
        placeholderOf("call", "wacid.A", "terminate"),
        placeholderOf("account", std::nullopt, "x"),
        placeholderOf("account", std::nullopt, "y"),
    };
    std::set<EventKey> seen;
    for (const auto& update : different)
        seen.insert(keyOf(update));
    BOOST_TEST(seen.size() == different.size());
}

BOOST_AUTO_TEST_CASE(a_repeat_has_the_same_key_and_another_id) {
    const auto first = eventOf(message("wamid.A"));
    const auto repeat = eventOf(message("wamid.A"));
    BOOST_CHECK(first.key == repeat.key);
    BOOST_CHECK(first.id != repeat.id);
    BOOST_TEST(first.key.bytes.size() == 32u);
}

BOOST_AUTO_TEST_CASE(what_a_repeat_may_change_is_not_in_the_key) {
    auto again = message("wamid.A", "same message, other link in it");
    again.position = 9;
    again.elementHash = sha256("other");
    BOOST_CHECK(keyOf(message("wamid.A")) == keyOf(again));
    BOOST_CHECK(
        keyOf(placeholderOf("image", "wamid.A", "url 1")) ==
        keyOf(placeholderOf("image", "wamid.A", "url 2"))
    );
}

BOOST_AUTO_TEST_CASE(tenants_channels_and_numbers_have_keys_of_their_own) {
    const auto base = eventOf(message("wamid.A"));
    BOOST_CHECK(base.key != eventOf(message("wamid.A"), "other").key);
    BOOST_CHECK(base.key != eventOf(message("wamid.A"), "acme", "other").key);
    auto otherNumber = message("wamid.A");
    otherNumber.number = "456";
    BOOST_CHECK(base.key != keyOf(otherNumber));
}

BOOST_AUTO_TEST_CASE(an_event_has_kind_time_and_place_of_its_update) {
    std::vector<Update> updates = {
        message("wamid.A"),
        status("wamid.A", "sent", "15550100001"),
        preference("15550100001", true, 1'750'000'000'000),
        placeholderOf("image", "wamid.I", "x")};
    for (std::uint32_t i = 0; i < updates.size(); ++i)
        updates[i].position = i;
    const auto events = normalise(updates, {TenantId("acme"), ChannelId("main"), keys(), 7});
    BOOST_REQUIRE_EQUAL(events.size(), 4u);
    constexpr EventKind kKinds[] = {
        EventKind::Message, EventKind::Status, EventKind::Preference, EventKind::Placeholder};
    for (std::size_t i = 0; i < events.size(); ++i) {
        BOOST_CHECK(events[i].kind == kKinds[i]);
        BOOST_CHECK(events[i].body == updates[i].body);
        BOOST_CHECK((events[i].order == OrderKey{1'750'000'000, 7, static_cast<int>(i)}));
    }
    BOOST_CHECK(events[0].sentAt == kSent);
}
