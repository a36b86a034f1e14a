// A token's newest version stays, whatever order the writes come in; dropped is a version too.
#include "connector/store/tokens.h"

#include "connector/store/sealed_cells.h"
#include "tests/unit/store/store_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;
using namespace std::chrono_literals;

namespace {

TokenRow token(std::int64_t version, const std::string& sealed) {
    return {
        kTenant,
        kDesk,
        "refresh",
        newId<RowId>(),
        version,
        SealedToken{newId<KeyId>(), {sealed}, kNoon + 1h},
        kNoon};
}

TokenRow dropped(std::int64_t version) {
    auto row = token(version, "");
    row.value.reset();
    return row;
}

std::string sealedIn(Database& db) {
    const auto found = Tokens(db).find(kTenant, kDesk, "refresh");
    return found && found->value ? found->value->cell.bytes : "none";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tokens, StoreFixture)

BOOST_AUTO_TEST_CASE(a_token_comes_back_as_it_was_put) {
    const auto row = token(1, "sealed value");
    BOOST_TEST(Tokens(*db).put(row));
    const auto found = Tokens(*db).find(kTenant, kDesk, "refresh");
    BOOST_REQUIRE((found && found->value));
    BOOST_TEST((found->row == row.row && found->version == 1 && found->changedAt == kNoon));
    BOOST_TEST((found->value->key == row.value->key));
    BOOST_TEST((found->value->cell == row.value->cell));
    BOOST_TEST((found->value->expiresAt == kNoon + 1h));
}

BOOST_AUTO_TEST_CASE(tokens_of_other_tenants_destinations_and_names_are_others) {
    BOOST_TEST(Tokens(*db).put(token(1, "sealed value")));
    BOOST_TEST(!Tokens(*db).find(TenantId{"other"}, kDesk, "refresh").has_value());
    BOOST_TEST(!Tokens(*db).find(kTenant, DestinationId{"archive"}, "refresh").has_value());
    BOOST_TEST(!Tokens(*db).find(kTenant, kDesk, "access").has_value());
}

BOOST_AUTO_TEST_CASE(a_token_may_last_for_ever) {
    auto row = token(1, "sealed value");
    row.value->expiresAt.reset();
    BOOST_TEST(Tokens(*db).put(row));
    BOOST_TEST(!Tokens(*db).find(kTenant, kDesk, "refresh")->value->expiresAt.has_value());
}

BOOST_AUTO_TEST_CASE(a_write_that_was_overtaken_changes_nothing) {
    BOOST_TEST(Tokens(*db).put(token(3, "third")));
    BOOST_TEST(!Tokens(*db).put(token(2, "second")));
    BOOST_TEST(!Tokens(*db).put(token(3, "third again")));
    BOOST_TEST(sealedIn(*db) == "third");
    BOOST_TEST(Tokens(*db).put(token(4, "fourth")));
    BOOST_TEST(sealedIn(*db) == "fourth");
}

BOOST_AUTO_TEST_CASE(a_dropped_token_is_not_brought_back_by_an_older_write) {
    BOOST_TEST(Tokens(*db).put(token(1, "first")));
    BOOST_TEST(Tokens(*db).put(dropped(3)));
    BOOST_TEST(!Tokens(*db).put(token(2, "second")));
    BOOST_TEST(sealedIn(*db) == "none");
    BOOST_TEST(Tokens(*db).find(kTenant, kDesk, "refresh")->version == 3);
    BOOST_TEST(Tokens(*db).put(token(4, "fourth")));
    BOOST_TEST(sealedIn(*db) == "fourth");
}

BOOST_AUTO_TEST_CASE(whoever_looks_through_the_store_sees_kept_tokens_and_no_dropped_ones) {
    const auto row = token(5, "sealed value");
    BOOST_TEST(Tokens(*db).put(row));
    std::vector<SealedCell> cells;
    const auto look = [&] {
        cells.clear();
        forEachSealedCell(*db, [&](const SealedCell& cell) { cells.push_back(cell); });
    };
    look();
    BOOST_REQUIRE_EQUAL(cells.size(), 1U);
    BOOST_TEST((cells[0].table == "tokens" && cells[0].column == "value"));
    BOOST_TEST((cells[0].row == row.row && cells[0].version == 5U));
    BOOST_TEST((cells[0].key == row.value->key && cells[0].bytes == "sealed value"));
    BOOST_TEST(Tokens(*db).put(dropped(6)));
    look();
    BOOST_TEST(cells.empty());
}

BOOST_AUTO_TEST_SUITE_END()
