#include "connector/ledger/checkpoint.h"

#include "connector/base/error.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::ledger;

BOOST_AUTO_TEST_CASE(a_checkpoint_is_three_lines_and_reads_back) {
    const Checkpoint checkpoint{"bowline.example/log", Frontier{}.head()};
    const auto text = formatCheckpoint(checkpoint);
    BOOST_TEST(text == "bowline.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    BOOST_TEST((parseCheckpoint(text) == checkpoint));
    const Checkpoint large{"x", {18446744073709551615ULL, sha256("root")}};
    BOOST_TEST((parseCheckpoint(formatCheckpoint(large)) == large));
}

BOOST_AUTO_TEST_CASE(a_text_that_is_not_exactly_a_checkpoint_is_refused) {
    const std::string root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    const std::string texts[] = {
        "",
        "log\n",
        "log\n1\n",
        "log\n1\n" + root,
        "log\n01\n" + root + "\n",
        "log\n-1\n" + root + "\n",
        "log\n+1\n" + root + "\n",
        "\n1\n" + root + "\n",
        "two words\n1\n" + root + "\n",
        "a+b\n1\n" + root + "\n",
        "log\n\n" + root + "\n",
        "log\n1\n" + root + "\nextension\n",
        "log\n1\n" + root.substr(1) + "\n",
        "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",  // stray bits in the last
                                                                   // character
        "log\n1\n" + std::string(44, '!') + "\n",
        "log\n18446744073709551616\n" + root + "\n"};
    for (const auto& text : texts)
        BOOST_TEST_CONTEXT(text) BOOST_TEST(!parseCheckpoint(text).has_value());
}

BOOST_AUTO_TEST_CASE(an_origin_that_would_break_the_lines_is_refused) {
    for (const std::string origin : {"", "a b", "a\nb", "a+b"})
        BOOST_CHECK_THROW((void)formatCheckpoint({origin, {}}), Error);
    BOOST_CHECK_THROW((void)formatCheckpoint({std::string(256, 'a'), {}}), Error);
}
