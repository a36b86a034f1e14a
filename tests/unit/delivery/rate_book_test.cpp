// How many requests may go in a span, and what answers change about it.
#include "connector/delivery/rate_book.h"

#include "connector/base/error.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <random>

using namespace bowline;
using namespace bowline::delivery;
using namespace std::chrono_literals;
using adapter_api::Limits;

namespace {

const Instant kNoon = fromMillis(1'800'000'000'000);
const AnswerHeaders kNothing;

Limits rates(std::vector<adapter_api::RateLimit> all) {
    Limits limits;
    limits.rates = std::move(all);
    return limits;
}

Limits keyed(std::vector<std::pair<std::string, adapter_api::RateLimit>> all) {
    Limits limits;
    limits.keyed = std::move(all);
    return limits;
}

Limits remaining(std::uint32_t floor) {
    Limits limits;
    limits.remainingHeader = "X-Rate-Limit-Remaining";
    limits.remainingFloor = floor;
    return limits;
}

AnswerHeaders left(const std::string& count) {
    return {{"x-rate-limit-remaining", count}};
}

/// "goes", or the milliseconds after noon at which to ask again.
std::string tryAt(RateBook& book, Instant now, const std::string& key = "") {
    const auto next = book.take(key, now);
    return next ? std::to_string((*next - kNoon).count()) : "goes";
}

struct WaitRow {
    const char* why;
    AnswerHeaders headers;
    std::optional<std::chrono::milliseconds> wait;
    friend std::ostream& operator<<(std::ostream& out, const WaitRow& row) {
        return out << row.why;
    }
};
// Noon is 2027-01-15T08:00:00Z.
const WaitRow kWaits[] = {
    {"nothing", {{"Content-Type", "text/plain"}}, std::nullopt},
    {"seconds", {{"Retry-After", "17"}}, 17s},
    {"seconds in small letters with blanks", {{"retry-after", " 17 "}}, 17s},
    {"no wait at all", {{"Retry-After", "0"}}, 0s},
    {"a date", {{"Retry-After", "Fri, 15 Jan 2027 08:01:30 GMT"}}, 90s},
    {"a date of the past", {{"Retry-After", "Fri, 15 Jan 2027 07:00:00 GMT"}}, 0s},
    {"more than a day", {{"Retry-After", "999999999"}}, 24h},
    {"a year from now", {{"Retry-After", "Sat, 15 Jan 2028 08:00:00 GMT"}}, 24h},
    {"words", {{"Retry-After", "soon"}}, std::nullopt},
    {"words as long as a date", {{"Retry-After", "come back when it is over GMT"}}, std::nullopt},
    {"a day that does not exist", {{"Retry-After", "Tue, 30 Feb 2027 08:00:00 GMT"}}, std::nullopt},
    {"a month that does not exist",
     {{"Retry-After", "Fri, 15 anF 2027 08:00:00 GMT"}},
     std::nullopt},
    {"a date with a number cut", {{"Retry-After", "Fri, 15 Jan 2027 08:0x:30 GMT"}}, std::nullopt},
    {"a negative number", {{"Retry-After", "-5"}}, std::nullopt},
    {"a number that fits nothing", {{"Retry-After", "99999999999999999999999"}}, std::nullopt},
    {"seconds in a reset", {{"RateLimit-Reset", "41"}}, 41s},
    {"Unix seconds in a reset", {{"X-RateLimit-Reset", "1800000030"}}, 30s},
    {"Unix milliseconds in a reset", {{"X-Rate-Limit-Reset", "1800000030500"}}, 30500ms},
    {"Help Scout's", {{"X-RateLimit-Retry-After", "9"}}, 9s},
    {"both, and Retry-After is meant", {{"X-RateLimit-Reset", "60"}, {"Retry-After", "5"}}, 5s},
    {"both, and only the reset is readable",
     {{"X-RateLimit-Reset", "60"}, {"Retry-After", "later"}},
     60s},
    {"the largest number", {{"X-RateLimit-Reset", "18446744073709551615"}}, 24h},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(rate_book)

BOOST_DATA_TEST_CASE(an_answer_says_when_to_come_again, kWaits, row) {
    const auto wait = askedWait(row.headers, kNoon);
    BOOST_REQUIRE(wait.has_value() == row.wait.has_value());
    BOOST_TEST((!wait || *wait == kNoon + *row.wait));
}

BOOST_AUTO_TEST_CASE(without_limits_everything_goes) {
    RateBook book({});
    for (int i = 0; i < 10'000; ++i)
        BOOST_TEST(tryAt(book, kNoon) == "goes");
}

BOOST_AUTO_TEST_CASE(a_rate_lets_so_many_go_and_says_when_the_next_may) {
    RateBook book(rates({{3, 1s}}));
    BOOST_TEST(tryAt(book, kNoon) == "goes");
    BOOST_TEST(tryAt(book, kNoon + 100ms) == "goes");
    BOOST_TEST(tryAt(book, kNoon + 200ms) == "goes");
    BOOST_TEST(tryAt(book, kNoon + 300ms) == "1000");
    BOOST_TEST(tryAt(book, kNoon + 999ms) == "1000");
    BOOST_TEST(tryAt(book, kNoon + 1000ms) == "goes");
    BOOST_TEST(tryAt(book, kNoon + 1000ms) == "1100");
}

BOOST_AUTO_TEST_CASE(a_request_that_may_not_go_is_not_counted_anywhere) {
    RateBook book(rates({{1, 1s}, {100, 1min}}));
    BOOST_TEST(tryAt(book, kNoon) == "goes");
    for (int i = 0; i < 1000; ++i)
        BOOST_TEST(tryAt(book, kNoon + 500ms) == "1000");
    for (int i = 1; i < 100; ++i)
        BOOST_TEST(tryAt(book, kNoon + i * 1s) == "goes");
}

BOOST_AUTO_TEST_CASE(of_several_rates_the_slowest_decides) {
    RateBook book(rates({{2, 1s}, {3, 1min}}));
    BOOST_TEST(tryAt(book, kNoon) == "goes");
    BOOST_TEST(tryAt(book, kNoon) == "goes");
    BOOST_TEST(tryAt(book, kNoon) == "1000");
    BOOST_TEST(tryAt(book, kNoon + 1s) == "goes");
    BOOST_TEST(tryAt(book, kNoon + 1s) == "60000");
}

BOOST_AUTO_TEST_CASE(no_span_wherever_it_begins_holds_more_than_its_rate) {
    std::mt19937 random(20261123);
    RateBook book(rates({{7, 1s}, {20, 5s}}));
    std::vector<Instant> sent;
    auto now = kNoon;
    for (int i = 0; i < 5000; ++i) {
        now += std::chrono::milliseconds(std::uniform_int_distribution<>(0, 120)(random));
        if (!book.take("", now))
            sent.push_back(now);
    }
    BOOST_TEST(sent.size() > 900U);  // and as many as may go do go: 300 s of 4 a second less edges
    for (std::size_t i = 7; i < sent.size(); ++i)
        BOOST_TEST((sent[i] - sent[i - 7] >= 1s));
    for (std::size_t i = 20; i < sent.size(); ++i)
        BOOST_TEST((sent[i] - sent[i - 20] >= 5s));
}

BOOST_AUTO_TEST_CASE(a_clock_that_was_set_back_blocks_nobody) {
    RateBook book(rates({{1, 1s}}));
    BOOST_TEST(tryAt(book, kNoon + 1h) == "goes");
    BOOST_TEST(tryAt(book, kNoon) == "goes");
    book.note("", kNoon + 1h, 429, {{"Retry-After", "60"}}, kNoon + 1h);
    BOOST_TEST(tryAt(book, kNoon + 1s) == "goes");
}

BOOST_AUTO_TEST_CASE(each_key_of_a_prefix_has_its_own_rate) {
    RateBook book(keyed({{"ticket:", {1, 10s}}}));
    BOOST_TEST(tryAt(book, kNoon, "ticket:12") == "goes");
    BOOST_TEST(tryAt(book, kNoon, "ticket:12") == "10000");
    BOOST_TEST(tryAt(book, kNoon, "ticket:13") == "goes");
    for (const auto* other : {"", "tick", "user:12"}) {
        BOOST_TEST(tryAt(book, kNoon, other) == "goes");
        BOOST_TEST(tryAt(book, kNoon, other) == "goes");
    }
    BOOST_TEST(tryAt(book, kNoon + 10s, "ticket:12") == "goes");
}

BOOST_AUTO_TEST_CASE(a_key_may_have_several_rates_and_those_of_all_requests) {
    auto limits = keyed({{"t", {2, 1s}}, {"t:", {3, 1min}}});
    limits.rates = {{4, 1h}};
    RateBook book(limits);
    BOOST_TEST(tryAt(book, kNoon, "t:1") == "goes");
    BOOST_TEST(tryAt(book, kNoon, "t:1") == "goes");
    BOOST_TEST(tryAt(book, kNoon, "t:1") == "1000");
    BOOST_TEST(tryAt(book, kNoon + 1s, "t:1") == "goes");
    BOOST_TEST(tryAt(book, kNoon + 2s, "t:1") == "60000");
    BOOST_TEST(tryAt(book, kNoon + 2s, "t:2") == "goes");
    BOOST_TEST(tryAt(book, kNoon + 2s, "t:3") == "3600000");
}

BOOST_AUTO_TEST_CASE(many_keys_keep_their_rates_while_idle_ones_are_forgotten) {
    RateBook book(keyed({{"t:", {1, 1h}}}));
    for (int i = 0; i < 2000; ++i)
        BOOST_TEST(tryAt(book, kNoon + i * 1s, "t:" + std::to_string(i)) == "goes");
    for (int i = 0; i < 2000; ++i)
        BOOST_TEST((tryAt(book, kNoon + 2000s, "t:" + std::to_string(i)) != "goes"));
    for (int i = 0; i < 2000; ++i)
        BOOST_TEST(tryAt(book, kNoon + 2h, "t:" + std::to_string(i)) == "goes");
}

BOOST_AUTO_TEST_CASE(too_many_requests_stops_all_until_the_time_it_names) {
    RateBook book({});
    book.note("", kNoon, 429, {{"Retry-After", "30"}}, kNoon + 1s);
    BOOST_TEST(tryAt(book, kNoon + 1s) == "31000");
    BOOST_TEST(tryAt(book, kNoon + 30s, "ticket:1") == "31000");
    BOOST_TEST(tryAt(book, kNoon + 31s) == "goes");
}

BOOST_AUTO_TEST_CASE(without_a_time_the_pause_grows_from_a_second_to_a_minute_and_begins_anew) {
    RateBook book({});
    auto now = kNoon;
    for (const auto pause : {1s, 2s, 4s, 8s, 16s, 32s, 64s, 64s}) {
        book.note("", now, 429, kNothing, now);
        BOOST_TEST(tryAt(book, now) == std::to_string((now + pause - kNoon).count()));
        now += pause;
        BOOST_TEST(tryAt(book, now) == "goes");
    }
    book.note("", now, 200, kNothing, now);
    book.note("", now, 429, kNothing, now);
    BOOST_TEST(tryAt(book, now + 999ms) != "goes");
    BOOST_TEST(tryAt(book, now + 1s) == "goes");
}

BOOST_AUTO_TEST_CASE(requests_that_were_under_way_together_count_as_one_refusal) {
    RateBook book({});
    for (int i = 0; i < 4; ++i)
        book.note("", kNoon, 429, kNothing, kNoon + 100ms);
    BOOST_TEST(tryAt(book, kNoon + 100ms) == "1100");
    // One of them was served nevertheless: that says nothing about now.
    book.note("", kNoon, 200, kNothing, kNoon + 200ms);
    BOOST_TEST(tryAt(book, kNoon + 200ms) == "1100");
    book.note("", kNoon + 1100ms, 429, kNothing, kNoon + 1100ms);
    BOOST_TEST(tryAt(book, kNoon + 1100ms) == "3100");
}

BOOST_AUTO_TEST_CASE(a_refusal_of_one_ticket_stops_it_for_long_and_the_others_for_a_second) {
    RateBook book(keyed({{"ticket:", {30, 10min}}}));
    book.note("ticket:12", kNoon, 429, {{"Retry-After", "600"}}, kNoon);
    BOOST_TEST(tryAt(book, kNoon, "ticket:12") == "600000");
    BOOST_TEST(tryAt(book, kNoon, "ticket:13") == "1000");
    BOOST_TEST(tryAt(book, kNoon + 1s, "ticket:13") == "goes");
    // All are refused: it was not the ticket, and all wait longer and longer.
    book.note("ticket:13", kNoon + 1s, 429, {{"Retry-After", "600"}}, kNoon + 1s);
    BOOST_TEST(tryAt(book, kNoon + 2s, "ticket:14") == "3000");
    BOOST_TEST(tryAt(book, kNoon + 600s, "ticket:12") == "goes");
}

BOOST_AUTO_TEST_CASE(few_requests_left_stop_all_until_the_reset) {
    RateBook book(remaining(20));
    book.note("", kNoon, 200, left("21"), kNoon);
    BOOST_TEST(tryAt(book, kNoon) == "goes");
    book.note("", kNoon, 200, {{"X-RATE-LIMIT-REMAINING", "20"}, {"ratelimit-reset", "41"}}, kNoon);
    BOOST_TEST(tryAt(book, kNoon) == "41000");
    BOOST_TEST(tryAt(book, kNoon + 41s) == "goes");
}

BOOST_AUTO_TEST_CASE(few_requests_left_and_no_reset_grow_the_pause) {
    RateBook book(remaining(0));
    book.note("", kNoon, 200, left("0"), kNoon);
    BOOST_TEST(tryAt(book, kNoon) == "1000");
    book.note("", kNoon + 1s, 200, left("0, 100;w=60"), kNoon + 1s);
    BOOST_TEST(tryAt(book, kNoon + 1s) == "3000");
    book.note("", kNoon + 3s, 200, left("50"), kNoon + 3s);
    book.note("", kNoon + 3s, 200, left("0"), kNoon + 3s);
    BOOST_TEST(tryAt(book, kNoon + 3s) == "4000");
}

BOOST_AUTO_TEST_CASE(a_count_that_is_no_number_and_one_nobody_asked_for_say_nothing) {
    RateBook book(remaining(20));
    book.note("", kNoon, 200, left("none"), kNoon);
    BOOST_TEST(tryAt(book, kNoon) == "goes");
    RateBook without(rates({{10, 1s}}));
    without.note("", kNoon, 200, left("0"), kNoon);
    BOOST_TEST(tryAt(without, kNoon) == "goes");
}

BOOST_AUTO_TEST_CASE(limits_that_let_nothing_go_are_refused) {
    BOOST_CHECK_THROW(RateBook(rates({{0, 1s}})), ConfigError);
    BOOST_CHECK_THROW(RateBook(rates({{1, 0s}})), ConfigError);
    BOOST_CHECK_THROW(RateBook(keyed({{"t:", {0, 1s}}})), ConfigError);
    Limits alone;
    alone.concurrency = 0;
    BOOST_CHECK_THROW(RateBook{alone}, ConfigError);
}

BOOST_AUTO_TEST_SUITE_END()
