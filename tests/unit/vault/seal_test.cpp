// Every sealable type goes in and comes out with every field; a cell opens at its own place only;
// no bytes whatever lead to anything but a value or an Error.
#include "connector/vault/seal.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/vault/cell_cipher.h"
#include "connector/vault/codecs.h"
#include "tests/unit/vault/cleared_item_maker.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <climits>
#include <random>
#include <set>

using namespace bowline;
using namespace bowline::vault;

namespace {

const CellAddress kAddress{"acme", "outbox", "item", "0123456789abcdef", 7};

const SealingKey& key() {
    static const SealingKey made = Keys(MasterKey(std::string(32, 'm'))).newSealingKey();
    return made;
}

template <class T>
T sealedAndOpened(const T& value) {
    return open(key(), kAddress, seal(key(), kAddress, value));
}

/// Senders with every choice of what is known.
Sender senderOf(unsigned which) {
    Sender sender;
    if ((which & 1U) != 0)
        sender.phone = Phone("+15550100123");
    if ((which & 2U) != 0)
        sender.bsuid = Bsuid("US.abcDEF0123456789");
    if ((which & 4U) != 0)
        sender.name = DisplayName("J\xC3\xB6rg \xF0\x9F\x8C\xB3");
    if ((which & 8U) != 0) {
        sender.parent = Bsuid("US.ENT.abcDEF0123456789");
        sender.username = DisplayName("jorg_of_ys");
    }
    return sender;
}

Event eventWith(EventKind kind, UpdateBody body) {
    Event event;
    event.id = *EventId::fromBytes("fedcba9876543210");
    event.key = EventKey{std::string("\0\1\2", 3) + std::string(29, '\xFF')};
    event.tenant = TenantId("acme");
    event.channel = ChannelId("support");
    event.kind = kind;
    event.sentAt = fromMillis(1'795'444'571'123);
    event.order = {1'795'444'571, 99, -1};
    event.body = std::move(body);
    return event;
}

MessageContent fullContent(bool more) {
    MessageContent content;
    content.kind = more ? MessageKind::Document : MessageKind::Text;
    for (int role = 0; more && role <= static_cast<int>(kLastPartRole); ++role)
        content.parts.push_back({PartRole(role), MessageText(std::to_string(role))});
    if (more) {
        content.media = MediaRef{ProviderId("m1"), "application/pdf", std::string(32, 'h'), 7};
        content.media->isVoice = true;
        content.errorCode = 131052;
        content.providerType = "poll_creation";
    }
    return content;
}

/// The alternatives that came with the second version of the record.
void addLaterEvents(std::vector<Event>& out, const Sender& sender, bool more) {
    const auto direction = more ? Direction::Out : Direction::In;
    const ProviderId id("wamid.3");
    const auto add = [&](UpdateBody body) {
        const auto kind = kindOf(body);
        out.push_back(eventWith(kind, std::move(body)));
    };
    add(MessageUpdate{id, sender, fullContent(more), id, direction, more, more});
    const auto words = fullContent(more);
    add(AmendUpdate{id, sender, ProviderId("wamid.1"), Change::Revoke, words, direction, more});
    add(IdentityUpdate{id, IdentityChange::UserId, sender, sender});
    add(CallUpdate{id, sender, direction, CallState::Missed, "terminate", more ? 125 : 0});
    add(NoticeUpdate{"account", "account_update", "disabled_update", 131031, more});
    add(AddressBookUpdate{sender, more});
    out.back().refersTo = {{std::string(32, 'a')}, {std::string(32, 'b')}};
    out.back().group = ProviderId("120363000000000000@g.us");
}

/// Every alternative of the body with every choice of its optional fields.
std::vector<Event> allEvents() {
    std::vector<Event> out;
    for (unsigned which = 0; which < 16; ++which) {
        const auto sender = senderOf(which);
        for (const bool more : {false, true}) {
            const auto id = more ? std::optional(ProviderId("wamid.x==")) : std::nullopt;
            const auto from = more ? std::optional(sender) : std::nullopt;
            out.push_back(eventWith(
                EventKind::Message,
                MessageUpdate{
                    ProviderId("wamid.1"),
                    sender,
                    textContent(MessageText(std::string("a\0b\n\xFF", 5))),
                    id}
            ));
            addLaterEvents(out, sender, more);
            out.push_back(eventWith(EventKind::Preference, PreferenceUpdate{sender, more}));
            out.push_back(eventWith(EventKind::Placeholder, PlaceholderUpdate{"sticker", id, from})
            );
            for (int state = 0; state <= static_cast<int>(DeliveryState::Unknown); ++state) {
                const auto code =
                    more ? std::optional(state % 2 == 0 ? INT_MIN : INT_MAX) : std::nullopt;
                out.push_back(eventWith(
                    EventKind::Status,
                    StatusUpdate{
                        ProviderId("wamid.2"), DeliveryState(state), "delivered", from, code}
                ));
            }
        }
    }
    out.push_back(eventWith(
        EventKind::Message,
        MessageUpdate{ProviderId(""), {}, textContent(MessageText(std::string(65536, 'x')))}
    ));
    return out;
}

MaskedItem fullItem() {
    MaskedItem item;
    item.destination = DestinationId("helpdesk");
    item.ruleSet = std::string(64, 'a');
    item.rule = "default";
    item.keys = {std::string(32, '1'), std::string(32, '2'), std::string(32, '3')};
    item.content = {
        "Amber-Falcon-27",
        "Amber",
        {{"Country", "DE"}, {"Empty", ""}},
        "[WA] Amber",
        "Support",
        {{"New", true}, {"Score", std::int64_t{-7}}, {"WA-Alias", "Amber-Falcon-27"}},
        "my card is [card removed]",
        "text",
        fromMillis(1'795'444'571'000),
        true,
        {"whatsapp", "caf\xC3\xA9"},
        "urgent",
        true};
    item.removed = {{"payment_card", 1}, {"phone", 4294967295U}};
    return item;
}

/// fullItem() without typed fields, tags, priority and closing, as version 1 wrote it; the later
/// ones with what they brought.
std::string recordOfVersion(std::uint8_t version) {
    RecordWriter out(version);
    const auto texts = [&out](std::initializer_list<std::string_view> all) {
        for (const auto text : all)
            out.text(text);
    };
    texts({"helpdesk", std::string(64, 'a'), "default"});
    texts({std::string(32, '1'), std::string(32, '2'), std::string(32, '3')});
    texts({"Amber-Falcon-27", "Amber"});
    out.number(2);
    texts({"Country", "DE", "Empty", "", "[WA] Amber", "Support"});
    out.number(1);
    texts({"WA-Alias", "Amber-Falcon-27", "my card is [card removed]", "text"});
    out.instant(fromMillis(1'795'444'571'000));
    out.flag(true);
    if (version >= 2) {
        out.number(2);
        texts({"whatsapp", "caf\xC3\xA9", "urgent"});
    }
    if (version >= 3)
        out.flag(true);
    out.number(2);
    out.text("payment_card");
    out.number(1);
    out.text("phone");
    out.number(4294967295);
    return std::string(out.view());
}

Forbidden someForbidden() {
    return {{{FoundValue("4111 1111 1111 1111"), "payment_card"}, {FoundValue(""), ""}}};
}

struct MovedRow {
    const char* why;
    CellAddress address;
    friend std::ostream& operator<<(std::ostream& out, const MovedRow& row) {
        return out << row.why;
    }
};

const MovedRow kMovedRows[] = {
    {"another tenant", {"acm", "outbox", "item", "0123456789abcdef", 7}},
    {"another table", {"acme", "events", "item", "0123456789abcdef", 7}},
    {"another column", {"acme", "outbox", "items", "0123456789abcdef", 7}},
    {"another row", {"acme", "outbox", "item", "0123456789abcdeg", 7}},
    {"another version", {"acme", "outbox", "item", "0123456789abcdef", 8}},
    {"a letter that moved to the next field", {"acmeo", "utbox", "item", "0123456789abcdef", 7}},
    {"nothing", {}},
};

template <class T>
std::string plainOf(const T& value) {
    RecordWriter out(Codec<T>::kVersion);
    Codec<T>::write(out, value);
    return std::string(out.view());
}

/// True when the bytes were read as a T; false when they were refused. Anything else fails the
/// test.
template <class T>
bool isRead(std::string_view bytes) {
    try {
        RecordReader in(bytes, Codec<T>::kVersion);
        (void)Codec<T>::read(in);
        in.end();
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// Cuts at every length, then random changes, cuts and insertions.
template <class T>
void assault(const T& value, unsigned seed) {
    const auto plain = plainOf(value);
    BOOST_TEST(isRead<T>(plain));
    for (std::size_t size = 0; size < std::min<std::size_t>(plain.size(), 400); ++size)
        BOOST_TEST(!isRead<T>(plain.substr(0, size)));
    BOOST_TEST(!isRead<T>(plain + 'x'));
    std::mt19937 random(seed);
    for (int i = 0; i < 400; ++i) {
        // An exact block on the heap, so that a sanitizer sees one byte too far.
        std::vector<char> bytes(plain.begin(), plain.end());
        for (unsigned changes = 1 + random() % 4; changes > 0; --changes)
            bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        bytes.resize(random() % 4 == 0 ? 1 + random() % bytes.size() : bytes.size());
        (void)isRead<T>({bytes.data(), bytes.size()});
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_event_comes_back_with_every_field) {
    const auto events = allEvents();
    BOOST_TEST(events.size() > 100U);
    for (const auto& event : events)
        BOOST_TEST((sealedAndOpened(event) == event));
    for (std::size_t i = 1; i < events.size(); ++i)
        BOOST_TEST((plainOf(events[i]) != plainOf(events[0])));
}

BOOST_AUTO_TEST_CASE(a_cleared_item_comes_back_with_every_field) {
    for (const auto& masked : {fullItem(), MaskedItem{}}) {
        const auto cleared = stages::LeakGuard::clear(masked);
        const auto opened = sealedAndOpened(cleared);
        BOOST_TEST((opened == cleared));
        BOOST_TEST((opened.item() == masked));
    }
}

BOOST_AUTO_TEST_CASE(an_item_that_was_sealed_before_fields_were_typed_still_opens) {
    const Sealed<ClearedItem> old{CellCipher::seal(key(), kAddress, recordOfVersion(3))};
    auto expected = fullItem();
    expected.content.ticketFields = {{"WA-Alias", "Amber-Falcon-27"}};
    BOOST_TEST((open(key(), kAddress, old).item() == expected));
}

BOOST_AUTO_TEST_CASE(an_item_that_was_sealed_before_there_were_tags_still_opens) {
    const Sealed<ClearedItem> old{CellCipher::seal(key(), kAddress, recordOfVersion(1))};
    auto expected = fullItem();
    expected.content.ticketFields = {{"WA-Alias", "Amber-Falcon-27"}};
    expected.content.ticketTags.clear();
    expected.content.ticketPriority.clear();
    expected.content.closesTicket = false;
    BOOST_TEST((open(key(), kAddress, old).item() == expected));
}

BOOST_AUTO_TEST_CASE(an_item_of_a_version_to_come_does_not_open) {
    for (const int version : {0, ClearedItemCodec::kVersion + 1}) {
        auto plain = plainOf(stages::LeakGuard::clear(fullItem()));
        plain[0] = static_cast<char>(version);
        const Sealed<ClearedItem> sealed{CellCipher::seal(key(), kAddress, plain)};
        BOOST_CHECK_THROW((void)open(key(), kAddress, sealed), Error);
    }
}

BOOST_AUTO_TEST_CASE(forbidden_values_and_single_texts_come_back) {
    for (const auto& forbidden : {someForbidden(), Forbidden{}})
        BOOST_TEST((sealedAndOpened(forbidden) == forbidden));
    for (const std::string& text : {std::string(), std::string("x"), std::string(1 << 20, '\0')}) {
        BOOST_TEST((sealedAndOpened(RawBody(text)) == RawBody(text)));
        BOOST_TEST((sealedAndOpened(Phone(text)) == Phone(text)));
        BOOST_TEST((sealedAndOpened(Bsuid(text)) == Bsuid(text)));
        BOOST_TEST((sealedAndOpened(DisplayName(text)) == DisplayName(text)));
        BOOST_TEST((sealedAndOpened(StepOutput{text}) == StepOutput{text}));
        BOOST_TEST((sealedAndOpened(AccessToken(text)) == AccessToken(text)));
    }
}

BOOST_DATA_TEST_CASE(a_cell_that_was_moved_does_not_open, kMovedRows, row) {
    const auto sealed = seal(key(), kAddress, RawBody("body"));
    BOOST_TEST((open(key(), kAddress, sealed) == RawBody("body")));
    BOOST_CHECK_THROW((void)open(key(), row.address, sealed), Error);
}

BOOST_AUTO_TEST_CASE(a_cell_does_not_open_with_another_key_or_under_another_id_of_the_same_key) {
    const auto sealed = seal(key(), kAddress, RawBody("body"));
    const Keys keys{MasterKey(std::string(32, 'm'))};
    BOOST_CHECK_THROW((void)open(keys.newSealingKey(), kAddress, sealed), Error);
    auto wrapped = keys.wrap(key());
    BOOST_TEST((open(keys.unwrap(wrapped), kAddress, sealed) == RawBody("body")));
    wrapped.id = keys.newSealingKey().id();
    BOOST_CHECK_THROW((void)open(keys.unwrap(wrapped), kAddress, sealed), Error);
}

BOOST_AUTO_TEST_CASE(a_cell_with_any_changed_or_missing_byte_does_not_open_and_the_error_is_silent
) {
    const auto sealed = seal(key(), kAddress, RawBody("4111 1111 1111 1111"));
    for (std::size_t i = 0; i < sealed.bytes.size(); ++i) {
        auto changed = sealed;
        changed.bytes[i] ^= 64;
        BOOST_CHECK_THROW((void)open(key(), kAddress, changed), Error);
        BOOST_CHECK_EXCEPTION(
            (void)open(key(), kAddress, Sealed<RawBody>{sealed.bytes.substr(0, i)}),
            Error,
            [](const Error& error) {
                return std::string(error.what()) == "vault: cell does not open";
            }
        );
    }
}

BOOST_AUTO_TEST_CASE(the_same_value_is_never_sealed_to_the_same_bytes) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(seal(key(), kAddress, RawBody("body")).bytes.substr(0, 12));
    BOOST_TEST(seen.size() == 1000U);
}

BOOST_AUTO_TEST_CASE(a_sealed_cell_shows_nothing_of_its_value) {
    const auto sealed = seal(key(), kAddress, RawBody("4111 1111 1111 1111"));
    BOOST_TEST(plainOf(RawBody("4111 1111")).find("4111 1111") != std::string::npos);
    BOOST_TEST(sealed.bytes.find("4111") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_record_of_one_type_is_not_taken_for_one_of_another_version) {
    auto plain = plainOf(allEvents().front());
    plain[0] = Codec<Event>::kVersion + 1;
    BOOST_TEST(!isRead<Event>(plain));
    BOOST_TEST(!isRead<Event>(""));
}

BOOST_AUTO_TEST_CASE(an_event_of_the_second_version_is_read_without_what_came_later) {
    Sender sender;
    sender.name = DisplayName("Ana of Ys");
    const auto event = eventWith(EventKind::Preference, PreferenceUpdate{sender, true});
    auto plain = plainOf(event);
    const auto afterName = plain.find("Ana of Ys") + std::string_view("Ana of Ys").size();
    BOOST_REQUIRE(plain.substr(afterName, 3) == std::string("\0\0\1", 3));
    plain.erase(afterName, 2);
    plain.pop_back();  // no group
    plain[0] = 2;
    RecordReader in(plain, Codec<Event>::kOldest, Codec<Event>::kVersion);
    BOOST_CHECK(Codec<Event>::read(in) == event);
}

BOOST_AUTO_TEST_CASE(foreign_bytes_are_a_value_or_an_error_and_never_more) {
    unsigned seed = 0;
    for (const auto& event : allEvents())
        assault(event, ++seed);
    assault(stages::LeakGuard::clear(fullItem()), ++seed);
    assault(someForbidden(), ++seed);
    assault(Phone("+15550100123"), ++seed);
    assault(StepOutput{"{\"token\":\"abc\"}"}, ++seed);
}
