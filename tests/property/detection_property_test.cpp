// A value is found however it is written: digits of other scripts, with marks between, as words in
// seven languages.
#include "connector/detect/detector.h"
#include "tests/support/disguises.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace bowline::detect {

namespace {

using namespace bowline::tests;

/// Bytes of `span` that no finding covers and that show something.
std::size_t uncovered(const std::string& text, Span span) {
    static const Detector detector({});
    std::vector<bool> covered(text.size());
    for (const auto& finding : detector.scan(text, {}, ""))
        std::fill(
            covered.begin() + static_cast<std::ptrdiff_t>(finding.span.begin),
            covered.begin() + static_cast<std::ptrdiff_t>(finding.span.end),
            true
        );
    std::size_t count = 0;
    for (std::size_t at = span.begin; at < span.end; ++at)
        count += !covered[at] && text[at] != ' ' && text[at] != '-' ? 1 : 0;
    return count;
}

}  // namespace

BOOST_DATA_TEST_CASE(
    a_value_is_found_in_every_script_and_spelling, boost::unit_test::data::make(kValues), value
) {
    for (const auto& script : kScripts) {
        for (const std::string_view between : {"", " ", "-", "\u200B", "\u00A0"}) {
            if (isSpelled(script) && (between.empty() || between == "\u200B"))
                continue;
            const std::string disguised = written(value, script, between);
            const std::string text = std::string(value.before) + disguised + " ok?";
            const std::size_t begin = std::string_view(value.before).size();
            BOOST_TEST(
                uncovered(text, {begin, begin + disguised.size()}) == 0U,
                script.name << " with '" << between << "': " << text
            );
        }
    }
}

BOOST_AUTO_TEST_CASE(number_words_in_ordinary_language_are_left) {
    for (const char* text :
         {"one of the two, three or four of us",
          "un dos tres",
          "sei tu?",
          "we need six or seven",
          "eins nach dem anderen",
          "der sechs Jahre alte Hund"})
        BOOST_TEST(Detector({}).scan(text, {}, "").empty(), text);
}

}  // namespace bowline::detect
