// The worked example of connector/ledger/README.md: the numbers there are those that the code
// makes.
#include "connector/base/text.h"
#include "connector/ledger/chain.h"
#include "connector/ledger/checkpoint.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <vector>

using namespace bowline;
using namespace bowline::ledger;

namespace {

/// The lines of the fenced block of this name; empty when there is none.
std::vector<std::string> block(const std::string& name) {
    std::ifstream page(std::string(BOWLINE_SOURCE_DIR) + "/connector/ledger/README.md");
    std::vector<std::string> lines;
    std::string line;
    bool inside = false;
    while (std::getline(page, line)) {
        if (inside && line == "```")
            break;
        if (inside)
            lines.push_back(line);
        inside = inside || line == "```" + name;
    }
    return lines;
}

std::string hexOf(const Digest& digest) {
    return toHex(asText(digest));
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_entries_of_the_page_are_made_and_hashed_as_it_says) {
    const auto entries = block("entries");
    const auto leaves = block("leaves");
    const auto roots = block("roots");
    BOOST_REQUIRE(entries.size() == 3U);
    BOOST_REQUIRE(leaves.size() == 3U);
    BOOST_REQUIRE(roots.size() == 3U);
    const KeyedHash person("the ledger key of one person....");
    Chain chain;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto fields = parseEntry(entries[i]);
        BOOST_REQUIRE(fields.has_value());
        if (fields->subject)
            BOOST_TEST((*fields->subject == subjectOf(person, chain.nextSeq())));
        BOOST_TEST(chain.append(*fields) == entries[i]);
        BOOST_TEST(hexOf(leafHash(entries[i])) == leaves[i]);
        BOOST_TEST(hexOf(chain.head().root) == roots[i]);
    }
    BOOST_REQUIRE(block("state").size() == 1U);
    BOOST_TEST(block("state").front() == toHex(chain.serialise()));
    std::string checkpoint;
    for (const auto& line : block("checkpoint"))
        checkpoint += line + '\n';
    BOOST_TEST(checkpoint == formatCheckpoint({"bowline.example/log", chain.head()}));
}
