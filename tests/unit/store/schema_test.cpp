// What may stand bare on disk: every column of every table with its reason. A column without one
// fails.
#include "tests/unit/store/store_fixture.h"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;

namespace {

enum class Why {
    Sealed,
    Wrapped,
    Id,
    KeyedHash,
    Hash,
    Time,
    Count,
    Size,
    Version,
    Code,
    Name,
    Order,
    LedgerBytes
};

// Names come from the configuration, those of steps from adapters' files; codes, states and kinds
// from closed lists. A ledger entry's bytes hold codes only: connector/ledger refuses everything
// else. `remote_id` is the destination's id of a ticket or contact, `alias` the random name it
// knows the person by; `own_key` is an HMAC in hex.
const std::map<std::string, std::map<std::string, Why>> kReasons = {
    {"schema_migrations",
     {{"number", Why::Version}, {"name", Why::Name}, {"applied_ms", Why::Time}}},
    {"journal",
     {{"row_id", Why::Id},
      {"seq", Why::Order},
      {"tenant", Why::Name},
      {"channel", Why::Name},
      {"received_ms", Why::Time},
      {"body_hash", Why::Hash},
      {"size_bytes", Why::Size},
      {"key_id", Why::Id},
      {"body", Why::Sealed},
      {"state", Why::Code},
      {"reason", Why::Code},
      {"new_events", Why::Count},
      {"duplicates", Why::Count},
      {"duplicate_keys", Why::Count}}},
    {"timeline",
     {{"mark_id", Why::Id},
      {"tenant", Why::Name},
      {"kind", Why::Code},
      {"at_ms", Why::Time},
      {"episode_id", Why::Id},
      {"event_id", Why::Id},
      {"code", Why::Name}}},
    {"reviewed_sets",
     {{"tenant", Why::Name},
      {"rule_set", Why::Hash},
      {"activated_ms", Why::Time},
      {"approvers", Why::Name}}},
    {"sealing_keys",
     {{"key_id", Why::Id},
      {"tenant", Why::Name},
      {"purpose", Why::Code},
      {"day_ms", Why::Time},
      {"wrapped", Why::Wrapped},
      {"created_ms", Why::Time}}},
    {"senders",
     {{"tenant", Why::Name},
      {"sender_index", Why::KeyedHash},
      {"key_id", Why::Id},
      {"person_id", Why::Id},
      {"first_seen_ms", Why::Time}}},
    {"stops",
     {{"tenant", Why::Name},
      {"sender_index", Why::KeyedHash},
      {"purpose", Why::Name},
      {"journal_seq", Why::Order},
      {"signal", Why::Code},
      {"created_ms", Why::Time},
      {"lifted_ms", Why::Time}}},
    {"events",
     {{"event_id", Why::Id},
      {"event_key", Why::KeyedHash},
      {"tenant", Why::Name},
      {"channel", Why::Name},
      {"kind", Why::Code},
      {"journal_seq", Why::Order},
      {"position", Why::Order},
      {"sent_ms", Why::Time},
      {"sender_index", Why::KeyedHash},
      {"key_id", Why::Id},
      {"event", Why::Sealed},
      {"state", Why::Code},
      {"reason", Why::Code},
      {"destinations", Why::Count},
      {"person_id", Why::Id},
      {"conversation_id", Why::Id},
      {"state_ms", Why::Time},
      {"episode_id", Why::Id}}},
    {"event_waits",
     {{"wanted_key", Why::KeyedHash}, {"event_id", Why::Id}, {"until_ms", Why::Time}}},
    {"alarms",
     {{"tenant", Why::Name},
      {"channel", Why::Name},
      {"code", Why::Code},
      {"first_ms", Why::Time},
      {"last_ms", Why::Time},
      {"times", Why::Count},
      {"acknowledged_ms", Why::Time}}},
    {"blocks", {{"tenant", Why::Name}, {"person_id", Why::Id}, {"since_ms", Why::Time}}},
    {"merge_proposals",
     {{"tenant", Why::Name},
      {"person_id", Why::Id},
      {"other_id", Why::Id},
      {"reason", Why::Code},
      {"event_id", Why::Id},
      {"proposed_ms", Why::Time}}},
    {"message_progress",
     {{"message_key", Why::KeyedHash},
      {"tenant", Why::Name},
      {"sent_ms", Why::Time},
      {"delivered_ms", Why::Time},
      {"read_ms", Why::Time},
      {"played_ms", Why::Time},
      {"failed_ms", Why::Time},
      {"error_code", Why::Code}}},
    {"message_versions",
     {{"message_key", Why::KeyedHash},
      {"edit_key", Why::KeyedHash},
      {"provider_second", Why::Time},
      {"journal_seq", Why::Order},
      {"position", Why::Order}}},
    {"persons",
     {{"tenant", Why::Name},
      {"person_id", Why::Id},
      {"key_id", Why::Id},
      {"version", Why::Version},
      {"created_ms", Why::Time}}},
    {"person_attributes",
     {{"tenant", Why::Name},
      {"attribute_id", Why::Id},
      {"kind", Why::Code},
      {"blind_index", Why::KeyedHash},
      {"person_id", Why::Id},
      {"value", Why::Sealed},
      {"key_id", Why::Id},
      {"valid_from_ms", Why::Time},
      {"valid_to_ms", Why::Time}}},
    {"conversations",
     {{"tenant", Why::Name},
      {"conversation_id", Why::Id},
      {"person_id", Why::Id},
      {"channel", Why::Name},
      {"last_second", Why::Time},
      {"last_seq", Why::Order},
      {"last_position", Why::Order},
      {"version", Why::Version}}},
    {"episodes",
     {{"tenant", Why::Name},
      {"episode_id", Why::Id},
      {"conversation_id", Why::Id},
      {"opened_ms", Why::Time},
      {"last_message_ms", Why::Time},
      {"closed_ms", Why::Time},
      {"imported", Why::Code},
      {"route", Why::Name}}},
    {"aliases",
     {{"tenant", Why::Name},
      {"destination", Why::Name},
      {"person_id", Why::Id},
      {"alias", Why::Id}}},
    {"links",
     {{"tenant", Why::Name},
      {"destination", Why::Name},
      {"kind", Why::Code},
      {"own_key", Why::KeyedHash},
      {"remote_id", Why::Id},
      {"created_ms", Why::Time},
      {"ledger_seq", Why::Order}}},
    {"outbox",
     {{"item_id", Why::Id},
      {"tenant", Why::Name},
      {"destination", Why::Name},
      {"purpose", Why::Name},
      {"kind", Why::Code},
      {"counted", Why::Code},
      {"event_id", Why::Id},
      {"person_id", Why::Id},
      {"conversation_id", Why::Id},
      {"episode_id", Why::Id},
      {"provider_second", Why::Time},
      {"journal_seq", Why::Order},
      {"position", Why::Order},
      {"state", Why::Code},
      {"reason", Why::Code},
      {"due_ms", Why::Time},
      {"lease_until_ms", Why::Time},
      {"attempts", Why::Count},
      {"created_ms", Why::Time},
      {"done_ms", Why::Time},
      {"rule_set", Why::Hash},
      {"guard_version", Why::Version},
      {"key_id", Why::Id},
      {"item", Why::Sealed},
      {"forbidden", Why::Sealed},
      {"remote_id", Why::Id},
      {"failures", Why::Count},
      {"failing_since_ms", Why::Time},
      {"joined_to", Why::Id},
      {"gives_way", Why::Code},
      {"look_up", Why::Code}}},
    {"delivery_steps",
     {{"item_id", Why::Id},
      {"step", Why::Name},
      {"tenant", Why::Name},
      {"key_id", Why::Id},
      {"output", Why::Sealed},
      {"created_ms", Why::Time}}},
    {"outbox_heads",
     {{"tenant", Why::Name},
      {"conversation_id", Why::Id},
      {"destination", Why::Name},
      {"item_id", Why::Id},
      {"due_ms", Why::Time},
      {"gives_way", Why::Code}}},
    {"tokens",
     {{"tenant", Why::Name},
      {"destination", Why::Name},
      {"name", Why::Name},
      {"row_id", Why::Id},
      {"version", Why::Version},
      {"key_id", Why::Id},
      {"value", Why::Sealed},
      {"expires_ms", Why::Time},
      {"changed_ms", Why::Time}}},
    {"incidents",
     {{"tenant", Why::Name},
      {"incident_id", Why::Id},
      {"event_id", Why::Id},
      {"item_id", Why::Id},
      {"destination", Why::Name},
      {"cls", Why::Name},
      {"form", Why::Code},
      {"field", Why::Name},
      {"rule_set", Why::Hash},
      {"opened_ms", Why::Time},
      {"contained_ms", Why::Time}}},
    {"ledger_entries",
     {{"log_id", Why::Name},
      {"seq", Why::Order},
      {"bytes", Why::LedgerBytes},
      {"leaf_hash", Why::Hash}}},
    {"ledger_heads",
     {{"log_id", Why::Name},
      {"size", Why::Count},
      {"chain", Why::Hash},
      {"root", Why::Hash},
      {"mac", Why::KeyedHash}}},
    {"ledger_subjects", {{"log_id", Why::Name}, {"seq", Why::Order}, {"person_id", Why::Id}}},
};

struct Column {
    std::string table;
    std::string name;
    std::string type;
};

std::vector<Column> columnsOf(Database& db) {
    return db.queryAll(
        "SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c "
        "WHERE m.type = 'table'",
        {},
        [](const Row& row) {
            return Column{row.string(0), row.string(1), row.string(2)};
        }
    );
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema)

BOOST_FIXTURE_TEST_CASE(every_column_has_a_reason_to_stand_bare, StoreFixture) {
    std::size_t named = 0;
    for (const auto& [table, columns] : kReasons)
        named += columns.size();
    const auto found = columnsOf(*db);
    for (const auto& column : found) {
        const auto table = kReasons.find(column.table);
        const bool known = table != kReasons.end() && table->second.contains(column.name);
        BOOST_TEST(known, column.table << "." << column.name << " has no reason here");
    }
    BOOST_TEST(found.size() == named);  // and no reason stands for a column that is gone
}

BOOST_FIXTURE_TEST_CASE(types_are_those_that_both_engines_know, StoreFixture) {
    const std::set<std::string> portable{"BIGINT", "TEXT", "BLOB"};
    for (const auto& column : columnsOf(*db))
        BOOST_TEST(portable.contains(column.type), column.table << "." << column.name);
}

BOOST_FIXTURE_TEST_CASE(columns_that_hold_a_time_say_its_unit, StoreFixture) {
    for (const auto& column : columnsOf(*db)) {
        const auto& reasons = kReasons.at(column.table);
        const auto why = reasons.at(column.name);
        const bool saysUnit = column.name.ends_with("_ms") || column.name.ends_with("_second");
        BOOST_TEST(saysUnit == (why == Why::Time), column.table << "." << column.name);
    }
}

BOOST_FIXTURE_TEST_CASE(a_state_outside_its_list_is_refused, StoreFixture) {
    Journal(*db).append(journalRow());
    BOOST_CHECK_THROW(db->execute("UPDATE journal SET state = 'done'", {}), Error);
    // A body is dropped only when it was decoded.
    BOOST_CHECK_THROW(db->execute("UPDATE journal SET body = NULL", {}), Error);
}

BOOST_AUTO_TEST_SUITE_END()
