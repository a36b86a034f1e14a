// The Merkle tree of RFC 6962 section 2.1 over SHA-256: leaf and node hashes, a growing tree that
// keeps only its right border, proofs and their verification. Arithmetic only; nothing here reads
// or stores.
#pragma once

#include "connector/base/hmac.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::ledger {

/// SHA-256(0x00 || bytes).
Digest leafHash(std::string_view bytes);
/// SHA-256(0x01 || left || right).
Digest nodeHash(const Digest& left, const Digest& right);

/// A state of the log that can be compared, signed and witnessed.
struct Head {
    std::uint64_t size = 0;
    Digest root{};  ///< of the empty tree: SHA-256 of nothing
    friend bool operator==(const Head&, const Head&) = default;
};

/// The right border of a tree: the roots of its perfect subtrees, largest first (a compact range).
/// A value: copy it before a transaction and put it back after a rollback.
class Frontier {
public:
    void append(const Digest& leaf);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] Digest root() const;
    [[nodiscard]] Head head() const { return {size_, root()}; }

    /// Size as 8 bytes big endian, then 32 bytes for each one bit of it, largest subtree first.
    [[nodiscard]] std::string serialise() const;
    /// Absence: nothing when the bytes are not such a text.
    static std::optional<Frontier> parse(std::string_view bytes);
    friend bool operator==(const Frontier&, const Frontier&) = default;

private:
    std::uint64_t size_ = 0;
    std::vector<Digest> peaks_;
};

/// The root over `leaves` (leaf hashes).
Digest rootOf(std::span<const Digest> leaves);

/// The audit path of leaf `index` (from 0) in the tree over `leaves`, from the leaf upwards.
/// Errors: Error when index is not below the number of leaves.
std::vector<Digest> inclusionProof(std::span<const Digest> leaves, std::uint64_t index);
[[nodiscard]] bool isIncluded(
    const Digest& leaf, std::uint64_t index, const Head& head, std::span<const Digest> proof
);

/// The proof that the tree over the first `oldSize` leaves is a prefix of the tree over all.
/// Errors: Error when oldSize is above the number of leaves.
std::vector<Digest> consistencyProof(std::span<const Digest> leaves, std::uint64_t oldSize);
/// True when `proof` shows that `older` is a prefix of `newer`. The empty tree is a prefix of every
/// tree.
[[nodiscard]] bool isConsistent(
    const Head& older, const Head& newer, std::span<const Digest> proof
);

}  // namespace bowline::ledger
