// Whoever looks through a store sees every sealed cell, with the address that its seal covers.
#include "connector/store/sealed_cells.h"

#include "connector/store/delivery_steps.h"
#include "connector/store/events.h"
#include "connector/store/journal.h"
#include "connector/store/outbox.h"
#include "tests/unit/store/store_fixture.h"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;

namespace {

std::vector<SealedCell> cellsOf(Database& db) {
    std::vector<SealedCell> cells;
    forEachSealedCell(db, [&](const SealedCell& cell) { cells.push_back(cell); });
    return cells;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sealed_cells, StoreFixture)

BOOST_AUTO_TEST_CASE(a_new_store_has_none) {
    BOOST_TEST(cellsOf(*db).empty());
}

BOOST_AUTO_TEST_CASE(an_outbox_row_shows_its_two_cells_under_the_version_of_the_guard) {
    auto item = comment(newId<ConversationId>(), 10);
    item.guardVersion = 7;
    item.item = {"sealed item"};
    item.forbidden = {"sealed values"};
    Outbox(*db).insert(item, ItemState::Queued, "");

    std::set<std::string> columns;
    for (const auto& cell : cellsOf(*db)) {
        columns.insert(cell.table + "." + cell.column + "=" + cell.bytes);
        BOOST_TEST(cell.version == 7U);
        BOOST_TEST(cell.row.bytes() == item.id.bytes());
        BOOST_TEST((cell.key == item.keyId));
        BOOST_TEST((cell.tenant == kTenant));
    }
    const std::set<std::string> expected{
        "outbox.forbidden=sealed values", "outbox.item=sealed item"};
    BOOST_TEST(columns == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_step_shows_its_cell_under_its_own_name) {
    const auto item = comment(newId<ConversationId>(), 10);
    Outbox outbox(*db);
    outbox.insert(item, ItemState::Queued, "");
    const auto claimed = outbox.claimDue(kDesk, kNoon, std::chrono::seconds{60}, 1);
    BOOST_REQUIRE_EQUAL(claimed.size(), 1U);
    BOOST_TEST(DeliverySteps(*db).keep(
        {claimed[0].lease(), "ticket.create/main", kTenant, item.keyId, {"sealed step"}, kNoon}
    ));
    std::vector<SealedCell> steps;
    for (const auto& cell : cellsOf(*db)) {
        if (cell.table == "delivery_steps")
            steps.push_back(cell);
    }
    BOOST_REQUIRE_EQUAL(steps.size(), 1U);
    BOOST_TEST(steps[0].column == stepColumn("ticket.create/main"));
    BOOST_TEST(steps[0].row.bytes() == item.id.bytes());
    BOOST_TEST((steps[0].key == item.keyId && steps[0].version == 1U));
    BOOST_TEST(steps[0].bytes == "sealed step");
}

BOOST_AUTO_TEST_SUITE_END()
