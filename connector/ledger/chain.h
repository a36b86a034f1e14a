// The growing end of one log: gives each entry its number and the hash of the one before, and keeps
// the head. What the store writes in the transaction of the act comes from here.
#pragma once

#include "connector/ledger/entry.h"
#include "connector/ledger/merkle.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::ledger {

/// A value: copy it before a transaction and put it back after a rollback. Not thread-safe for
/// writes.
class Chain {
public:
    /// The end of an empty log.
    Chain() = default;

    /// The number that the next entry will have; for its subject field.
    [[nodiscard]] std::uint64_t nextSeq() const noexcept { return tree_.size() + 1; }

    /// The bytes of the next entry, to be stored as they are under the seq that `nextSeq` named
    /// before; sets `fields.seq` and `fields.prev` itself. Errors: those of `formatEntry`; the
    /// chain is then unchanged.
    std::string append(EntryFields fields);

    [[nodiscard]] Head head() const { return tree_.head(); }

    /// Hash of the last leaf (32 bytes, zeros when empty) and the frontier. 40 bytes and 32 for
    /// each one bit of the size: for a row beside the entries, so that a start needs no walk over
    /// the log.
    [[nodiscard]] std::string serialise() const;
    /// Absence: nothing when the bytes are not such a text.
    static std::optional<Chain> parse(std::string_view bytes);
    friend bool operator==(const Chain&, const Chain&) = default;

private:
    Digest last_{};
    Frontier tree_;
};

}  // namespace bowline::ledger
