// The small tables: what is unique, what a stale caller is told, what a reader gets back.
#include "connector/store/alarms.h"
#include "connector/store/aliases.h"
#include "connector/store/conversations.h"
#include "connector/store/episodes.h"
#include "connector/store/incidents.h"
#include "connector/store/links.h"
#include "connector/store/lock.h"
#include "connector/store/persons.h"
#include "connector/store/sealing_keys.h"
#include "tests/unit/store/store_fixture.h"

#include <boost/test/unit_test.hpp>

#include <array>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;
using namespace std::chrono_literals;

namespace {

AttributeRow phoneOf(const PersonId& person, const BlindIndex& index) {
    return {
        newId<AttributeId>(),
        kTenant,
        person,
        index,
        vault::Sealed<Phone>{"sealed"},
        newId<KeyId>(),
        kNoon,
        std::nullopt};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tables, StoreFixture)

BOOST_AUTO_TEST_CASE(the_journal_numbers_rows_and_gives_them_back_until_they_are_done) {
    Journal journal(*db);
    const auto first = journalRow();
    const auto second = journalRow();
    BOOST_TEST(journal.append(first) == 1);
    BOOST_TEST(journal.append(second) == 2);
    const auto pending = journal.pending(0, 10);
    BOOST_REQUIRE_EQUAL(pending.size(), 2U);
    BOOST_TEST((pending[0].row.id == first.id && pending[0].row.body == first.body));
    BOOST_TEST((pending[0].row.bodyHash == first.bodyHash && pending[0].row.keyId == first.keyId));
    BOOST_TEST(journal.pending(1, 10).size() == 1U);
    BOOST_TEST(journal.markDecoded(first.id, {1, 0, 0}));
    BOOST_TEST(!journal.markDecoded(first.id, {1, 0, 0}));
    BOOST_TEST(!journal.markParked(first.id, "json_syntax"));
    BOOST_TEST(journal.markParked(second.id, "json_syntax"));
    BOOST_TEST(journal.pending(0, 10).empty());
    BOOST_TEST(journal.append(journalRow()) == 3);
}

BOOST_AUTO_TEST_CASE(a_day_has_one_key_and_a_key_is_never_replaced) {
    SealingKeys keys(*db);
    const StoredKey day{{newId<KeyId>(), "wrapped"}, kTenant, kNoon, kNoon};
    BOOST_TEST(keys.insertIfAbsent(day));
    auto rival = day;
    rival.key.id = newId<KeyId>();
    BOOST_TEST(!keys.insertIfAbsent(rival));
    BOOST_TEST((keys.findDay(kTenant, kNoon) == day.key));
    BOOST_TEST(!keys.findDay(TenantId{"other"}, kNoon).has_value());
    for (int i = 0; i < 2; ++i) {
        const StoredKey person{{newId<KeyId>(), "wrapped"}, kTenant, std::nullopt, kNoon};
        BOOST_TEST(keys.insertIfAbsent(person));
        BOOST_TEST((keys.find(person.key.id) == person.key));
    }
    BOOST_TEST(!keys.find(newId<KeyId>()).has_value());
}

BOOST_AUTO_TEST_CASE(a_sender_is_inserted_once_and_attached_to_one_person) {
    Senders senders(*db);
    const SenderRow row{kTenant, someIndex(), newId<KeyId>(), std::nullopt, kNoon};
    BOOST_TEST(senders.insert(row));
    BOOST_TEST(!senders.insert(row));
    const auto person = newId<PersonId>();
    BOOST_TEST(senders.attachPerson(kTenant, row.index, person));
    BOOST_TEST(senders.attachPerson(kTenant, row.index, person));
    BOOST_TEST(!senders.attachPerson(kTenant, row.index, newId<PersonId>()));
    const std::array asked{someIndex(), row.index};
    const auto found = senders.find(kTenant, asked);
    BOOST_REQUIRE_EQUAL(found.size(), 1U);
    BOOST_TEST((found[0].person == person && found[0].keyId == row.keyId));
}

BOOST_AUTO_TEST_CASE(an_event_key_is_taken_once_and_order_is_journal_then_position) {
    Events events(*db);
    const auto second = eventRow(1, 1);
    const auto third = eventRow(2, 0);
    const auto first = eventRow(1, 0);
    for (const auto& event : {third, second, first})
        BOOST_TEST(events.insert(event, kNoon));
    auto repeat = eventRow(9, 9);
    repeat.key = first.key;
    BOOST_TEST(!events.insert(repeat, kNoon));
    const auto queued = events.nextQueued({}, 10);
    BOOST_REQUIRE_EQUAL(queued.size(), 3U);
    BOOST_TEST((queued[0].id == first.id && queued[1].id == second.id && queued[2].id == third.id));
    BOOST_TEST((queued[0].event == first.event && queued[0].sender == first.sender));
    BOOST_TEST((events.nextQueued({1, 1}, 10)[0].id == third.id));
}

BOOST_AUTO_TEST_CASE(an_event_is_decided_once) {
    Events events(*db);
    const auto event = eventRow(1, 0);
    BOOST_TEST(events.insert(event, kNoon));
    BOOST_TEST((events.findQueued(event.id)->key == event.key));
    BOOST_TEST(events.setState(event.id, EventState::Queued, became(EventState::Routed, 2)));
    BOOST_TEST(!events.setState(event.id, EventState::Queued, became(EventState::Dropped, 0)));
    BOOST_TEST((events.stateOf(event.id) == EventState::Routed));
    BOOST_TEST(!events.stateOf(newId<EventId>()).has_value());
    BOOST_TEST(!events.findQueued(event.id));
    BOOST_TEST((events.findByKey(event.key)->state == EventState::Routed));
}

BOOST_AUTO_TEST_CASE(what_was_told_is_kept_page_by_page_and_what_was_erased_is_counted) {
    Events events(*db);
    const auto decided = [&](std::int64_t position, EventState state, const char* reason) {
        const auto event = eventRow(1, position);
        BOOST_TEST(events.insert(event, kNoon));
        auto outcome = became(state, state == EventState::Routed ? 1 : 0);
        outcome.reason = reason;
        BOOST_TEST(events.setState(event.id, EventState::Queued, outcome));
    };
    decided(0, EventState::Routed, "");
    decided(1, EventState::Routed, "");
    decided(2, EventState::Parked, "route");
    decided(3, EventState::RecordedOnly, "status");
    decided(4, EventState::Erased, "");
    const auto count = events.countKept(kNoon);
    BOOST_TEST(count.kept == 3);
    BOOST_TEST(count.erased == 1);
    const auto first = events.kept(kNoon, std::nullopt, 2);
    BOOST_REQUIRE_EQUAL(first.size(), 2U);
    BOOST_TEST((first[0].at == kNoon));
    BOOST_TEST(events.kept(kNoon, first[1].row.id, 2).size() == 1U);
    BOOST_TEST(events.countKept(kNoon + 1s).kept == 0);
    BOOST_TEST(events.kept(kNoon + 1s, std::nullopt, 2).empty());
}

BOOST_AUTO_TEST_CASE(an_identifier_belongs_to_one_person_at_a_time) {
    Persons persons(*db);
    const PersonRow first{kTenant, newId<PersonId>(), newId<KeyId>(), 1, kNoon};
    const PersonRow second{kTenant, newId<PersonId>(), newId<KeyId>(), 1, kNoon};
    BOOST_TEST((persons.insertPerson(first) && persons.insertPerson(second)));
    BOOST_TEST(!persons.insertPerson(first));
    const auto index = someIndex();
    const auto attribute = phoneOf(first.id, index);
    BOOST_TEST(persons.insertAttribute(attribute));
    BOOST_TEST(!persons.insertAttribute(phoneOf(second.id, index)));
    BOOST_TEST((persons.findByIndex(kTenant, IdentityKind::Phone, index)->id == first.id));
    BOOST_TEST(!persons.findByIndex(kTenant, IdentityKind::Bsuid, index).has_value());
    BOOST_TEST(persons.endAttribute(kTenant, attribute.id, kNoon));
    BOOST_TEST(!persons.endAttribute(kTenant, attribute.id, kNoon));
    BOOST_TEST(persons.insertAttribute(phoneOf(second.id, index)));
    BOOST_TEST((persons.findByIndex(kTenant, IdentityKind::Phone, index)->id == second.id));
}

BOOST_AUTO_TEST_CASE(attributes_come_back_as_what_they_are_and_names_have_no_index) {
    Persons persons(*db);
    const auto person = newId<PersonId>();
    auto name = phoneOf(person, {});
    name.index.reset();
    name.value = vault::Sealed<DisplayName>{"sealed name"};
    name.validFrom = kNoon + 1s;
    BOOST_TEST(persons.insertAttribute(phoneOf(person, someIndex())));
    BOOST_TEST(persons.insertAttribute(name));
    const auto found = persons.attributesOf(kTenant, person);
    BOOST_REQUIRE_EQUAL(found.size(), 2U);
    BOOST_TEST(std::holds_alternative<vault::Sealed<Phone>>(found[0].value));
    BOOST_TEST((found[1].value == name.value && !found[1].index));
}

BOOST_AUTO_TEST_CASE(a_person_that_changed_in_between_is_stale) {
    Persons persons(*db);
    const PersonRow person{kTenant, newId<PersonId>(), newId<KeyId>(), 1, kNoon};
    BOOST_TEST(persons.insertPerson(person));
    BOOST_TEST(persons.bumpVersion(kTenant, person.id, 1));
    BOOST_TEST(!persons.bumpVersion(kTenant, person.id, 1));
    BOOST_TEST(persons.find(kTenant, person.id)->version == 2);
}

BOOST_AUTO_TEST_CASE(a_person_has_one_conversation_on_a_channel) {
    Conversations conversations(*db);
    const ConversationRow row{
        kTenant, newId<ConversationId>(), newId<PersonId>(), ChannelId{"support"}, {}, 1};
    BOOST_TEST(conversations.insert(row));
    auto rival = row;
    rival.id = newId<ConversationId>();
    BOOST_TEST(!conversations.insert(rival));
    const OrderKey highest{5, 4, 3};
    BOOST_TEST(conversations.place(kTenant, row.id, highest, 1));
    BOOST_TEST(!conversations.place(kTenant, row.id, highest, 1));
    const auto found = conversations.find(kTenant, row.person, row.channel);
    BOOST_TEST((found && found->id == row.id && found->lastPlaced == highest && found->version == 2)
    );
    BOOST_TEST((conversations.partyOf(kTenant, row.id) == row.person));
    BOOST_TEST(!conversations.partyOf(kTenant, rival.id));
}

BOOST_AUTO_TEST_CASE(an_open_episode_goes_before_one_that_a_faster_clock_opened) {
    Episodes episodes(*db);
    const EpisodeRow ahead{
        kTenant, newId<EpisodeId>(), newId<ConversationId>(), kNoon + 1h, kNoon, std::nullopt};
    auto open = ahead;
    open.id = newId<EpisodeId>();
    open.openedAt = kNoon;
    BOOST_TEST(episodes.insert(ahead));
    BOOST_TEST(episodes.close(kTenant, ahead.id, kNoon + 2h));
    BOOST_TEST(episodes.insert(open));
    BOOST_TEST((episodes.newest(kTenant, ahead.conversation)->id == open.id));
}

BOOST_AUTO_TEST_CASE(a_conversation_has_one_open_episode) {
    Episodes episodes(*db);
    const EpisodeRow first{
        kTenant, newId<EpisodeId>(), newId<ConversationId>(), kNoon, kNoon, std::nullopt};
    auto second = first;
    second.id = newId<EpisodeId>();
    second.openedAt = kNoon + 1h;
    BOOST_TEST(episodes.insert(first));
    BOOST_TEST(!episodes.insert(second));
    BOOST_TEST(episodes.touch(kTenant, first.id, kNoon + 5s));
    BOOST_TEST(episodes.touch(kTenant, first.id, kNoon + 2s));
    BOOST_TEST((episodes.newest(kTenant, first.conversation)->lastMessageAt == kNoon + 5s));
    BOOST_TEST(episodes.close(kTenant, first.id, kNoon + 6s));
    BOOST_TEST(
        (!episodes.close(kTenant, first.id, kNoon) && !episodes.touch(kTenant, first.id, kNoon))
    );
    BOOST_TEST(episodes.insert(second));
    BOOST_TEST(!episodes.reopen(kTenant, first.id));
    BOOST_TEST((episodes.newest(kTenant, first.conversation)->id == second.id));
    BOOST_TEST(episodes.close(kTenant, second.id, kNoon + 2h));
    BOOST_TEST(episodes.reopen(kTenant, second.id));
}

BOOST_AUTO_TEST_CASE(an_alias_is_one_persons_and_a_person_has_one) {
    Aliases aliases(*db);
    const auto person = newId<PersonId>();
    BOOST_TEST(aliases.insert(kTenant, kDesk, person, "Amber-Falcon-27"));
    BOOST_TEST(!aliases.insert(kTenant, kDesk, person, "Brisk-Heron-15"));
    BOOST_TEST(!aliases.insert(kTenant, kDesk, newId<PersonId>(), "Amber-Falcon-27"));
    BOOST_TEST(aliases.insert(kTenant, DestinationId{"archive"}, person, "Amber-Falcon-27"));
    BOOST_TEST(aliases.find(kTenant, kDesk, person).value() == "Amber-Falcon-27");
}

BOOST_AUTO_TEST_CASE(the_first_link_stays) {
    Links links(*db);
    const Link link{kTenant, kDesk, LinkKind::Ticket, std::string(32, 'a'), "7", kNoon, 3};
    auto rival = link;
    rival.remoteId = "8";
    BOOST_TEST(links.insert(link));
    BOOST_TEST(!links.insert(rival));
    const auto found = links.find(kTenant, kDesk, LinkKind::Ticket, link.ownKey);
    BOOST_TEST((found && found->remoteId == "7" && found->ledgerSeq == 3));
    BOOST_TEST(!links.find(kTenant, kDesk, LinkKind::Contact, link.ownKey).has_value());
}

BOOST_AUTO_TEST_CASE(a_link_is_replaced_only_by_who_names_what_it_was) {
    Links links(*db);
    Link link{kTenant, kDesk, LinkKind::Ticket, std::string(32, 'a'), "7", kNoon, 3};
    BOOST_TEST(links.insert(link));
    link.remoteId = "9";
    link.createdAt = kNoon + 1s;
    link.ledgerSeq = 8;
    BOOST_TEST(!links.replace(link, "6"));
    BOOST_TEST(links.find(kTenant, kDesk, LinkKind::Ticket, link.ownKey)->remoteId == "7");
    BOOST_TEST(links.replace(link, "7"));
    const auto found = links.find(kTenant, kDesk, LinkKind::Ticket, link.ownKey);
    BOOST_TEST((found && found->remoteId == "9" && found->ledgerSeq == 8));
    BOOST_TEST((found->createdAt == kNoon + 1s));
    BOOST_TEST(!links.replace(link, "7"));
}

BOOST_AUTO_TEST_CASE(stops_are_found_by_identifier_and_by_person_and_stay_when_lifted) {
    Stops stops(*db);
    const auto person = newId<PersonId>();
    const std::array senders{someIndex(), someIndex()};
    for (const auto& index : senders)
        BOOST_TEST(Senders(*db).insert({kTenant, index, newId<KeyId>(), person, kNoon}));
    const Stop word{kTenant, senders[1], 7, kAnswer, "stop_word", kNoon};
    stops.add(word);
    stops.add(word);
    stops.add({kTenant, senders[0], 5, kMarketing, "preference", kNoon});
    BOOST_TEST(stops.activeFor(kTenant, senders).size() == 2U);
    const auto ofPerson = stops.activeFor(kTenant, person);
    BOOST_REQUIRE_EQUAL(ofPerson.size(), 2U);
    BOOST_TEST((ofPerson[0].purpose == kMarketing && ofPerson[1].journalSeq == 7));
    const std::array purposes{kAnswer};
    BOOST_TEST(stops.lift(kTenant, senders, purposes, 8, kNoon) == 1);
    BOOST_TEST(stops.activeFor(kTenant, person).size() == 1U);
    stops.add(word);  // the same body again: it was lifted and stays so
    BOOST_TEST(stops.activeFor(kTenant, person).size() == 1U);
}

BOOST_AUTO_TEST_CASE(incidents_are_listed_newest_first_and_contained_once) {
    Incidents incidents(*db);
    Incident early{
        newId<IncidentId>(),
        kTenant,
        newId<EventId>(),
        std::nullopt,
        kDesk,
        "payment_card",
        "base64",
        "comment.text",
        std::string(64, 'a'),
        kNoon,
        std::nullopt};
    auto later = early;
    later.id = newId<IncidentId>();
    later.item = newId<ItemId>();
    later.openedAt = kNoon + 1s;
    incidents.open(early, "leak_guard");
    incidents.open(later, "leak_guard");
    BOOST_TEST(incidents.count() == 2);
    const auto alarms = Alarms(*db).open();
    BOOST_TEST_REQUIRE(alarms.size() == 1U);
    BOOST_TEST(alarms[0].code == "incident.leak_guard");
    BOOST_TEST(alarms[0].place == kDesk.str());
    BOOST_TEST((alarms[0].times == 2 && alarms[0].lastAt == later.openedAt));
    const auto found = incidents.newest(10);
    BOOST_TEST((found[0].id == later.id && found[0].item == later.item && !found[1].item));
    BOOST_TEST(incidents.contain(kTenant, early.id, kNoon));
    BOOST_TEST(!incidents.contain(kTenant, early.id, kNoon));
}

BOOST_AUTO_TEST_CASE(the_lock_has_one_holder) {
    const auto lockPath = folder / "bowline.lock";
    auto holder = StoreLock::take(lockPath);
    BOOST_TEST(holder.has_value());
    BOOST_TEST(!StoreLock::take(lockPath).has_value());
    holder.reset();
    BOOST_TEST(StoreLock::take(lockPath).has_value());
    BOOST_CHECK_THROW(StoreLock::take(folder / "missing/bowline.lock"), Error);
}

BOOST_AUTO_TEST_SUITE_END()
