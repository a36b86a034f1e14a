// The rows of the ledger live and die with the transaction of the act, and nobody else can continue
// them.
#include "connector/store/audit_log.h"

#include "connector/ledger/verify.h"
#include "tests/unit/store/store_fixture.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::store;
using namespace bowline::tests;

namespace {

struct AuditFixture : StoreFixture {
    AuditLog log{"node-1", KeyedHash("head key")};
    KeyedHash ledgerKey{"a person's ledger key"};
    PersonId person = newId<PersonId>();

    AuditFact released() const {
        AuditFact fact;
        fact.entry.at = kNoon;
        fact.entry.act = ledger::Act::DisclosureReleased;
        fact.entry.codes = {{"destination", "desk"}};
        fact.entry.counts = {{"payment_card", 1}};
        fact.subjectKey = &ledgerKey;
        fact.person = person;
        return fact;
    }
    ledger::VerifyReport verify() {
        ledger::Verifier verifier({log.checkedHead(*db), {}});
        log.read(*db, 1, 1000, [&](std::uint64_t seq, std::string_view bytes) {
            verifier.add(seq, bytes);
        });
        return verifier.finish();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(audit_log, AuditFixture)

BOOST_AUTO_TEST_CASE(entries_are_numbered_chained_and_verify) {
    for (std::uint64_t seq = 1; seq <= 10; ++seq)
        BOOST_TEST(log.append(*db, released()) == seq);
    const auto report = verify();
    BOOST_TEST(report.entries == 10U);
    BOOST_TEST(!report.fault.has_value());
    BOOST_TEST(log.checkedHead(*db).size == 10U);
}

BOOST_AUTO_TEST_CASE(the_subject_differs_in_every_entry_and_is_found_by_the_index) {
    log.append(*db, released());
    AuditFact started;
    started.entry.at = kNoon;
    log.append(*db, started);
    log.append(*db, released());
    std::vector<std::optional<Digest>> subjects;
    log.read(*db, 1, 10, [&](std::uint64_t, std::string_view bytes) {
        subjects.push_back(ledger::parseEntry(bytes)->subject);
    });
    BOOST_TEST((subjects[0] && !subjects[1] && subjects[2]));
    BOOST_TEST((subjects[0] != subjects[2]));
    BOOST_TEST((subjects[2] == ledger::subjectOf(ledgerKey, 3)));
    BOOST_TEST((log.entriesAbout(*db, person) == std::vector<std::uint64_t>{1, 3}));
}

BOOST_AUTO_TEST_CASE(an_undone_act_leaves_no_entry) {
    log.append(*db, released());
    db->begin();
    db->savepoint();
    log.append(*db, released());
    db->rollbackToSavepoint();
    BOOST_TEST(log.append(*db, released()) == 2U);
    db->commit();
    BOOST_TEST(!verify().fault.has_value());
}

BOOST_AUTO_TEST_CASE(an_entry_that_is_no_code_is_refused_and_nothing_is_written) {
    auto fact = released();
    fact.entry.reason = "call +15550100123";
    BOOST_CHECK_THROW(log.append(*db, fact), Error);
    BOOST_TEST(log.checkedHead(*db).size == 0U);
}

BOOST_AUTO_TEST_CASE(a_stored_end_that_is_not_ours_stops_the_ledger) {
    log.append(*db, released());
    const char* const attacks[] = {
        "UPDATE ledger_heads SET mac = leaf_hash FROM ledger_entries",
        "UPDATE ledger_heads SET chain = mac",
    };
    for (const auto* attack : attacks) {
        BOOST_TEST_CONTEXT(attack) {
            db->begin();
            db->execute(attack, {});
            BOOST_CHECK_THROW(static_cast<void>(log.checkedHead(*db)), StoreDamaged);
            BOOST_CHECK_THROW(log.append(*db, released()), StoreDamaged);
            db->rollback();
        }
    }
    const AuditLog other("node-1", KeyedHash("another key"));
    BOOST_CHECK_THROW(static_cast<void>(other.checkedHead(*db)), StoreDamaged);
}

BOOST_AUTO_TEST_CASE(a_cut_or_changed_last_entry_does_not_fit_the_head) {
    for (int i = 0; i < 3; ++i)
        log.append(*db, released());
    const char* const attacks[] = {
        "DELETE FROM ledger_entries WHERE seq = 3",
        "DELETE FROM ledger_entries",
        ("UPDATE ledger_entries SET bytes = (SELECT bytes FROM ledger_entries WHERE seq = 1) "
         "WHERE seq = 3"),
    };
    for (const auto* attack : attacks) {
        BOOST_TEST_CONTEXT(attack) {
            db->begin();
            db->execute(attack, {});
            BOOST_CHECK_THROW(static_cast<void>(log.checkedHead(*db)), StoreDamaged);
            db->rollback();
        }
    }
    BOOST_CHECK_NO_THROW(static_cast<void>(log.checkedHead(*db)));
}

BOOST_AUTO_TEST_CASE(two_logs_of_one_store_do_not_touch_each_other) {
    const AuditLog second("node-2", KeyedHash("head key"));
    log.append(*db, released());
    BOOST_TEST(second.append(*db, released()) == 1U);
    BOOST_TEST(log.checkedHead(*db).size == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
