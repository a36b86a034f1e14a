// Whoever looks through a store sees every sealed cell, with the address that its seal covers.
#include "connector/store/sealed_cells.h"

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

BOOST_AUTO_TEST_SUITE_END()
