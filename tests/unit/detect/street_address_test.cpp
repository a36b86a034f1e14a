// Streets and postal codes as people write them in chats, and what only looks like them.
#include "tests/unit/detect/scanned.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace bowline::detect {

namespace {

using Row = ScannedRow;

const Row kStreets[] = {
    {"English", "send it to 1100 Valley House Drive please", "1100 Valley House Drive"},
    {"English in small letters", "i live at 2455 bennett valley road", "2455 bennett valley road"},
    {"a range of houses", "12-14 Market Street", "12-14 Market Street"},
    {"abbreviated, with a flat", "7200 Bancroft Ave # 125C ok", "7200 Bancroft Ave # 125C"},
    {"with a letter, and a flat behind a comma",
     "45b Quail Court, Apt. 20",
     "45b Quail Court, Apt. 20"},
    {"a doubtful word in an address", "my address is 12 valley drive", "12 valley drive"},
    {"German", "Lieferung an Hauptstraße 5, danke", "Hauptstraße 5"},
    {"German, abbreviated", "wohne Koepenicker Str. 74", "Koepenicker Str. 74"},
    {"two houses", "Hauptstraße 3-5", "Hauptstraße 3-5"},
    {"house, stairs and door", "Mariahilfer Straße 5/2/12", "Mariahilfer Straße 5/2/12"},
    {"a long number behind a dash", "Hauptstraße 5-12345", ""},
    {"German way", "Am Rosenweg 12a", "Rosenweg 12a"},
    {"Dutch", "Asselsestraat 7", "Asselsestraat 7"},
    {"Danish", "Søndergade 52", "Søndergade 52"},
    {"Finnish", "Koskikatu 25", "Koskikatu 25"},
    {"Italian", "abito in via Roma 131", "via Roma 131"},
    {"Spanish", "Calle de la Rosa, 5", "Calle de la Rosa, 5"},
    {"Portuguese", "Rua das Flores 23", "Rua das Flores 23"},
    {"French", "livrez au 31 rue de la Paix merci", "31 rue de la Paix"},
    {"French with its accent", "12, allée Victor Hugo", "12, allée Victor Hugo"},
    {"Polish", "ul. Jasna 5", "ul. Jasna 5"},
    {"digits of another script", "Hauptstraße ５", "Hauptstraße ５"},
    {"the next sentence", "12 Main Street. Market Street is closed", "12 Main Street"},
    {"a number of the sentence before", "I took 12 of Green. Main Street is closed", ""},
    {"a number of the next sentence", "Via Roma. Poi 5 giorni", ""},
    {"an abbreviation within", "12 St. Mary Street", "12 St. Mary Street"},
    {"a street without a number", "the shop in Market Street", ""},
    {"a number without a street", "12 boxes of food", ""},
    {"on its way", "5 days on the way", ""},
    {"a road as others use it", "it took 3 hours by road", ""},
    {"a doubtful word alone", "2 nice place", ""},
    {"by a bank", "it costs 12 euros via Klarna 2 days ago", ""},
    {"Italian in a town", "via Roma 131 Milano", "via Roma 131"},
    {"by mail", "sent via email 2 times", ""},
    {"a year behind a capital", "During 2017", ""},
    {"an amount", "Hauptstraße 5,50 EUR", ""},
    {"six digits", "123456 Main Street", ""},
    {"the end of a decimal", "3.45 Main Street", ""},
    {"little words alone", "calle de la 5", ""},
    {"a street as such", "in der straße 5 Leute", ""},
    {"small letters at a doubtful end", "der hinweg 30 minuten", ""},
    {"a time", "Rosenweg 10:30", ""},
    {"behind an order", "order 4711-12 Main thing", ""},
};

const Row kCodes[] = {
    {"British", "to SW1A 1AA please", "SW1A 1AA"},
    {"British in small letters", "to sw1a 1aa please", "sw1a 1aa"},
    {"British in one", "to EC1A1BB.", "EC1A1BB"},
    {"Dutch", "1012 AB Amsterdam", "1012 AB"},
    {"Canadian", "K1A 0B1", "K1A 0B1"},
    {"German behind its word", "PLZ 10115 Berlin", "10115"},
    {"American behind its word", "zip code: 98010-5582", "98010-5582"},
    {"Brazilian behind its word", "codigo postal 01310-100", "01310-100"},
    {"five digits", "order 10115 please", ""},
    {"seven digits behind a word", "zip 1011512", ""},
    {"a weight", "1000 KG of it", ""},
    {"a tail of something else", "zip 98010-55823", ""},
    {"part of a code", "X-SW1A 1AA", ""},
    {"a longer word", "SW1A 1AAB", ""},
};

std::string of(std::string_view cls, std::string_view value) {
    return value.empty() ? "" : std::string(cls) + "<" + std::string(value) + ">";
}

}  // namespace

BOOST_DATA_TEST_CASE(streets, boost::unit_test::data::make(kStreets), row) {
    BOOST_TEST(scanned(row.text) == of("street_address", row.expected));
}

BOOST_DATA_TEST_CASE(postal_codes, boost::unit_test::data::make(kCodes), row) {
    BOOST_TEST(scanned(row.text) == of("postcode", row.expected));
}

BOOST_AUTO_TEST_CASE(what_has_an_exact_shape_is_taken_out_of_a_street) {
    BOOST_TEST(
        scanned("1100 Quetzalia Drive", {knownName("Quetzalia")}) ==
        "street_address<1100 > contact_name<Quetzalia> street_address< Drive>"
    );
    BOOST_TEST(scanned("ring +4915550100123 Main Street") == "phone<+4915550100123>");
    BOOST_TEST(
        scanned("12 Main Street, SW1A 1AA") == "street_address<12 Main Street> postcode<SW1A 1AA>"
    );
}

}  // namespace bowline::detect
