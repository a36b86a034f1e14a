// What bodies may take up together, and what is kept for the small ones.
#include "connector/http/body_budget.h"

#include <boost/test/unit_test.hpp>

#include <thread>
#include <vector>

namespace bowline::http {

namespace {

constexpr std::size_t kMiB = std::size_t{1024} * 1024;

}  // namespace

BOOST_AUTO_TEST_SUITE(body_budget)

BOOST_AUTO_TEST_CASE(what_was_taken_comes_back_with_its_share) {
    const auto budget = std::make_shared<BodyBudget>(8 * kMiB);
    {
        BodyShare share(budget);
        BOOST_TEST(share.growTo(kMiB, 4 * kMiB));
        BOOST_TEST(share.growTo(3 * kMiB, 4 * kMiB));
        BOOST_TEST(share.growTo(2 * kMiB, 4 * kMiB));  // it never shrinks
        BOOST_TEST(budget->used() == 3 * kMiB);
    }
    BOOST_TEST(budget->used() == 0U);
}

BOOST_AUTO_TEST_CASE(a_refused_body_takes_nothing_more) {
    const auto budget = std::make_shared<BodyBudget>(8 * kMiB);
    BodyShare first(budget);
    BodyShare second(budget);
    BOOST_TEST(first.growTo(4 * kMiB, 4 * kMiB));
    BOOST_TEST(second.growTo(2 * kMiB, 4 * kMiB));
    BOOST_TEST(!second.growTo(3 * kMiB, 4 * kMiB));  // a quarter stays for the small ones
    BOOST_TEST(budget->used() == 6 * kMiB);
}

BOOST_AUTO_TEST_CASE(large_bodies_leave_a_quarter_to_small_ones) {
    const auto budget = std::make_shared<BodyBudget>(8 * kMiB);
    BodyShare large(budget);
    BOOST_TEST(large.growTo(6 * kMiB, 6 * kMiB));
    BOOST_TEST(!budget->hasRoomFor(BodyBudget::kSmallBody + 1));
    BOOST_TEST(budget->hasRoomFor(BodyBudget::kSmallBody));
    // The beginning of a large body is no small one.
    BodyShare begun(budget);
    BOOST_TEST(!begun.growTo(1, 4 * kMiB));
    std::vector<std::unique_ptr<BodyShare>> small;
    for (int i = 0; i < 32; ++i) {
        small.push_back(std::make_unique<BodyShare>(budget));
        BOOST_TEST(small.back()->growTo(BodyBudget::kSmallBody, BodyBudget::kSmallBody));
    }
    BOOST_TEST(!budget->hasRoomFor(1));
}

BOOST_AUTO_TEST_CASE(threads_that_take_and_give_back_never_exceed_it) {
    const auto budget = std::make_shared<BodyBudget>(kMiB);
    std::atomic<std::size_t> most{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 20'000; ++round) {
                    BodyShare share(budget);
                    if (share.growTo(400'000, 400'000) && budget->used() > most)
                        most = budget->used();
                }
            });
        }
    }
    BOOST_TEST(most <= kMiB - kMiB / 4);
    BOOST_TEST(budget->used() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::http
