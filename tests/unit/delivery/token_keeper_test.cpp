// Tokens outlive the process, are never handed out before they are on disk, and rest sealed.
#include "connector/delivery/token_keeper.h"

#include "tests/unit/delivery/token_office.h"

#include <boost/test/unit_test.hpp>

#include <thread>
#include <vector>

using namespace bowline;
using namespace bowline::delivery;
using namespace bowline::tests;
using namespace std::chrono_literals;
using adapter_api::AnswerText;

namespace {

const Instant kNoon = fromMillis(1'800'000'000'000);

/// A keeper as one process has it.
struct Process {
    explicit Process(TokenOffice& office, const std::string& destination = "desk")
        : keeper(office.parts(destination), standIns) {}

    /// What a request would carry; "none" without a token.
    std::string value(const std::string& name) {
        const auto token = keeper.token(name);
        if (!token)
            return "none";
        return standIns.filled({"GET", "https://desk.example/", {{"A", token->standIn}}, ""})
            .headers[0]
            .second;
    }
    void keep(const std::string& name, const std::string& value) {
        keeper.keep(name, AnswerText(value), std::nullopt);
    }

    StandIns standIns{{}};
    TokenKeeper keeper;
};

struct OfficeFixture {
    ManualClock clock{kNoon};
    TokenOffice office{clock};
    Process process{office};

    /// What the next start finds when the process is killed now.
    std::string afterKill(const std::string& name) {
        TokenOffice next(clock, office);
        return Process(next).value(name);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(token_keeper, OfficeFixture)

BOOST_AUTO_TEST_CASE(a_token_that_was_never_kept_is_absent) {
    BOOST_TEST(process.value("access") == "none");
}

BOOST_AUTO_TEST_CASE(a_kept_token_works_like_a_secret_and_says_when_it_ends) {
    process.keeper.keep("access", AnswerText("a-1"), kNoon + 30min);
    BOOST_TEST(process.value("access") == "a-1");
    BOOST_TEST((process.keeper.token("access")->expiresAt == kNoon + 30min));
    process.keep("access", "a-2");
    BOOST_TEST(process.value("access") == "a-2");
    BOOST_TEST(!process.keeper.token("access")->expiresAt.has_value());
}

BOOST_AUTO_TEST_CASE(a_rotated_refresh_token_survives_a_kill_the_moment_it_was_kept) {
    for (const std::string value : {"r-1", "r-2", "r-3"}) {
        process.keep("refresh", value);
        BOOST_TEST(afterKill("refresh") == value);
    }
}

BOOST_AUTO_TEST_CASE(the_end_of_a_token_survives_too) {
    process.keeper.keep("access", AnswerText("a-1"), kNoon + 30min);
    TokenOffice next(clock, office);
    BOOST_TEST((Process(next).keeper.token("access")->expiresAt == kNoon + 30min));
}

BOOST_AUTO_TEST_CASE(a_token_that_is_kept_after_a_restart_replaces_the_older_one) {
    process.keep("refresh", "r-1");
    process.keep("refresh", "r-2");
    TokenOffice next(clock, office);
    Process restarted(next);
    restarted.keep("refresh", "r-3");
    TokenOffice last(clock, next);
    BOOST_TEST(Process(last).value("refresh") == "r-3");
}

BOOST_AUTO_TEST_CASE(a_dropped_token_is_gone_also_after_a_kill) {
    process.keep("access", "a-1");
    process.keeper.drop("access");
    BOOST_TEST(process.value("access") == "none");
    BOOST_TEST(afterKill("access") == "none");
    process.keep("access", "a-2");
    BOOST_TEST(process.value("access") == "a-2");
    BOOST_TEST(afterKill("access") == "a-2");
    process.keeper.drop("never kept");
}

BOOST_AUTO_TEST_CASE(a_request_that_is_being_built_while_its_token_is_dropped_still_leaves) {
    process.keep("access", "a-1");
    const auto standIn = process.keeper.token("access")->standIn;
    process.keeper.drop("access");
    const auto filled =
        process.standIns.filled({"GET", "https://desk.example/", {{"A", standIn}}, ""});
    BOOST_TEST(filled.headers[0].second == "a-1");
}

BOOST_AUTO_TEST_CASE(tokens_of_another_destination_are_its_own) {
    process.keep("access", "a-1");
    Process other(office, "archive");
    BOOST_TEST(other.value("access") == "none");
    other.keep("access", "b-1");
    BOOST_TEST(process.value("access") == "a-1");
}

BOOST_AUTO_TEST_CASE(a_token_is_read_once) {
    for (int i = 0; i < 5; ++i) {
        BOOST_TEST(process.value("access") == "none");
        process.keep("refresh", "r-1");
        BOOST_TEST(process.value("refresh") == "r-1");
    }
    BOOST_TEST(office.reads == 2);
}

BOOST_AUTO_TEST_CASE(a_token_rests_sealed) {
    const std::string bait = "bait-token-8841";
    process.keep("access", bait);
    std::string all;
    for (const auto& file : std::filesystem::directory_iterator(office.folder.path()))
        all += readFile(file.path());
    BOOST_TEST(all.find("access") != std::string::npos);  // the search does see what is bare
    BOOST_TEST(all.find(bait) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_token_that_was_moved_to_another_place_does_not_open) {
    process.keep("access", "a-1");
    process.keep("refresh", "r-1");
    office.writer.call([](store::Database& db) {
        store::Tokens tokens(db);
        auto moved = tokens.find(TenantId{"acme"}, DestinationId{"desk"}, "access").value();
        moved.name = "refresh";
        ++moved.version;
        BOOST_TEST(tokens.put(moved));
    });
    BOOST_CHECK_THROW((void)Process(office).value("refresh"), Error);
    BOOST_TEST(Process(office).value("access") == "a-1");
}

BOOST_AUTO_TEST_CASE(a_token_that_could_not_be_stored_is_not_handed_out_before_it_is) {
    process.keep("refresh", "r-1");
    office.faults.fillCommits = 2;
    BOOST_CHECK_THROW(process.keep("refresh", "r-2"), StoreBusy);
    BOOST_TEST(afterKill("refresh") == "r-1");
    BOOST_CHECK_THROW((void)process.value("refresh"), StoreBusy);
    // There is space again: the destination knows only r-2 by now, and it was not lost.
    BOOST_TEST(process.value("refresh") == "r-2");
    BOOST_TEST(afterKill("refresh") == "r-2");
}

BOOST_AUTO_TEST_CASE(a_drop_that_could_not_be_stored_is_stored_later) {
    process.keep("access", "a-1");
    office.faults.fillCommits = 2;
    BOOST_CHECK_THROW(process.keeper.drop("access"), StoreBusy);
    BOOST_CHECK_THROW(process.keeper.drop("access"), StoreBusy);
    BOOST_TEST(afterKill("access") == "a-1");
    process.keeper.drop("access");
    BOOST_TEST(afterKill("access") == "none");
}

BOOST_AUTO_TEST_CASE(what_fits_no_header_is_not_kept) {
    process.keep("access", "a-1");
    BOOST_CHECK_THROW(process.keep("access", "a\r\nX: y"), Error);
    BOOST_CHECK_THROW(process.keep("access", ""), Error);
    BOOST_TEST(process.value("access") == "a-1");
}

BOOST_AUTO_TEST_CASE(many_threads_that_keep_and_drop_agree_with_the_disk_in_the_end) {
    office.writer.start();
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 25; ++i) {
                    if (i % 5 == 4)
                        process.keeper.drop("access");
                    else
                        process.keep("access", "a-" + std::to_string(t) + "-" + std::to_string(i));
                    (void)process.keeper.token("access");
                }
            });
        }
    }
    process.keep("access", "last");
    const auto versions = office.writer.ask([](store::Database& db) {
        return store::Tokens(db).find(TenantId{"acme"}, DestinationId{"desk"}, "access")->version;
    });
    BOOST_TEST(versions > 80);  // each keep is one; a drop of what is dropped is none
    BOOST_TEST(afterKill("access") == "last");
    process.keeper.drop("access");
    BOOST_TEST(afterKill("access") == "none");
    office.writer.stop();
}

BOOST_AUTO_TEST_SUITE_END()
