// How the first bad entry is found. An entry names its own number and the leaf hash of the one
// before. When that hash does not fit, one of the two was changed: the successor of both, or a
// known head, bears witness for one of them. The last row is therefore held back until its
// successor is seen.
#include "connector/ledger/verify.h"

#include "connector/ledger/entry.h"

#include <algorithm>

namespace bowline::ledger {

std::string_view toText(Fault fault) {
    constexpr std::string_view kNames[] = {
        "changed", "missing", "reordered", "cut", "extra", "head"};
    return kNames[static_cast<int>(fault)];
}

Verifier::Verifier(KnownHeads known) : known_(std::move(known)) {
    if (known_.current)
        known_.checkpoints.push_back(*known_.current);
    std::ranges::sort(known_.checkpoints, {}, &Head::size);
    if (!agreesWithKnown())
        fail(1, Fault::Head);
}

void Verifier::add(std::uint64_t seq, std::string_view bytes) {
    ++entries_;
    const auto glance = glanceAt(bytes);
    if (fault_) {
        // The missing one turned up later: it was moved, not dropped.
        if (fault_->fault == Fault::Missing && glance && glance->seq == fault_->seq)
            fault_->fault = Fault::Reordered;
        return;
    }
    const auto expected = nextSeq();
    if (doubt_)
        return settleDoubt(!glance || glance->prev == last_);
    if (known_.current && expected > known_.current->size) {
        acceptLast();
        return fail(expected, Fault::Extra);
    }
    if (!glance)
        return fail(expected, seq > expected ? Fault::Missing : Fault::Changed);
    const bool fits = glance->prev == last_.value_or(Digest{});
    if (seq != expected || glance->seq != expected)
        return fail(expected, misplaced(glance->seq == expected ? seq : glance->seq, fits));
    follow(leafHash(bytes), fits, glance->prev);
}

/// A row that is not the expected one: `seq` is the number that it bears.
Fault Verifier::misplaced(std::uint64_t seq, bool fits) const {
    // Its hash says that it follows the last row, so only the number is wrong.
    if (fits)
        return Fault::Changed;
    return seq > nextSeq() ? Fault::Missing : Fault::Extra;
}

/// A row of the right number; `fits` when it continues the last one.
void Verifier::follow(const Digest& leaf, bool fits, const Digest& claimed) {
    if (fits) {
        acceptLast();
    } else if (!last_) {
        return fail(1, Fault::Changed);
    } else {
        doubt_ = Doubt{tree_, claimed};
        // A known head just below the doubtful row decides at once.
        const bool decided = knownAt(tree_.size() + 1) != nullptr;
        tree_.append(*last_);
        if (decided)
            return settleDoubt(!agreesWithKnown());
    }
    if (!fault_)
        last_ = leaf;
}

/// The two doubtful rows are the last ones; `secondIsWhole` says which of them was changed.
void Verifier::settleDoubt(bool secondIsWhole) {
    const auto first = doubt_->before.size() + 1;
    fail(secondIsWhole ? first : first + 1, Fault::Changed);
}

void Verifier::acceptLast() {
    if (!last_)
        return;
    tree_.append(*last_);
    last_.reset();
    if (!agreesWithKnown())
        fail(tree_.size(), Fault::Head);
}

/// Nobody comes after the doubtful rows. A head over both tells whether the first one once was what
/// the second one says; without such a head the first is named.
void Verifier::settleDoubtAtEnd() {
    auto asClaimed = doubt_->before;
    asClaimed.append(doubt_->claimed);
    asClaimed.append(*last_);
    const auto* const known = knownAt(asClaimed.size());
    settleDoubt(known == nullptr || known->root == asClaimed.root());
}

const Head* Verifier::knownAt(std::uint64_t size) const {
    const auto found = std::ranges::lower_bound(known_.checkpoints, size, {}, &Head::size);
    return found != known_.checkpoints.end() && found->size == size ? &*found : nullptr;
}

/// Compares with every head that is known for the size reached.
bool Verifier::agreesWithKnown() {
    bool agrees = true;
    const auto& heads = known_.checkpoints;
    for (; nextKnown_ < heads.size() && heads[nextKnown_].size == tree_.size(); ++nextKnown_)
        agrees = agrees && heads[nextKnown_].root == tree_.root();
    return agrees;
}

void Verifier::fail(std::uint64_t seq, Fault fault) {
    if (fault_)
        return;
    fault_ = {seq, fault};
    if (doubt_)
        tree_ = doubt_->before;
}

VerifyReport Verifier::finish() {
    if (!fault_ && doubt_)
        settleDoubtAtEnd();
    if (!fault_)
        acceptLast();
    const auto witnessed = known_.checkpoints.empty() ? 0 : known_.checkpoints.back().size;
    if (!fault_ && witnessed > tree_.size())
        fail(tree_.size() + 1, Fault::Cut);
    return {entries_, entries_ - std::min(entries_, witnessed), fault_, tree_.head()};
}

}  // namespace bowline::ledger
