// The rows of the ledger: written in the transaction of the act they tell of, so that there is no
// act without its entry and no entry without its act. The arithmetic (entry bytes, chain, tree) is
// the room `ledger`; this file keeps entries, the end of the chain with a MAC of ours, and the
// erasable index of subjects.
#pragma once

#include "connector/base/hmac.h"
#include "connector/base/ids.h"
#include "connector/ledger/chain.h"
#include "connector/store/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::store {

/// One act and whom it concerns.
struct AuditFact {
    /// `seq`, `prev` and `subject` are set by append. Codes only: what is none is refused
    /// (ledger/entry.h).
    ledger::EntryFields entry;
    /// The person's ledger key, opened (vault::Keys::ledgerSubjectHash); outlives the call. Nothing
    /// when nobody is meant.
    const KeyedHash* subjectKey = nullptr;
    /// For the erasable index of subjects.
    std::optional<PersonId> person;
};

/// One log. Threads: append on the writer; reading on any connection.
class AuditLog {
public:
    /// `logId` names this node's log; `headHash` makes the MAC over the chain's end (vault,
    /// HashUse::LedgerHead).
    AuditLog(std::string logId, KeyedHash headHash);

    /// Appends the entry and returns its seq, from 1 without gaps. Errors: Error when the entry is
    /// refused, StoreDamaged when the stored end of the chain was not made by us; nothing is done
    /// then.
    std::uint64_t append(Database& db, const AuditFact& fact) const;
    /// The stored head. Errors: StoreDamaged when its MAC does not fit or the newest entry is not
    /// the one it speaks of. For the writer's check after reopening and for health.
    [[nodiscard]] ledger::Head checkedHead(Database& db) const;
    /// The stored head as we wrote it, whatever became of the entries since: for `audit verify`,
    /// which names the entry that does not fit it. Errors: StoreDamaged when its MAC does not fit.
    [[nodiscard]] ledger::Head signedHead(Database& db) const;
    /// Calls `each(seq, bytes)` for up to `limit` entries from `fromSeq`, in order of seq, as they
    /// are stored (gaps included). Returns how many.
    std::size_t read(
        Database& db,
        std::uint64_t fromSeq,
        std::size_t limit,
        const std::function<void(std::uint64_t, std::string_view)>& each
    ) const;
    /// The entries that concern the person, by seq.
    [[nodiscard]] std::vector<std::uint64_t> entriesAbout(Database& db, const PersonId& person)
        const;

private:
    [[nodiscard]] ledger::Chain storedChain(Database& db) const;
    void storeChain(Database& db, const ledger::Chain& chain) const;
    [[nodiscard]] Digest macOf(std::string_view chain) const;

    std::string logId_;
    KeyedHash headHash_;
};

}  // namespace bowline::store
