// Inclusion and consistency proofs. Making them follows the recursive definitions of RFC 6962 2.1.1
// and 2.1.2; checking them follows the loops of RFC 9162 2.1.3.2 and 2.1.4.2, which need no
// recursion and so cannot be driven deep by a foreign proof.
#include "connector/base/error.h"
#include "connector/ledger/merkle.h"

#include <bit>

namespace bowline::ledger {

namespace {

using Leaves = std::span<const Digest>;

/// The largest power of two below `n`; `n` is at least 2.
std::uint64_t splitOf(std::uint64_t n) {
    return std::bit_floor(n - 1);
}

void addInclusion(std::vector<Digest>& proof, Leaves leaves, std::uint64_t index) {
    if (leaves.size() < 2)
        return;
    const auto split = splitOf(leaves.size());
    if (index < split) {
        addInclusion(proof, leaves.first(split), index);
        proof.push_back(rootOf(leaves.subspan(split)));
    } else {
        addInclusion(proof, leaves.subspan(split), index - split);
        proof.push_back(rootOf(leaves.first(split)));
    }
}

/// SUBPROOF of RFC 6962: `known` says that the old tree is this whole subtree so far, so that its
/// root need not be told.
void addConsistency(std::vector<Digest>& proof, Leaves leaves, std::uint64_t oldSize, bool known) {
    if (oldSize == leaves.size()) {
        if (!known)
            proof.push_back(rootOf(leaves));
        return;
    }
    const auto split = splitOf(leaves.size());
    if (oldSize <= split) {
        addConsistency(proof, leaves.first(split), oldSize, known);
        proof.push_back(rootOf(leaves.subspan(split)));
    } else {
        addConsistency(proof, leaves.subspan(split), oldSize - split, false);
        proof.push_back(rootOf(leaves.first(split)));
    }
}

/// Walks from a node to the root: `index` is the node's place in its level, `last` that of the
/// level's last node.
struct Climb {
    std::uint64_t index;
    std::uint64_t last;

    /// True when the next proof node stands left of ours. On the right border, levels where our
    /// node has no sibling are skipped.
    bool siblingIsLeft() {
        const bool left = (index & 1) != 0 || index == last;
        while (left && (index & 1) == 0 && index != 0)
            up();
        return left;
    }
    void up() {
        index >>= 1;
        last >>= 1;
    }
    [[nodiscard]] bool atTop() const { return last == 0; }
};

/// Where the check of a consistency proof starts: the largest perfect subtree at the old tree's
/// end.
Climb climbFromOldEnd(std::uint64_t oldSize, std::uint64_t newSize) {
    Climb climb{oldSize - 1, newSize - 1};
    while ((climb.index & 1) != 0)
        climb.up();
    return climb;
}

}  // namespace

std::vector<Digest> inclusionProof(Leaves leaves, std::uint64_t index) {
    if (index >= leaves.size())
        throw Error("ledger: cannot prove inclusion: the index is not below the size of the log");
    std::vector<Digest> proof;
    addInclusion(proof, leaves, index);
    return proof;
}

bool isIncluded(const Digest& leaf, std::uint64_t index, const Head& head, Leaves proof) {
    if (index >= head.size)
        return false;
    Climb climb{index, head.size - 1};
    Digest node = leaf;
    for (const auto& sibling : proof) {
        if (climb.atTop())
            return false;
        node = climb.siblingIsLeft() ? nodeHash(sibling, node) : nodeHash(node, sibling);
        climb.up();
    }
    return climb.atTop() && node == head.root;
}

std::vector<Digest> consistencyProof(Leaves leaves, std::uint64_t oldSize) {
    if (oldSize > leaves.size())
        throw Error("ledger: cannot prove consistency: the old size is above the size of the log");
    std::vector<Digest> proof;
    if (oldSize != 0)
        addConsistency(proof, leaves, oldSize, true);
    return proof;
}

bool isConsistent(const Head& older, const Head& newer, Leaves proof) {
    if (older.size == 0 || older.size >= newer.size)
        return proof.empty() &&
               (older.size == 0 ? older.root == Frontier{}.root() : older == newer);
    auto climb = climbFromOldEnd(older.size, newer.size);
    // A perfect old tree is its own start; otherwise the proof begins with the start's root.
    const bool startIsOldRoot = std::has_single_bit(older.size);
    if (!startIsOldRoot && proof.empty())
        return false;
    Digest oldNode = startIsOldRoot ? older.root : proof.front();
    Digest newNode = oldNode;
    for (const auto& sibling : proof.subspan(startIsOldRoot ? 0 : 1)) {
        if (climb.atTop())
            return false;
        if (climb.siblingIsLeft()) {
            oldNode = nodeHash(sibling, oldNode);
            newNode = nodeHash(sibling, newNode);
        } else {
            newNode = nodeHash(newNode, sibling);
        }
        climb.up();
    }
    return climb.atTop() && oldNode == older.root && newNode == newer.root;
}

}  // namespace bowline::ledger
