// Hashes of RFC 6962 and the compact range: appending joins equal subtrees as a binary counter
// carries.
#include "connector/ledger/merkle.h"

#include "connector/base/text.h"

#include <bit>

namespace bowline::ledger {

namespace {

constexpr std::size_t kSizeBytes = 8;

std::string bigEndian(std::uint64_t n) {
    std::string out(kSizeBytes, '\0');
    for (std::size_t i = 0; i < kSizeBytes; ++i)
        out[i] = static_cast<char>(n >> (56 - 8 * i));
    return out;
}

std::uint64_t fromBigEndian(std::string_view bytes) {
    std::uint64_t n = 0;
    for (const char c : bytes)
        n = n << 8 | static_cast<std::uint8_t>(c);
    return n;
}

}  // namespace

Digest leafHash(std::string_view bytes) {
    return sha256({std::string_view("\0", 1), bytes});
}

Digest nodeHash(const Digest& left, const Digest& right) {
    return sha256({std::string_view("\1", 1), asText(left), asText(right)});
}

void Frontier::append(const Digest& leaf) {
    Digest carried = leaf;
    for (auto carries = std::countr_one(size_); carries > 0; --carries) {
        carried = nodeHash(peaks_.back(), carried);
        peaks_.pop_back();
    }
    peaks_.push_back(carried);
    ++size_;
}

Digest Frontier::root() const {
    if (peaks_.empty())
        return sha256("");
    Digest root = peaks_.back();
    for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak)
        root = nodeHash(*peak, root);
    return root;
}

std::string Frontier::serialise() const {
    std::string out = bigEndian(size_);
    for (const auto& peak : peaks_)
        out += asText(peak);
    return out;
}

std::optional<Frontier> Frontier::parse(std::string_view bytes) {
    if (bytes.size() < kSizeBytes)
        return std::nullopt;
    Frontier out;
    out.size_ = fromBigEndian(bytes.substr(0, kSizeBytes));
    out.peaks_.resize(static_cast<std::size_t>(std::popcount(out.size_)));
    bytes.remove_prefix(kSizeBytes);
    if (bytes.size() != out.peaks_.size() * sizeof(Digest))
        return std::nullopt;
    for (auto& peak : out.peaks_) {
        bytes.copy(reinterpret_cast<char*>(peak.data()), peak.size());
        bytes.remove_prefix(peak.size());
    }
    return out;
}

Digest rootOf(std::span<const Digest> leaves) {
    Frontier tree;
    for (const auto& leaf : leaves)
        tree.append(leaf);
    return tree.root();
}

}  // namespace bowline::ledger
