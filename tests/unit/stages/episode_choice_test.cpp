// The ticket decision table, a test a row. The numbers are those of the table.
#include "connector/stages/episode_choice.h"

#include "connector/base/random_id.h"
#include "connector/stages/thanks.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::stages;

namespace {

constexpr Instant kNow{std::chrono::hours{480'000}};
constexpr EpisodePolicy kPolicy{std::chrono::hours{72}, false};
constexpr Instant kRecently = kNow - std::chrono::hours{71};
constexpr Instant kLongAgo = kNow - std::chrono::hours{73};

Event eventOf(UpdateBody body) {
    Event event;
    event.kind = kindOf(body);
    event.sentAt = kNow;
    event.body = std::move(body);
    return event;
}

Event said(const std::string& text) {
    return eventOf(MessageUpdate{ProviderId("wamid.A"), {}, textContent(MessageText(text))});
}

Event echo() {
    MessageUpdate message{ProviderId("wamid.E"), {}, textContent(MessageText("hi"))};
    message.direction = Direction::Out;
    return eventOf(std::move(message));
}

Event changed(Change change) {
    return eventOf(AmendUpdate{ProviderId("wamid.B"), {}, ProviderId("wamid.A"), change, {}});
}

Event beforeBowline(std::string_view text) {
    MessageUpdate message{ProviderId("wamid.H"), {}, textContent(MessageText(text))};
    message.imported = true;
    return eventOf(std::move(message));
}

Event reactionBeforeBowline() {
    AmendUpdate change{ProviderId("wamid.B"), {}, ProviderId("wamid.A"), Change::React, {}};
    change.imported = true;
    return eventOf(std::move(change));
}

Event call() {
    return eventOf(CallUpdate{ProviderId("wacid.A"), {}, Direction::In, CallState::Missed, "", 0});
}

Event newNumber() {
    return eventOf(IdentityUpdate{ProviderId("wamid.N"), IdentityChange::Number, {}, {}});
}

const EpisodeId kOpen = newId<EpisodeId>();
const EpisodeId kOver = newId<EpisodeId>();
const EpisodeId kElsewhere = newId<EpisodeId>();
const EpisodeId kTarget = newId<EpisodeId>();
const EpisodeId kHistory = newId<EpisodeId>();

EpisodeView open() {
    EpisodeView view;
    view.open = kOpen;
    return view;
}

EpisodeView over(Instant closedAt) {
    EpisodeView view;
    view.last = {kOver, closedAt};
    return view;
}

EpisodeView withTarget(EpisodeView view, std::optional<Instant> closedAt) {
    view.target = kTarget;
    view.targetClosedAt = closedAt;
    return view;
}

EpisodeView withHistory(EpisodeView view) {
    view.history = kHistory;
    return view;
}

EpisodeView withElsewhere(EpisodeView view) {
    view.elsewhere = kElsewhere;
    return view;
}

struct Row {
    const char* why;
    Event event;
    EpisodeView view;
    EpisodeChoice expected;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.why;
}

EpisodeChoice append(const EpisodeId& episode, int row) {
    return {Placement::Append, episode, {}, row};
}
EpisodeChoice appendClosed(const EpisodeId& episode, int row) {
    return {Placement::AppendClosed, episode, {}, row};
}
EpisodeChoice reopen(const EpisodeId& episode, int row) {
    return {Placement::Reopen, episode, {}, row};
}
EpisodeChoice fresh(int row, std::optional<EpisodeId> follows = {}) {
    return {Placement::New, {}, follows, row};
}

const Row kRows[] = {
    {"2: an edit goes to the ticket of its message",
     changed(Change::Edit),
     withTarget(open(), std::nullopt),
     append(kTarget, 2)},
    {"2: a reaction does so even when that is over, and opens nothing",
     changed(Change::React),
     withTarget(open(), kLongAgo),
     appendClosed(kTarget, 2)},
    {"2: a revoke too",
     changed(Change::Revoke),
     withTarget(over(kRecently), kRecently),
     appendClosed(kTarget, 2)},
    {"3: a change of an unknown message is told where the conversation goes on",
     changed(Change::Edit),
     open(),
     append(kOpen, 3)},
    {"3: or where it ended", changed(Change::Revoke), over(kRecently), appendClosed(kOver, 3)},
    {"3: or in a ticket of its own", changed(Change::React), {}, fresh(3)},
    {"5: an answer to a ticket that is over opens it again",
     said("and now?"),
     withTarget(over(kRecently), kRecently),
     reopen(kTarget, 5)},
    {"6: an answer to an old ticket begins one that names it",
     said("and now?"),
     withTarget(over(kLongAgo), kLongAgo),
     fresh(6, kTarget)},
    {"7: an open ticket takes it", said("hello"), open(), append(kOpen, 7)},
    {"7: an open ticket takes it whatever it answers",
     said("hello"),
     withTarget(open(), kLongAgo),
     append(kOpen, 7)},
    {"7: an open ticket here counts more than one elsewhere",
     said("hello"),
     withElsewhere(open()),
     append(kOpen, 7)},
    {"8: an open ticket on another number is named",
     said("hello"),
     withElsewhere({}),
     fresh(8, kElsewhere)},
    {"9: thanks after the end do not open it",
     said("Thank you!! 🙏"),
     over(kRecently),
     appendClosed(kOver, 9)},
    {"10: a question soon after the end opens it again",
     said("one more thing"),
     over(kRecently),
     reopen(kOver, 10)},
    {"11: a question long after it begins a ticket that names it",
     said("hello"),
     over(kLongAgo),
     fresh(11, kOver)},
    {"11: so do thanks", said("thanks"), over(kLongAgo), fresh(11, kOver)},
    {"14: what the business began with its phone opens one", echo(), {}, fresh(14)},
    {"an echo after the end opens nothing again", echo(), over(kRecently), appendClosed(kOver, 9)},
    {"15: what was said before bowline has a ticket that is over from the beginning",
     beforeBowline("hello"),
     {},
     {Placement::NewClosed, {}, {}, 15}},
    {"15: also while another is open",
     beforeBowline("hello"),
     open(),
     {Placement::NewClosed, {}, {}, 15}},
    {"15: one for all of it",
     beforeBowline("hello"),
     withHistory(open()),
     appendClosed(kHistory, 15)},
    {"15: thanks among it too",
     beforeBowline("thanks"),
     withHistory(over(kRecently)),
     appendClosed(kHistory, 15)},
    {"15: a reaction of then goes there when its message is not here",
     reactionBeforeBowline(),
     withHistory(open()),
     appendClosed(kHistory, 15)},
    {"2: and to its message when that is",
     reactionBeforeBowline(),
     withTarget(withHistory(open()), kLongAgo),
     appendClosed(kTarget, 2)},
    {"17: a call joins an open ticket", call(), open(), append(kOpen, 17)},
    {"17: a missed call opens one", call(), {}, fresh(17)},
    {"17: also soon after the end", call(), over(kRecently), fresh(17, kOver)},
    {"18: the first message opens one", said("hello"), {}, fresh(18)},
    {"news about a person are told where she talks", newNumber(), open(), append(kOpen, 7)},
    {"or where she talked", newNumber(), over(kLongAgo), appendClosed(kOver, 2)},
    {"and open nothing", newNumber(), {}, {Placement::None, {}, {}, 2}},
};

}  // namespace

BOOST_DATA_TEST_CASE(the_first_row_that_fits_decides, boost::unit_test::data::make(kRows)) {
    const auto choice = chooseEpisode(sample.event, sample.view, kPolicy);
    BOOST_TEST(choice.row == sample.expected.row);
    BOOST_TEST(static_cast<int>(choice.placement) == static_cast<int>(sample.expected.placement));
    BOOST_CHECK(choice == sample.expected);
}

BOOST_AUTO_TEST_CASE(thanks_open_a_ticket_where_a_mapping_wants_it) {
    EpisodePolicy policy = kPolicy;
    policy.thanksReopens = true;
    BOOST_CHECK(chooseEpisode(said("thanks"), over(kRecently), policy) == reopen(kOver, 10));
}

BOOST_AUTO_TEST_CASE(the_providers_time_decides_how_long_ago_the_end_was) {
    auto late = said("sent before the end, arrived long after");
    late.sentAt = kLongAgo - std::chrono::hours{1};
    BOOST_CHECK(chooseEpisode(late, over(kLongAgo), kPolicy).placement == Placement::Reopen);
}

BOOST_AUTO_TEST_CASE(the_longest_time_and_any_wish_of_the_mappings_hold) {
    RuleSet rules;
    rules.mappings[DestinationId("a")].reopenWithinMs = 1'000;
    rules.mappings[DestinationId("b")].reopenWithinMs = 5'000;
    BOOST_CHECK(episodePolicyOf(rules).reopenWithin == std::chrono::seconds{5});
    BOOST_TEST(!episodePolicyOf(rules).thanksReopens);
    rules.mappings[DestinationId("a")].thanksReopens = true;
    BOOST_TEST(episodePolicyOf(rules).thanksReopens);
}

BOOST_AUTO_TEST_CASE(only_a_text_that_is_nothing_else_is_thanks) {
    for (const char* text :
         {"thanks",
          "THANK YOU.",
          " Danke schön! ",
          "gracias…",
          "Merci beaucoup",
          "👍🏽",
          "❤️",
          "ok, thanks!",
          "🙏 obrigada",
          "Grazie mille"})
        BOOST_TEST(isOnlyThanks(text), text);
    for (const char* text :
         {"",
          "...",
          "thanks, but it is broken",
          "no thanks",
          "thanks?",
          "danke für nichts",
          "👎",
          "thanks 4111 1111 1111 1111",
          "\xFF\xFE"})
        BOOST_TEST(!isOnlyThanks(text), text);
    BOOST_TEST(!isOnlyThanks(std::string(100'000, ' ')));
}
