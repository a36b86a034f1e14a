// Accounts, machines, currencies, secrets and dates: what is found and what only looks like it.
// Published examples and made-up values only.
#include "tests/unit/detect/scanned.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace bowline::detect {

namespace {

using Row = ScannedRow;

const Row kAccounts[] = {
    {"IBAN in groups",
     "to DE89 3704 0044 0532 0130 00 please",
     "iban<DE89 3704 0044 0532 0130 00>"},
    {"IBAN in small letters", "gb82 west 1234 5698 7654 32", "iban<gb82 west 1234 5698 7654 32>"},
    {"IBAN with dashes", "NL91-ABNA-0417-1643-00", "iban<NL91-ABNA-0417-1643-00>"},
    {"IBAN behind Chinese", "账号DE89370400440532013000", "iban<DE89370400440532013000>"},
    {"IBAN with O and l for digits",
     "DE89 37O4 OO44 O532 Ol3O OO",
     "iban<DE89 37O4 OO44 O532 Ol3O OO>"},
    {"IBAN with full-width digits",
     "DE８９３７０４００４４０５３２０１３０００",
     "iban<DE８９３７０４００４４０５３２０１３０００>"},
    {"IBAN with a slip, called one", "IBAN DE89370400440532013001", "iban<DE89370400440532013001>"},
    {"IBAN with a slip, called nothing", "DE89370400440532013001", ""},
    {"IBAN of a country that has none", "US89 3704 0044 0532 0130 00", ""},
    {"routing number", "routing number 111000025", "bank_account<111000025>"},
};

const Row kMachines[] = {
    {"IPv4", "my ip is 192.0.2.44.", "ip_address<192.0.2.44>"},
    {"IPv4 with a port", "at 192.0.2.44:8080", "ip_address<192.0.2.44>"},
    {"IPv6", "2001:db8:99ec::baf2", "ip_address<2001:db8:99ec::baf2>"},
    {"IPv6 in full", "2001:db8:0:0:0:0:0:1 is it", "ip_address<2001:db8:0:0:0:0:0:1>"},
    {"IPv6 with an IPv4", "::ffff:192.0.2.1", "ip_address<::ffff:192.0.2.1>"},
    {"version", "version 10.3.57.4 of the app", ""},
    {"a number too large", "10.3.57.403", ""},
    {"time of day", "at 12:45:21", ""},
    {"C++", "std::cout", ""},
    {"MAC with colons", "00:00:5E:00:53:AF", "mac_address<00:00:5E:00:53:AF>"},
    {"MAC with dashes", "00-00-5e-00-53-af", "mac_address<00-00-5e-00-53-af>"},
    {"MAC in three parts", "0000.5e00.53af", "mac_address<0000.5e00.53af>"},
    {"MAC of letters alone", "AA:BB:CC:DD:EE:FF", "mac_address<AA:BB:CC:DD:EE:FF>"},
    {"MAC of everybody", "ff:ff:ff:ff:ff:ff", ""},
};

const Row kCurrencies[] = {
    {"Bitcoin",
     "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
     "crypto_address<1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa>"},
    {"Bitcoin with a slip", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", ""},
    {"segregated witness",
     "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
     "crypto_address<bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4>"},
    {"segregated witness in capitals",
     "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
     "crypto_address<BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4>"},
    {"Ethereum",
     "0x000000000000000000000000000000000000dEaD",
     "crypto_address<0x000000000000000000000000000000000000dEaD>"},
};

const Row kSecrets[] = {
    {"password", "my password is Luna1646!", "secret<Luna1646!>"},
    {"password with a colon", "Passwort: geheimnis", "secret<geheimnis>"},
    {"password that is a complaint", "my password is wrong", ""},
    {"PIN", "pin 9646", "secret<9646>"},
    {"PIN in Spanish", "mi contraseña es rex799", "secret<rex799>"},
    {"code that came", "the code I received is 7878", "secret<7878>"},
    {"code in a message", "123456 is your verification code", "secret<123456>"},
    {"promotion code", "promo code SAVE2026", ""},
    {"postal code", "postal code 10115", "postcode<10115>"},
    {"security code of a card",
     "4111 1111 1111 1111 cvv 123",
     "payment_card<4111 1111 1111 1111> card_security_code<123>"},
    {"JSON web token",
     "eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl",
     "secret<eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl>"},
    {"key of a service", "use AKIAIOSFODNN7EXAMPLE there", "secret<AKIAIOSFODNN7EXAMPLE>"},
    {"password in an address",
     "ftp://anna:tulip@example.org/x",
     "secret<anna:tulip> email<@example.org>"},
    {"token in an address", "https://example.org/r?id=7&token=ab12cd34ef", "secret<ab12cd34ef>"},
    {"private key",
     "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY----- ok",
     "secret<-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY----->"},
};

const Row kDates[] = {
    {"birth", "born 23.05.1970", "date_of_birth<23.05.1970>"},
    {"birth in German", "geboren am 3. März 1970", "date_of_birth<3. März 1970>"},
    {"birth, month first", "dob: March 3, 1970", "date_of_birth<March 3, 1970>"},
    {"a date of something else", "delivered on 23.05.2026", ""},
    {"a birth far away",
     "born in a small town by the sea, where nobody came but the post, on 23.05.2026",
     ""},
    {"card's end",
     "4111 1111 1111 1111 exp 08/27",
     "payment_card<4111 1111 1111 1111> card_expiry<08/27>"},
    {"a fraction", "08/27 of them", ""},
};

const Row kTravelDocuments[] = {
    {"both lines of a passport",
     "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
     "passport<P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<> "
     "passport<L898902C36UTO7408122F1204159ZE184226B<<<<<10>"},
    {"an arrow", "look << here", ""},
    {"a stream of C++", "std::cout<<A<<B<<C", ""},
};

const Row kDisguises[] = {
    {"English words",
     "four one one one one one one one one one one one one one one one",
     "payment_card<four one one one one one one one one one one one one one one one>"},
    {"doubles",
     "card: four triple one double one, double one double one double one double one double one",
     "payment_card<four triple one double one, double one double one double one double one double "
     "one>"},
    {"German words",
     "ruf an: null eins fünf fünf fünf null eins null null eins zwei drei",
     "phone<null eins fünf fünf fünf null eins null null eins zwei drei>"},
    {"words for a number that nobody names",
     "dois zero um zero quatro um três dois zero três",
     "phone<dois zero um zero quatro um três dois zero três>"},
    {"IBAN with all spaced out",
     "to D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0",
     "iban<D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0>"},
    {"few words are language", "one two three of them", ""},
    {"O and l", "card 4lll llll 11II 1I1l", ""},
    {"O and l among digits", "card 4l11 11ll 1111 1I11", "payment_card<4l11 11ll 1111 1I11>"},
    {"I is a word", "I 12 of them", ""},
    {"l behind two blanks", "card 4111 1111 1111  l 111", "payment_card<4111 1111 1111  l 111>"},
    {"l before two blanks", "card 4111 1111 1111 l  111", "payment_card<4111 1111 1111 l  111>"},
};

void holds(const Row& row) {
    BOOST_TEST(scanned(row.text) == row.expected);
}

}  // namespace

BOOST_DATA_TEST_CASE(accounts, boost::unit_test::data::make(kAccounts), row) {
    holds(row);
}
BOOST_DATA_TEST_CASE(addresses_of_machines, boost::unit_test::data::make(kMachines), row) {
    holds(row);
}
BOOST_DATA_TEST_CASE(addresses_of_currencies, boost::unit_test::data::make(kCurrencies), row) {
    holds(row);
}
BOOST_DATA_TEST_CASE(secrets, boost::unit_test::data::make(kSecrets), row) {
    holds(row);
}
BOOST_DATA_TEST_CASE(dates, boost::unit_test::data::make(kDates), row) {
    holds(row);
}
BOOST_DATA_TEST_CASE(
    lines_that_machines_read, boost::unit_test::data::make(kTravelDocuments), row
) {
    holds(row);
}
BOOST_DATA_TEST_CASE(disguises, boost::unit_test::data::make(kDisguises), row) {
    holds(row);
}

BOOST_AUTO_TEST_CASE(a_key_is_found_behind_words_of_any_length) {
    const std::string key = "ghp_" + std::string(36, '7');
    for (std::size_t size = 0; size < 40; ++size) {
        const std::string before(size, 'x');
        BOOST_TEST(scanned(before + " " + key + " x") == "secret<" + key + ">", size);
        BOOST_TEST(scanned(before + "  in " + key) == "secret<" + key + ">", size);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_long_run_of_digits_is_read_as_it_stands) {
    const OwnClass digits{"digits", "[0-9]{3}", {}, {}};
    BOOST_TEST(scanned("one two three", {}, "", {digits}).empty());
    const OwnClass zeros{"zeros", "0{5}", {}, {}};
    BOOST_TEST(scanned("123456 OoOoOoOoO 7", {}, "", {zeros}).empty());
    BOOST_TEST(scanned("12345678OOOOO9", {}, "", {zeros}) == "zeros<OOOOO>");
}

}  // namespace bowline::detect
