// Checks a log entry by entry against itself and against heads that are known from elsewhere, and
// names the first entry that is wrong. Reads nothing itself: the caller feeds rows of a store or
// lines of an export. Without a known head nobody can see a change of the last entry or a cut tail;
// the report says how many entries no head vouches for.
#pragma once

#include "connector/ledger/merkle.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace bowline::ledger {

enum class Fault {
    Changed,    ///< the bytes are not those that the chain continued from
    Missing,    ///< the entry is not there
    Reordered,  ///< entries stand in another order than they were written in
    Extra,      ///< an entry that does not belong here
    Cut,        ///< the log ends before a known head
    Head,  ///< the chain is whole but it is not the log of the known head; the last entry under
           ///< that head is named, the change may be earlier
};

/// "changed", "missing" and so on.
std::string_view toText(Fault fault);

struct FirstFault {
    std::uint64_t seq = 0;  ///< where the log stops being what was written; from 1
    Fault fault = Fault::Changed;
    friend bool operator==(const FirstFault&, const FirstFault&) = default;
};

/// What is known from elsewhere.
struct KnownHeads {
    std::optional<Head> current;    ///< the log must end exactly here
    std::vector<Head> checkpoints;  ///< the log must have passed through these, any order
};

struct VerifyReport {
    std::uint64_t entries = 0;        ///< how many were fed
    std::uint64_t unwitnessed = 0;    ///< entries after the largest known head
    std::optional<FirstFault> fault;  ///< nothing: the log is whole
    Head head;  ///< of what was fed; of the part before the fault when there is one
};

/// Feed `add` with every row in order, then ask `finish` once. Not thread-safe.
class Verifier {
public:
    explicit Verifier(KnownHeads known);

    /// `seq` is the number under which the row is stored, `bytes` the entry without newline.
    void add(std::uint64_t seq, std::string_view bytes);
    [[nodiscard]] VerifyReport finish();

private:
    /// A row whose `prev` does not fit: either it or the one before was changed; the next row
    /// tells.
    struct Doubt {
        Frontier before;   ///< the tree without both rows
        Digest claimed{};  ///< what the doubtful row says of the row before it
    };

    [[nodiscard]] std::uint64_t nextSeq() const { return tree_.size() + (last_ ? 2 : 1); }
    [[nodiscard]] Fault misplaced(std::uint64_t seq, bool fits) const;
    [[nodiscard]] const Head* knownAt(std::uint64_t size) const;
    [[nodiscard]] bool agreesWithKnown();
    void follow(const Digest& leaf, bool fits, const Digest& claimed);
    void settleDoubt(bool secondIsWhole);
    void settleDoubtAtEnd();
    void acceptLast();
    void fail(std::uint64_t seq, Fault fault);

    KnownHeads known_;
    std::size_t nextKnown_ = 0;  ///< the first of known_.checkpoints not passed yet
    std::uint64_t entries_ = 0;
    Frontier tree_;  ///< without the last row: it is held back until its successor is seen
    std::optional<Digest> last_;  ///< leaf hash of the last row
    std::optional<Doubt> doubt_;
    std::optional<FirstFault> fault_;
};

}  // namespace bowline::ledger
