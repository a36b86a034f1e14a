// Identity choices and placing: who is the same person, which ticket, late or not.
#include "connector/stages/identify.h"

#include "connector/base/random_id.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::stages;
namespace data = boost::unit_test::data;

namespace {

PersonId person(char c) {
    return *PersonId::fromBytes(std::string(16, c));
}

struct Case {
    const char* why;
    IdentityView view;
    IdentityChoice expected;
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.why;
}

const Case kChoices[] = {
    {"a stranger with both identifiers becomes a new person who has both",
     {.hasPhone = true, .hasBsuid = true},
     {.person = {}, .attachPhone = true, .attachBsuid = true}},
    {"a known number alone is its owner",
     {.hasPhone = true, .byPhone = person('a')},
     {.person = person('a')}},
    {"a known number that now comes with a BSUID keeps its owner and learns the BSUID",
     {.hasPhone = true, .hasBsuid = true, .byPhone = person('a')},
     {.person = person('a'), .attachBsuid = true}},
    {"a known BSUID that comes without a number is its owner",
     {.hasBsuid = true, .byBsuid = person('b')},
     {.person = person('b')}},
    {"a known BSUID with a number that nobody has learns the number",
     {.hasPhone = true, .hasBsuid = true, .byBsuid = person('b')},
     {.person = person('b'), .attachPhone = true}},
    {"a known BSUID with somebody else's number stays who it is and attaches nothing",
     {.hasPhone = true, .hasBsuid = true, .byPhone = person('a'), .byBsuid = person('b')},
     {.person = person('b'), .other = person('a')}},
    {"a number that changed hands makes a new person without the number",
     {.hasPhone = true, .hasBsuid = true, .byPhone = person('a'), .phoneOwnerHasOtherBsuid = true},
     {.person = {}, .attachBsuid = true, .other = person('a')}},
    {"a user id that nobody has is the person's whom the enterprise's id names",
     {.hasBsuid = true, .hasParent = true, .byParent = person('c')},
     {.person = person('c'), .attachBsuid = true}},
    {"the enterprise's id outweighs that the number's owner has another user id",
     {.hasPhone = true,
      .hasBsuid = true,
      .hasParent = true,
      .byPhone = person('c'),
      .byParent = person('c'),
      .phoneOwnerHasOtherBsuid = true},
     {.person = person('c'), .attachBsuid = true}},
    {"a user id of one and an enterprise's id of another are two persons",
     {.hasBsuid = true, .hasParent = true, .byBsuid = person('a'), .byParent = person('b')},
     {.person = person('a'), .other = person('b')}},
};

OrderKey at(std::int64_t second) {
    return {.providerSecond = second, .journalSeq = 1, .position = 0};
}

Placed placeAt(std::int64_t second, const ConversationView& view) {
    Event event;
    event.order = at(second);
    const FreshIds fresh{
        newId<PersonId>(), newId<PersonId>(), newId<ConversationId>(), newId<EpisodeId>()};
    return place(event, {.person = person('a')}, view, fresh, "DE");
}

}  // namespace

BOOST_DATA_TEST_CASE(the_sender_is_the_person_that_the_rules_say, data::make(kChoices), c) {
    BOOST_TEST_CONTEXT(c.why) {
        BOOST_TEST((choosePerson(c.view) == c.expected));
    }
}

BOOST_AUTO_TEST_CASE(a_first_message_opens_a_conversation_and_an_episode) {
    const auto placed = placeAt(10, {});
    BOOST_TEST((placed.newConversation && placed.newEpisode && !placed.newPerson && !placed.late));
}

BOOST_AUTO_TEST_CASE(a_message_to_an_open_episode_stays_in_it) {
    const ConversationView view{
        newId<ConversationId>(), at(10), {Placement::Append, newId<EpisodeId>()}};
    const auto placed = placeAt(11, view);
    BOOST_TEST((placed.episode == *view.episode.episode && !placed.newEpisode && !placed.late));
}

BOOST_AUTO_TEST_CASE(what_is_told_in_a_ticket_that_is_over_keeps_it_closed) {
    for (const auto placement : {Placement::AppendClosed, Placement::NewClosed}) {
        ConversationView view;
        view.episode = {placement, newId<EpisodeId>()};
        BOOST_TEST(placeAt(11, view).staysClosed);
        BOOST_TEST(placeAt(11, view).newEpisode == (placement == Placement::NewClosed));
    }
    for (const auto placement : {Placement::Append, Placement::Reopen, Placement::New}) {
        ConversationView view;
        view.episode = {placement, newId<EpisodeId>()};
        BOOST_TEST(!placeAt(11, view).staysClosed);
    }
}

BOOST_AUTO_TEST_CASE(what_is_said_in_a_group_belongs_to_it_and_is_its_authors) {
    Event event;
    event.group = ProviderId("g1");
    const FreshIds fresh{
        newId<PersonId>(), newId<PersonId>(), newId<ConversationId>(), newId<EpisodeId>()};
    const auto first = place(event, {.person = person('a')}, {}, fresh, "DE");
    BOOST_TEST((first.person == person('a') && first.party == fresh.group && first.newParty));
    ConversationView known;
    known.group = person('g');
    const auto next = place(event, {.person = person('a')}, known, fresh, "DE");
    BOOST_TEST((next.party == person('g') && !next.newParty));
    event.group.reset();
    const auto alone = place(event, {.person = person('a')}, {}, fresh, "DE");
    BOOST_TEST((alone.party == person('a') && !alone.newParty));
}

BOOST_AUTO_TEST_CASE(a_message_older_than_the_last_placed_one_is_late) {
    const ConversationView view{
        newId<ConversationId>(), at(10), {Placement::Append, newId<EpisodeId>()}};
    BOOST_TEST(placeAt(9, view).late);
}
