// One commit for a group; who fails alone, who fails together, and what must happen before the next
// "committed".
#include "connector/store/writer.h"

#include "tests/support/faulty_database.h"
#include "tests/unit/store/store_fixture.h"

#include <boost/test/unit_test.hpp>

#include <atomic>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;

namespace {

struct WriterFixture {
    TempFolder folder;
    std::string path = folder / "bowline.db";
    Faults faults;
    ManualClock clock{kNoon};
    int checks = 0;
    bool checkFails = false;

    std::unique_ptr<Database> open() {
        auto real = openSqlite(path, OpenMode::ReadWrite);
        migrateToNewest(*real, kNoon);
        return std::make_unique<FaultyDatabase>(std::move(real), faults);
    }
    WriterStore writerStore() {
        const auto check = [this](Database&) {
            ++checks;
            if (checkFails)
                throw StoreDamaged("ledger: the newest entry was changed");
        };
        return {[this] { return open(); }, check};
    }
    std::size_t rows() {
        const auto reader = openSqlite(path, OpenMode::ReadOnly);
        return Journal(*reader).pending(0, 100'000).size();
    }
};

void appendRow(Database& db) {
    Journal(db).append(journalRow());
}

/// What became of submitted tasks.
struct Answers {
    int committed = 0;
    int busy = 0;
    int other = 0;

    Completion note() {
        return [this](const std::exception_ptr& failure) { count(failure); };
    }
    void count(const std::exception_ptr& failure) {
        if (!failure) {
            ++committed;
            return;
        }
        try {
            std::rethrow_exception(failure);
        } catch (const StoreBusy&) {
            ++busy;
        } catch (...) {
            ++other;
        }
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(writer, WriterFixture)

BOOST_AUTO_TEST_CASE(all_that_waits_is_one_commit) {
    Writer writer(writerStore(), clock, {});
    Answers answers;
    faults.commits = 0;
    for (int i = 0; i < 50; ++i)
        writer.submit(appendRow, answers.note());
    BOOST_TEST(writer.waiting() == 50U);
    BOOST_TEST(answers.committed == 0);
    BOOST_TEST(writer.step() == 50U);
    BOOST_TEST(answers.committed == 50);
    BOOST_TEST(faults.commits == 1);
    BOOST_TEST(rows() == 50U);
    BOOST_TEST(writer.step() == 0U);
}

BOOST_AUTO_TEST_CASE(a_completion_runs_when_others_can_read_the_write) {
    Writer writer(writerStore(), clock, {});
    std::size_t seen = 0;
    writer.submit(appendRow, [&](const std::exception_ptr&) { seen = rows(); });
    writer.step();
    BOOST_TEST(seen == 1U);
}

BOOST_AUTO_TEST_CASE(a_task_that_throws_is_undone_and_fails_alone) {
    Writer writer(writerStore(), clock, {});
    Answers good;
    Answers bad;
    writer.submit(appendRow, good.note());
    const auto breaksOff = [](Database& db) {
        appendRow(db);
        throw Error("stale");
    };
    writer.submit(breaksOff, bad.note());
    writer.submit(appendRow, good.note());
    BOOST_TEST(writer.step() == 3U);
    BOOST_TEST(good.committed == 2);
    BOOST_TEST(bad.other == 1);
    BOOST_TEST(rows() == 2U);
    BOOST_TEST(!writer.broken());
}

BOOST_AUTO_TEST_CASE(a_statement_that_breaks_a_constraint_fails_its_task_only) {
    Writer writer(writerStore(), clock, {});
    const auto row = journalRow();
    Answers answers;
    for (int i = 0; i < 2; ++i)
        writer.submit([&](Database& db) { Journal(db).append(row); }, answers.note());
    writer.submit(appendRow, answers.note());
    writer.step();
    BOOST_TEST(answers.committed == 2);
    BOOST_TEST(answers.other == 1);
    BOOST_TEST(rows() == 2U);
}

BOOST_AUTO_TEST_CASE(a_failed_commit_acknowledges_nobody_and_reopens_before_the_next) {
    Writer writer(writerStore(), clock, {});
    Answers first;
    faults.failCommits = 1;
    for (int i = 0; i < 3; ++i)
        writer.submit(appendRow, first.note());
    writer.step();
    BOOST_TEST(first.busy == 3);
    BOOST_TEST(writer.broken());
    BOOST_TEST(checks == 0);
    Answers second;
    writer.submit(appendRow, second.note());
    writer.step();
    BOOST_TEST(second.committed == 1);
    BOOST_TEST(!writer.broken());
    BOOST_TEST(faults.opens == 2);
    BOOST_TEST(checks == 1);
    BOOST_TEST(rows() == 1U);
}

BOOST_AUTO_TEST_CASE(a_store_that_does_not_verify_stays_closed) {
    Writer writer(writerStore(), clock, {});
    Answers answers;
    faults.failCommits = 1;
    faults.failVerifies = 1;
    for (int i = 0; i < 2; ++i) {
        writer.submit(appendRow, answers.note());
        writer.step();
    }
    checkFails = true;
    writer.submit(appendRow, answers.note());
    writer.step();
    BOOST_TEST(answers.busy == 3);
    BOOST_TEST(writer.broken());
    checkFails = false;
    writer.submit(appendRow, answers.note());
    writer.step();
    BOOST_TEST(answers.committed == 1);
}

BOOST_AUTO_TEST_CASE(a_full_disk_fails_its_group_and_goes_on_by_itself) {
    Writer writer(writerStore(), clock, {});
    Answers answers;
    faults.fillCommits = 1;
    writer.submit(appendRow, answers.note());
    writer.step();
    BOOST_TEST(answers.busy == 1);
    BOOST_TEST(!writer.broken());
    writer.submit(appendRow, answers.note());
    writer.step();
    BOOST_TEST(answers.committed == 1);
    BOOST_TEST(faults.opens == 1);
    BOOST_TEST(rows() == 1U);
}

BOOST_AUTO_TEST_CASE(sqlite_without_space_is_a_full_disk) {
    auto limited = writerStore();
    limited.open = [this] {
        auto db = open();
        db->query("PRAGMA max_page_count = 200", {}, [](const Row&) {});
        return db;
    };
    Writer writer(std::move(limited), clock, {});
    auto big = journalRow();
    big.body.bytes = std::string(2'000'000, 'x');
    Answers answers;
    writer.submit(appendRow, answers.note());
    writer.submit([&](Database& db) { Journal(db).append(big); }, answers.note());
    writer.step();
    BOOST_TEST(answers.busy == 2);
    BOOST_TEST(!writer.broken());
    writer.submit(appendRow, answers.note());
    writer.step();
    BOOST_TEST(answers.committed == 1);
    BOOST_TEST(rows() == 1U);
}

BOOST_AUTO_TEST_CASE(beyond_its_bound_the_queue_answers_at_once) {
    WriterSettings settings;
    settings.queueLimit = 2;
    Writer writer(writerStore(), clock, settings);
    Answers answers;
    for (int i = 0; i < 3; ++i)
        writer.submit(appendRow, answers.note());
    BOOST_TEST(answers.busy == 1);
    writer.step();
    BOOST_TEST(answers.committed == 2);
}

BOOST_AUTO_TEST_CASE(what_is_urgent_has_a_reserve_beyond_the_bound_and_overtakes_nobody_of_its_kind
) {
    WriterSettings settings;
    settings.queueLimit = 2;
    settings.reserve = 1;
    Writer writer(writerStore(), clock, settings);
    Answers answers;
    std::vector<int> order;
    const auto note = [&order](int n) { return [&order, n](Database&) { order.push_back(n); }; };
    writer.submitFirst(note(1), answers.note());
    writer.submitFirst(note(2), answers.note());
    writer.submitFirst(note(3), answers.note());
    BOOST_TEST(answers.busy == 1);
    writer.submitUrgent(note(4), answers.note());
    BOOST_TEST(answers.busy == 1);
    writer.submitUrgent(note(5), answers.note());
    BOOST_TEST(answers.busy == 2);
    writer.step();
    BOOST_TEST(order == (std::vector<int>{1, 2, 4}));
}

BOOST_AUTO_TEST_CASE(a_group_ends_at_its_limits_and_the_rest_keeps_its_order) {
    WriterSettings settings;
    settings.groupLimit = 10;
    Writer writer(writerStore(), clock, settings);
    std::vector<int> order;
    for (int i = 0; i < 12; ++i) {
        const auto note = [&, i](Database&) {
            order.push_back(i);
            clock.advance(std::chrono::milliseconds{2});
        };
        writer.submit(note, [](const std::exception_ptr&) {});
    }
    BOOST_TEST(writer.step() == 3U);  // 2, 4, 6 ms: the third passed the 5 ms
    BOOST_TEST(writer.waiting() == 9U);
    while (writer.step() != 0) {
    }
    BOOST_TEST(std::ranges::is_sorted(order));
    BOOST_TEST(order.size() == 12U);
}

BOOST_AUTO_TEST_CASE(what_somebody_waits_for_goes_first_but_leaves_room_for_the_others) {
    WriterSettings settings;
    settings.groupLimit = 4;
    settings.firstLimit = 2;
    Writer writer(writerStore(), clock, settings);
    std::string order;
    const auto noting = [&](char what) { return [&order, what](Database&) { order += what; }; };
    const auto nobody = [](const std::exception_ptr&) {};
    for (const char c : {'a', 'b', 'c'})
        writer.submit(noting(c), nobody);
    for (const char c : {'1', '2', '3', '4'})
        writer.submitFirst(noting(c), nobody);
    writer.step();
    BOOST_TEST(order == "12ab");
    BOOST_TEST(writer.waiting() == 3U);
    writer.step();
    BOOST_TEST(order == "12ab34c");
}

BOOST_AUTO_TEST_CASE(what_is_put_back_keeps_its_place_in_both_queues) {
    Writer writer(writerStore(), clock, {});
    std::string order;
    const auto slow = [&](char what) {
        return [&order, what, this](Database&) {
            order += what;
            clock.advance(std::chrono::milliseconds{5});
        };
    };
    const auto nobody = [](const std::exception_ptr&) {};
    for (const char c : {'a', 'b'})
        writer.submit(slow(c), nobody);
    for (const char c : {'1', '2'})
        writer.submitFirst(slow(c), nobody);
    BOOST_TEST(writer.step() == 1U);
    while (writer.step() != 0) {
    }
    BOOST_TEST(order == "12ab");
}

BOOST_AUTO_TEST_CASE(a_call_gives_the_answer_or_the_failure) {
    Writer writer(writerStore(), clock, {});
    BOOST_TEST(writer.ask([](Database& db) { return Journal(db).append(journalRow()); }) == 1);
    BOOST_CHECK_THROW(writer.call([](Database&) { throw Error("stale"); }), Error);
}

BOOST_AUTO_TEST_CASE(many_threads_share_commits_and_stop_completes_what_was_accepted) {
    Writer writer(writerStore(), clock, {});
    writer.start();
    constexpr int kThreads = 4;
    constexpr int kEach = 100;
    std::atomic<int> committed = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < kEach; ++i) {
                    writer.submit(appendRow, [&](const std::exception_ptr& failure) {
                        committed += failure ? 0 : 1;
                    });
                }
                writer.call(appendRow);
            });
        }
    }
    writer.stop();
    BOOST_TEST(committed == kThreads * kEach);
    BOOST_TEST(rows() == std::size_t{kThreads * (kEach + 1)});
    Answers late;
    writer.submit(appendRow, late.note());
    BOOST_TEST(late.busy == 1);
}

BOOST_AUTO_TEST_CASE(the_log_is_copied_when_enough_pages_wait_and_at_the_end) {
    WriterSettings settings;
    settings.checkpointPages = 20;
    std::int64_t most = 0;
    Writer writer(writerStore(), clock, settings);
    for (int i = 0; i < 40; ++i) {
        writer.call(appendRow);
        writer.call([&](Database& db) { most = std::max(most, db.pagesInLog()); });
    }
    BOOST_TEST(most > 0);
    BOOST_TEST(most < 60);
    writer.stop();
    BOOST_TEST(openSqlite(path, OpenMode::ReadWrite)->checkpoint() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
