// Which bodies stop what, before they are acknowledged.
#include "connector/intake/stop_signals.h"

#include "connector/detect/sender_index.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace bowline;
using namespace bowline::intake;

namespace {

constexpr Instant kNow{std::chrono::milliseconds{1'750'000'000'000}};
const TenantId kTenant("acme");
const StopPolicy kPolicy{{PurposeId("answer"), PurposeId("marketing")}, PurposeId("marketing")};

const KeyedHash& hash() {
    static const KeyedHash kHash("a test key");
    return kHash;
}

Sender zoe() {
    return {Phone("+4915550100001"), Bsuid("DE.5"), std::nullopt};
}

Update of(UpdateBody body) {
    return {"123", 0, kNow, Digest{}, std::move(body)};
}

Update says(const std::string& text) {
    return of(MessageUpdate{ProviderId("wamid.A"), zoe(), textContent(MessageText(text))});
}

std::vector<store::Stop> stops(std::vector<Update> updates) {
    return stopsIn(updates, kPolicy, kTenant, hash(), kNow);
}

struct Said {
    const char* text;
    bool stops;
};
std::ostream& operator<<(std::ostream& out, const Said& row) {
    return out << row.text;
}

const Said kSaid[] = {
    {"STOP", true},
    {" stop! ", true},
    {"Unsubscribe", true},
    {"opt out", true},
    {"please stop by tomorrow", false},
    {"START", false},
    {"hello", false},
    {"", false},
};

}  // namespace

BOOST_DATA_TEST_CASE(only_an_exact_opt_out_word_stops, boost::unit_test::data::make(kSaid)) {
    BOOST_TEST(!stops({says(sample.text)}).empty() == sample.stops);
}

BOOST_AUTO_TEST_CASE(a_word_stops_each_of_its_purposes_for_each_identifier) {
    const auto found = stops({says("stop")});
    for (const auto& index : detect::stopIndexesOf(zoe(), hash())) {
        for (const char* purpose : {"answer", "marketing"}) {
            const store::Stop wanted{kTenant, index, 0, PurposeId(purpose), "opt_out_word", kNow};
            BOOST_TEST(std::ranges::count_if(found, [&](const store::Stop& s) {
                           return s.sender == wanted.sender && s.purpose == wanted.purpose &&
                                  s.tenant == wanted.tenant && s.signal == wanted.signal &&
                                  s.createdAt == wanted.createdAt && s.journalSeq == 0;
                       }) == 1);
        }
    }
    BOOST_TEST(found.size() == 2 * detect::stopIndexesOf(zoe(), hash()).size());
}

BOOST_AUTO_TEST_CASE(the_providers_switch_stops_its_one_purpose_and_switching_on_stops_nothing) {
    const auto found = stops({of(PreferenceUpdate{zoe(), true})});
    BOOST_TEST(found.size() == detect::stopIndexesOf(zoe(), hash()).size());
    for (const auto& stop : found) {
        BOOST_TEST(stop.purpose.str() == "marketing");
        BOOST_TEST(stop.signal == "provider_preference");
    }
    BOOST_TEST(stops({of(PreferenceUpdate{zoe(), false})}).empty());
}

BOOST_AUTO_TEST_CASE(a_stop_among_other_updates_is_found_and_a_later_start_does_not_undo_it) {
    const auto placeholder = of(PlaceholderUpdate{"image", ProviderId("wamid.I"), zoe()});
    const auto status = of(StatusUpdate{
        ProviderId("wamid.O"), DeliveryState::Read, "read", std::nullopt, std::nullopt});
    BOOST_TEST(stops({placeholder, status}).empty());
    const auto alone = stops({says("stop")});
    BOOST_TEST(stops({placeholder, says("stop"), status, says("start")}).size() == alone.size());
}
