// The text of a checkpoint (C2SP tlog-checkpoint): origin, size and root as three lines. It is what
// gets signed (C2SP signed-note); signing and keys are the vault's.
#pragma once

#include "connector/ledger/merkle.h"

#include <optional>
#include <string>
#include <string_view>

namespace bowline::ledger {

/// The body of a checkpoint, without signatures.
struct Checkpoint {
    std::string
        origin;  ///< names the log, 1..255 printable ASCII characters without blanks and '+'
    Head head;
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// "origin\nsize\nbase64 root\n". Errors: Error when the origin is not as above.
std::string formatCheckpoint(const Checkpoint& checkpoint);
/// Reads the body, extension lines are refused. Absence: nothing unless the text is what
/// `formatCheckpoint` makes.
std::optional<Checkpoint> parseCheckpoint(std::string_view text);

}  // namespace bowline::ledger
