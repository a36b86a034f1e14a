// The rows of the ledger: written in the transaction of the act they tell of, so that there is no
// act without its entry and no entry without its act. The arithmetic (entry bytes, chain, tree) is
// the room `ledger`; this file keeps entries, the head of the tree with a MAC of ours, and the
// erasable index of subjects.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/hmac.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace bowline::store {

/// One act. No personal value and no free text: codes, names from the configuration, counts,
/// hashes.
struct AuditFact {
    std::string action;  ///< "disclosure.released"
    const KeyedHash* subject =
        nullptr;  ///< the person's ledger key, opened; outlives the call; none when nobody is meant
    std::optional<PersonId> person;  ///< for the erasable index; with `subject` only
    std::string object;              ///< hex of an id of ours, or empty
    std::map<std::string, std::variant<std::string, std::int64_t>> detail;
    std::string ruleSet;  ///< 64 hex characters, or empty
    Instant at;
};

/// The newest state of a log.
struct AuditHead {
    std::int64_t size = 0;  ///< entries; the next seq
    std::string root;       ///< 32 bytes, RFC 6962 over the entries' bytes
};

/// One log. Threads: append on the writer; reading on any connection.
class AuditLog {
public:
    /// `logId` names this node's log; `headHash` makes the MAC over the head (vault,
    /// HashUse::LedgerHead).
    AuditLog(std::string logId, KeyedHash headHash);

    /// Appends the entry and returns its seq, from 0 without gaps. Errors: StoreDamaged when the
    /// stored head was not made by us; nothing is disclosed then.
    std::int64_t append(Database& db, const AuditFact& fact) const;
    /// The stored head. Errors: StoreDamaged when its MAC does not fit or the newest entry is not
    /// the one it speaks of. For the writer's check after reopening and for health.
    [[nodiscard]] AuditHead checkedHead(Database& db) const;
    /// Calls `each(seq, bytes)` for up to `limit` entries from `fromSeq`, in order. Returns how
    /// many.
    std::size_t read(
        Database& db,
        std::int64_t fromSeq,
        std::size_t limit,
        const std::function<void(std::int64_t, std::string_view)>& each
    ) const;

private:
    std::string logId_;
    KeyedHash headHash_;
};

}  // namespace bowline::store
