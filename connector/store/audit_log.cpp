// The end of the chain is read and rewritten with each entry, so that undoing the savepoint of a
// task undoes its entries too; a cached end would not notice.
#include "connector/store/audit_log.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

#include <fmt/format.h>
#include <utility>

namespace bowline::store {

namespace {

constexpr std::string_view kHead = R"sql(SELECT chain, mac FROM ledger_heads WHERE log_id = $1)sql";

constexpr std::string_view kSetHead = R"sql(INSERT INTO ledger_heads (
    log_id, size, chain, root, mac
) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (log_id) DO UPDATE SET
    size = excluded.size, chain = excluded.chain, root = excluded.root, mac = excluded.mac)sql";

constexpr std::string_view kInsertEntry = R"sql(INSERT INTO ledger_entries (
    log_id, seq, bytes, leaf_hash
) VALUES ($1, $2, $3, $4))sql";

constexpr std::string_view kInsertSubject = R"sql(INSERT INTO ledger_subjects (
    log_id, seq, person_id
) VALUES ($1, $2, $3))sql";

constexpr std::string_view kNewest = R"sql(SELECT seq, bytes FROM ledger_entries
WHERE log_id = $1 ORDER BY seq DESC LIMIT 1)sql";

constexpr std::string_view kRead = R"sql(SELECT seq, bytes FROM ledger_entries
WHERE log_id = $1 AND seq >= $2 ORDER BY seq LIMIT $3)sql";

constexpr std::string_view kAbout = R"sql(SELECT seq FROM ledger_subjects
WHERE person_id = $1 AND log_id = $2 ORDER BY seq)sql";

constexpr NamedQuery kQueries[] = {
    {"audit_log.head", kHead},
    {"audit_log.set_head", kSetHead},
    {"audit_log.insert_entry", kInsertEntry},
    {"audit_log.insert_subject", kInsertSubject},
    {"audit_log.newest", kNewest},
    {"audit_log.read", kRead},
    {"audit_log.about", kAbout},
};

[[noreturn]] void refuse(std::string_view why) {
    throw StoreDamaged(
        fmt::format("ledger: {}", why),
        "run 'bowline audit verify': it names the first entry that is wrong"
    );
}

std::int64_t asColumn(std::uint64_t seq) {
    return static_cast<std::int64_t>(seq);
}

struct StoredEnd {
    std::string chain;
    std::string mac;
};

struct NewestEntry {
    std::uint64_t seq = 0;
    Digest leaf{};
};

std::optional<NewestEntry> newestEntry(Database& db, std::string_view logId) {
    return db.queryOne(kNewest, {logId}, [](const Row& row) {
        return NewestEntry{
            static_cast<std::uint64_t>(row.integer(0)), ledger::leafHash(row.blob(1))};
    });
}

}  // namespace

std::span<const NamedQuery> auditLogQueries() {
    return kQueries;
}

AuditLog::AuditLog(std::string logId, KeyedHash headHash)
    : logId_(std::move(logId)), headHash_(std::move(headHash)) {}

std::uint64_t AuditLog::append(Database& db, const AuditFact& fact) const {
    auto chain = storedChain(db);
    const auto seq = chain.nextSeq();
    auto entry = fact.entry;
    if (fact.subjectKey)
        entry.subject = ledger::subjectOf(*fact.subjectKey, seq);
    const auto bytes = chain.append(std::move(entry));
    const auto leaf = ledger::leafHash(bytes);
    const std::string_view log = logId_;
    db.execute(kInsertEntry, {log, asColumn(seq), Blob{bytes}, asValue(leaf)});
    if (fact.person)
        db.execute(kInsertSubject, {log, asColumn(seq), asValue(fact.person)});
    storeChain(db, chain);
    return seq;
}

ledger::Head AuditLog::checkedHead(Database& db) const {
    const auto chain = storedChain(db);
    const auto newest = newestEntry(db, logId_);
    const auto size = chain.head().size;
    if ((newest ? newest->seq : 0) != size)
        refuse("entries were cut from the end or added to it");
    // A chain's text begins with the hash of its last leaf (ledger/chain.h).
    if (newest && !chain.serialise().starts_with(asText(newest->leaf)))
        refuse("the newest entry was changed");
    return chain.head();
}

ledger::Head AuditLog::signedHead(Database& db) const {
    return storedChain(db).head();
}

std::size_t AuditLog::read(
    Database& db,
    std::uint64_t fromSeq,
    std::size_t limit,
    const std::function<void(std::uint64_t, std::string_view)>& each
) const {
    std::size_t count = 0;
    const std::string_view log = logId_;
    db.query(kRead, {log, asColumn(fromSeq), asValue(limit)}, [&](const Row& row) {
        each(static_cast<std::uint64_t>(row.integer(0)), row.blob(1));
        ++count;
    });
    return count;
}

std::vector<std::uint64_t> AuditLog::entriesAbout(Database& db, const PersonId& person) const {
    const std::string_view log = logId_;
    return db.queryAll(kAbout, {asValue(person), log}, [](const Row& row) {
        return static_cast<std::uint64_t>(row.integer(0));
    });
}

ledger::Chain AuditLog::storedChain(Database& db) const {
    const std::string_view log = logId_;
    const auto end = db.queryOne(kHead, {log}, [](const Row& row) {
        return StoredEnd{row.bytes(0), row.bytes(1)};
    });
    if (!end)
        return {};
    if (!equalInConstantTime(end->mac, asText(macOf(end->chain))))
        refuse("the stored end of the chain was changed");
    auto chain = ledger::Chain::parse(end->chain);
    if (!chain)
        refuse("the stored end of the chain is not readable");
    return *std::move(chain);
}

void AuditLog::storeChain(Database& db, const ledger::Chain& chain) const {
    const auto head = chain.head();
    const auto bytes = chain.serialise();
    const auto mac = macOf(bytes);
    const std::string_view log = logId_;
    db.execute(kSetHead, {log, asColumn(head.size), Blob{bytes}, asValue(head.root), asValue(mac)});
}

Digest AuditLog::macOf(std::string_view chain) const {
    return headHash_.ofFields({logId_, chain});
}

}  // namespace bowline::store
