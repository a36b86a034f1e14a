// The tree against the published test vectors of Certificate Transparency and against the recursive
// definition of RFC 6962, written down a second time here and slowly.
#include "connector/ledger/merkle.h"

#include "connector/base/error.h"
#include "connector/base/text.h"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace bowline;
using namespace bowline::ledger;

namespace {

/// The eight leaves and the roots after each of them: test data of google/certificate-transparency,
/// merkletree/merkle_tree_test.cc.
const char* const kInputs[] = {
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f"};
const char* const kRoots[] = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

std::vector<Digest> vectorLeaves() {
    std::vector<Digest> out;
    for (const char* const input : kInputs)
        out.push_back(leafHash(*fromHex(input)));
    return out;
}

std::vector<Digest> someLeaves(std::size_t count) {
    std::vector<Digest> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(leafHash("leaf " + std::to_string(i)));
    return out;
}

/// MTH of RFC 6962 2.1, word for word.
Digest slowRoot(std::span<const Digest> leaves) {
    if (leaves.empty())
        return sha256("");
    if (leaves.size() == 1)
        return leaves[0];
    std::size_t k = 1;
    while (2 * k < leaves.size())
        k *= 2;
    return nodeHash(slowRoot(leaves.first(k)), slowRoot(leaves.subspan(k)));
}

std::vector<Digest> firstOf(const std::vector<Digest>& leaves, std::size_t count) {
    return {leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::string hexOf(const Digest& digest) {
    return toHex(asText(digest));
}

std::vector<std::string> hexOf(const std::vector<Digest>& digests) {
    std::vector<std::string> out;
    for (const auto& digest : digests)
        out.push_back(hexOf(digest));
    return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_roots_of_the_published_eight_leaves_come_out) {
    const auto leaves = vectorLeaves();
    Frontier tree;
    BOOST_TEST(
        hexOf(tree.root()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        tree.append(leaves[i]);
        BOOST_TEST(hexOf(tree.root()) == kRoots[i]);
    }
}

BOOST_AUTO_TEST_CASE(the_published_proofs_over_the_eight_leaves_come_out) {
    const auto leaves = vectorLeaves();
    const std::vector<std::string> pathOfFirst = {
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"};
    BOOST_TEST(hexOf(inclusionProof(leaves, 0)) == pathOfFirst);
    const std::vector<std::string> pathOfThirdOfThree = {
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"};
    BOOST_TEST(hexOf(inclusionProof(firstOf(leaves, 3), 2)) == pathOfThirdOfThree);
    const std::vector<std::string> sixToEight = {
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"};
    BOOST_TEST(hexOf(consistencyProof(leaves, 6)) == sixToEight);
    BOOST_TEST(consistencyProof(leaves, 1).size() == 3U);
    BOOST_TEST(consistencyProof(leaves, 8).empty());
}

BOOST_AUTO_TEST_CASE(the_growing_tree_equals_the_recursive_definition_at_every_size) {
    const auto leaves = someLeaves(200);
    Frontier tree;
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        BOOST_TEST((tree.root() == slowRoot(std::span(leaves).first(size))));
        BOOST_TEST((rootOf(std::span(leaves).first(size)) == tree.root()));
        if (size < leaves.size())
            tree.append(leaves[size]);
    }
}

BOOST_AUTO_TEST_CASE(a_frontier_that_was_stored_goes_on_as_if_it_had_not_been) {
    const auto leaves = someLeaves(70);
    Frontier tree;
    for (const auto& leaf : leaves) {
        auto revived = Frontier::parse(tree.serialise());
        BOOST_REQUIRE(revived.has_value());
        BOOST_TEST((*revived == tree));
        tree.append(leaf);
        revived->append(leaf);
        BOOST_TEST((revived->head() == tree.head()));
    }
    const auto bytes = tree.serialise();
    BOOST_TEST(bytes.size() == 8 + 3 * 32U);  // 70 = 64 + 4 + 2
    BOOST_TEST(!Frontier::parse(bytes.substr(1)).has_value());
    BOOST_TEST(!Frontier::parse(bytes + 'x').has_value());
    BOOST_TEST(!Frontier::parse("").has_value());
    BOOST_TEST(!Frontier::parse(std::string(8, '\xFF')).has_value());
}

BOOST_AUTO_TEST_CASE(every_leaf_of_every_small_tree_is_proved_and_nothing_else) {
    const auto leaves = someLeaves(34);
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        const auto part = firstOf(leaves, size);
        const Head head{size, rootOf(part)};
        for (std::size_t index = 0; index < size; ++index) {
            const auto proof = inclusionProof(part, index);
            BOOST_TEST(isIncluded(part[index], index, head, proof));
            BOOST_TEST(!isIncluded(leafHash("another"), index, head, proof));
            BOOST_TEST(!isIncluded(part[index], index + 1, head, proof));
            BOOST_TEST(!isIncluded(part[index], index, {size, leafHash("root")}, proof));
            auto longer = proof;
            longer.push_back(leafHash("more"));
            BOOST_TEST(!isIncluded(part[index], index, head, longer));
            for (std::size_t i = 0; i < proof.size(); ++i) {
                auto bad = proof;
                bad[i][0] ^= 1;
                BOOST_TEST(!isIncluded(part[index], index, head, bad));
            }
            if (!proof.empty()) {
                const auto shorter = firstOf(proof, proof.size() - 1);
                BOOST_TEST(!isIncluded(part[index], index, head, shorter));
            }
        }
    }
    BOOST_CHECK_THROW((void)inclusionProof(leaves, leaves.size()), Error);
}

BOOST_AUTO_TEST_CASE(every_prefix_of_every_small_tree_is_proved_and_nothing_else) {
    const auto leaves = someLeaves(34);
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        const auto part = firstOf(leaves, size);
        const Head newer{size, rootOf(part)};
        for (std::size_t oldSize = 0; oldSize <= size; ++oldSize) {
            const Head older{oldSize, rootOf(firstOf(part, oldSize))};
            const auto proof = consistencyProof(part, oldSize);
            BOOST_TEST(isConsistent(older, newer, proof));
            BOOST_TEST(!isConsistent({oldSize, leafHash("other")}, newer, proof));
            if (oldSize != 0)
                BOOST_TEST(!isConsistent(older, {size, leafHash("other")}, proof));
            auto longer = proof;
            longer.push_back(leafHash("more"));
            BOOST_TEST(!isConsistent(older, newer, longer));
            for (std::size_t i = 0; i < proof.size(); ++i) {
                auto bad = proof;
                bad[i][31] ^= 128;
                BOOST_TEST(!isConsistent(older, newer, bad));
            }
        }
    }
    BOOST_CHECK_THROW((void)consistencyProof(leaves, leaves.size() + 1), Error);
}

BOOST_AUTO_TEST_CASE(a_log_that_was_rewritten_below_an_old_head_has_no_consistency_proof) {
    auto leaves = someLeaves(20);
    const Head older{12, rootOf(firstOf(leaves, 12))};
    leaves[5] = leafHash("rewritten");
    const Head newer{20, rootOf(leaves)};
    BOOST_TEST(!isConsistent(older, newer, consistencyProof(leaves, 12)));
}
