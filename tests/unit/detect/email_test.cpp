// E-mail addresses in texts.
#include "tests/unit/detect/scanned.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace bowline::detect {

namespace {

using Row = ScannedRow;

const Row kRows[] = {
    {"plain", "write to maria@example.com please", "email<maria@example.com>"},
    {"at the end of a sentence", "It is maria@example.com.", "email<maria@example.com>"},
    {"tag and dots", "maria.l+shop@mail.example.co.uk", "email<maria.l+shop@mail.example.co.uk>"},
    {"in brackets", "<maria@example.com>", "email<maria@example.com>"},
    {"full width", "maria＠example．com", "email<maria＠example．com>"},
    {"zero-width inside", "maria@exam\u200Bple.com", "email<maria@exam\u200Bple.com>"},
    {"umlauts", "jürgen@bücher.example", "email<jürgen@bücher.example>"},
    {"emoji behind", "maria@example.com😀", "email<maria@example.com>"},
    {"Chinese behind", "maria@example.com请", "email<maria@example.com>"},
    {"two", "a.b@example.com,c.d@example.org", "email<a.b@example.com> email<c.d@example.org>"},
    {"no domain", "meet me @ 5", ""},
    {"handle", "follow @bowline", ""},
    {"no top level", "root@localhost", ""},
    {"digits for a top level", "a@1.2", ""},
    {"two dots", "a@b..com", ""},
};

}  // namespace

BOOST_DATA_TEST_CASE(
    addresses_are_found_with_their_exact_borders, boost::unit_test::data::make(kRows), row
) {
    BOOST_TEST(scanned(row.text) == row.expected);
}

}  // namespace bowline::detect
