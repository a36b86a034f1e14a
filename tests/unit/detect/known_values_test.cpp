// Values of the contact that are known before the text is read.
#include "connector/detect/common_words.h"
#include "tests/unit/detect/scanned.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace bowline::detect {

namespace {

struct Row {
    const char* why;
    const char* name;
    const char* text;
    const char* expected;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.why;
}

const Row kNames[] = {
    {"whole name", "Maria Lopez", "I am Maria Lopez.", "contact_name<Maria Lopez>"},
    {"first name alone", "Maria Lopez", "regards, maria", "contact_name<maria>"},
    {"without accents", "José Muñoz", "jose munoz", "contact_name<jose munoz>"},
    {"with accents", "Jose Munoz", "José Muñoz", "contact_name<José Muñoz>"},
    {"decomposed accents", "José", "Jose\u0301 here", "contact_name<Jose\u0301>"},
    {"capitals", "Maria", "MARIA!", "contact_name<MARIA>"},
    {"styled letters", "Maria", "𝐌𝐚𝐫𝐢𝐚", "contact_name<𝐌𝐚𝐫𝐢𝐚>"},
    {"name with emoji", "🌸 Maria 🌸", "it's Maria", "contact_name<Maria>"},
    {"Cyrillic", "Мария", "это мария", "contact_name<мария>"},
    {"Chinese inside a sentence", "王小明", "我是王小明的妻子", "contact_name<王小明>"},
    {"inside another word", "Maria", "mariachi band", ""},
    {"everyday word in a sentence", "Will", "I will come and Will stays", "contact_name<Will>"},
    {"everyday word opens a sentence", "Will", "Will you come? Will it rain", ""},
    {"hostile: the", "the", "the order for the dog", ""},
    {"two letters", "An", "An apple and an egg for An", ""},
    {"one letter", "J", "J is here", ""},
    {"digits only, few", "1234", "order 1234", ""},
    {"common part of a name",
     "Grace Hopperly",
     "grace period for Hopperly",
     "contact_name<Hopperly>"},
    {"empty", "", "anything", ""},
};

struct Number {
    const char* why;
    const char* text;
    const char* expected;
};
std::ostream& operator<<(std::ostream& out, const Number& row) {
    return out << row.why;
}

const Number kNumbers[] = {
    {"international", "+4915550100123", "phone<+4915550100123>"},
    {"without plus", "4915550100123", "phone<4915550100123>"},
    {"national without a region", "015550100123", "phone<015550100123>"},
    {"strange groups", "01 555-01.00/123", "phone<01 555-01.00/123>"},
    {"commas between", "0,1,5,5,5,0,1,0,0,1,2,3", "phone<0,1,5,5,5,0,1,0,0,1,2,3>"},
    {"emoji between", "0155📞501📞00123", "phone<0155📞501📞00123>"},
    {"inside a longer run", "ref99915550100123", "phone<915550100123>"},
    {"another number", "ref 15550100124", ""},
    {"words between", "0155 then 501 then 00123", ""},
};

}  // namespace

BOOST_DATA_TEST_CASE(
    the_contacts_name_is_found_but_everyday_words_stay, boost::unit_test::data::make(kNames), row
) {
    BOOST_TEST(scanned(row.text, {knownName(row.name)}) == row.expected);
}

BOOST_DATA_TEST_CASE(
    the_contacts_number_is_found_in_every_form, boost::unit_test::data::make(kNumbers), row
) {
    BOOST_TEST(scanned(row.text, {knownPhone("+4915550100123")}) == row.expected);
}

BOOST_AUTO_TEST_CASE(a_short_national_number_is_found_without_its_calling_code) {
    BOOST_TEST(scanned("call 555 1234", {knownPhone("+3545551234")}) == "phone<555 1234>");
}

BOOST_AUTO_TEST_CASE(a_display_name_that_is_a_number_is_a_known_number) {
    BOOST_TEST(
        scanned("ref 155 50100123", {knownName("+49 155 50100123")}) == "contact_name<155 50100123>"
    );
}

BOOST_AUTO_TEST_CASE(a_known_address_is_found_in_any_case_even_without_a_top_level_domain) {
    const std::vector<KnownValue> known{{"email", FoundValue("maria@intranet")}};
    BOOST_TEST(scanned("MARIA@INTRANET", known) == "email<MARIA@INTRANET>");
}

BOOST_AUTO_TEST_CASE(an_address_that_contains_the_name_stays_one_address) {
    BOOST_TEST(
        scanned("maria.lopez@example.com", {knownName("Maria Lopez")}) ==
        "email<maria.lopez@example.com>"
    );
}

BOOST_AUTO_TEST_CASE(everyday_words_are_looked_up_in_lower_case) {
    for (const char* word : {"the", "zero", "order", "bestellung", "pedido", "your"}) {
        BOOST_TEST_CONTEXT(word) {
            BOOST_TEST(isCommonWord(word) == (std::string(word) != "zero"));
        }
    }
    BOOST_TEST(!isCommonWord("hopperly"));
    BOOST_TEST(!isCommonWord(""));
}

}  // namespace bowline::detect
