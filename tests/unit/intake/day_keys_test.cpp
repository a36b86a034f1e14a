// The key of the day: drawn once, stored once, found again.
#include "connector/intake/day_keys.h"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace bowline;
using namespace bowline::intake;

namespace {

const TenantId kTenant("acme");
constexpr Instant kMorning{std::chrono::milliseconds{1'750'032'000'000}};  // 2025-06-16 00:00 UTC
constexpr std::chrono::hours kDay{24};

const vault::Keys& keys() {
    static const vault::Keys kKeys(vault::MasterKey(std::string(32, 'k')));
    return kKeys;
}

/// A store that holds at most one key and counts how often it was asked.
struct OneKey {
    std::optional<vault::WrappedKey> key;
    int asked = 0;

    FindDayKey find() {
        return [this](const TenantId&, Instant) {
            ++asked;
            return key;
        };
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_key_stays_the_same_for_a_day_and_changes_with_it) {
    OneKey store;
    DayKeys days(keys(), kTenant, store.find());
    const auto first = days.at(kMorning);
    BOOST_CHECK(first.key.id() == days.at(kMorning + kDay - std::chrono::milliseconds{1}).key.id());
    BOOST_CHECK(first.key.id() != days.at(kMorning + kDay).key.id());
    BOOST_TEST(store.asked == 2);
}

BOOST_AUTO_TEST_CASE(every_body_brings_the_row_until_it_is_known_to_be_stored) {
    OneKey store;
    DayKeys days(keys(), kTenant, store.find());
    const auto first = days.at(kMorning);
    BOOST_REQUIRE(first.unstored.has_value());
    BOOST_CHECK(first.unstored->key.id == first.key.id());
    BOOST_CHECK(first.unstored->day == kMorning);
    BOOST_CHECK(first.unstored->tenant == kTenant);
    BOOST_TEST(days.at(kMorning).unstored.has_value());
    days.stored(first.key.id());
    BOOST_TEST(!days.at(kMorning).unstored.has_value());
}

BOOST_AUTO_TEST_CASE(a_new_process_goes_on_with_the_key_that_is_stored) {
    OneKey store;
    DayKeys before(keys(), kTenant, store.find());
    const auto first = before.at(kMorning);
    store.key = first.unstored->key;
    DayKeys after(keys(), kTenant, store.find());
    const auto found = after.at(kMorning);
    BOOST_CHECK(found.key.id() == first.key.id());
    BOOST_TEST(!found.unstored.has_value());
}

BOOST_AUTO_TEST_CASE(after_another_process_was_first_the_store_is_asked_again) {
    OneKey store;
    DayKeys days(keys(), kTenant, store.find());
    const auto ours = days.at(kMorning);
    OneKey empty;
    const auto theirs = DayKeys(keys(), kTenant, empty.find()).at(kMorning);
    store.key = theirs.unstored->key;
    days.forget(theirs.key.id());
    BOOST_CHECK(days.at(kMorning).key.id() == ours.key.id());
    days.forget(ours.key.id());
    BOOST_CHECK(days.at(kMorning).key.id() == theirs.key.id());
}
