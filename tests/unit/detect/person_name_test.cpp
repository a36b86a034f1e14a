// Names beside a form of address or an introduction, and what only looks like them.
#include "tests/unit/detect/scanned.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

namespace bowline::detect {

namespace {

using Row = ScannedRow;

const Row kNames[] = {
    {"English", "Mrs Smith called", "Smith"},
    {"a dot", "ask Mr. Jones please", "Jones"},
    {"two names", "Ms Ann Example will come", "Ann Example"},
    {"initials", "Dr. J. R. Example", "J. R. Example"},
    {"whose", "Mrs Smith's dog", "Smith"},
    {"the next sentence", "I saw Mr Lee. Cats like him", "Lee"},
    {"a surname that is a word", "Mr Brown", "Brown"},
    {"in capitals", "ASK MRS SMITH NOW", "SMITH"},
    {"a form in capitals before a word", "MS Word does not start", ""},
    {"German", "Hallo Frau Müller, mein Hund", "Müller"},
    {"German titles", "Herr Prof. Dr. med. Klein sagt", "Klein"},
    {"German, declined", "bei Herrn von Beispiel", "von Beispiel"},
    {"German with its article", "die Frau Müller hat gesagt", "Müller"},
    {"somebody's wife", "meine Frau Geburtstag hat", ""},
    {"Dutch", "mevrouw van der Berg belt", "van der Berg"},
    {"Spanish", "hablé con la señora López", "López"},
    {"Spanish, abbreviated", "el Sr. García de la Vega", "García de la Vega"},
    {"Spanish Don", "pregunte por Don Carlos", "Carlos"},
    {"Portuguese", "a Dra. Ana Souza disse", "Ana Souza"},
    {"French", "Mme Dupont et monsieur Leroy", "Dupont|Leroy"},
    {"Italian", "ho parlato con il Dott. Bianchi", "Bianchi"},
    {"Polish", "dla pani Nowak", "Nowak"},
    {"Turkish, behind the name", "Ayşe Hanım aradı", "Ayşe"},
    {"hours", "24 hr Hotline of yours", ""},
    {"a number before the form", "at 5 Mr Smith came", "Smith"},
    {"somebody is missed", "I miss Berlin", ""},
    {"a young lady", "ask Miss Example", "Example"},
    {"a street", "125 Main Dr Springfield", ""},
    {"a doctor at the end", "I need a Dr. The cat is ill", ""},
    {"small letters", "mr nobody and frau ist", ""},
    {"an accent is no capital", "frau über 50", ""},
    {"an older one", "John Smith Sr Engineer", ""},
    {"introduced", "my name is Ana Example", "Ana Example"},
    {"introduced, shortly", "my name's Ana", "Ana"},
    {"introduced in a form", "Name: Ana Example", "Ana Example"},
    {"introduced in columns", "Name:     Ana Example\nAge:      5", "Ana Example"},
    {"introduced in German", "ich heiße Max Beispiel", "Max Beispiel"},
    {"mein Name", "mein Name ist Max", "Max"},
    {"introduced in Spanish", "me llamo Ana", "Ana"},
    {"mi nombre", "mi nombre es Luis", "Luis"},
    {"introduced in French", "je m'appelle Anne", "Anne"},
    {"introduced in Italian", "mi chiamo Luca", "Luca"},
    {"il mio nome", "il mio nome è Luca", "Luca"},
    {"introduced in Portuguese", "o meu nome é Ana", "Ana"},
    {"a thing's name", "the file name is Report", ""},
    {"a name that nobody tells", "my name is not important", ""},
    {"a thing's name at the beginning", "Name is Report", ""},
    {"a letter alone", "ask Mr X then", ""},
    {"more names than anybody has", "Mr Ann Bea Carla Dora", "Ann Bea Carla"},
    {"the sentence before a form", "Tamam. Hanım aradı", ""},
    {"a form at the end of a sentence", "I saw the professor. Cats like him", ""},
    {"a form in capitals, a name that is not", "MR Smith", ""},
    {"two in a row", "Mr Ann Mrs Bea", "Ann|Bea"},
    {"again, without the form", "Mrs Marsh is ill. Can MARSH come?", "Marsh|MARSH"},
    {"again, but a word", "Mr Brown wants brown shoes", "Brown"},
    {"nothing behind it", "Dear Mr", ""},
    {"a number behind it", "mr 5", ""},
};

/// The values alone, parted by bars.
std::string namesIn(const std::string& text) {
    std::string names;
    for (const auto& finding : Detector({}).scan(text, {}, "")) {
        if (finding.cls == "person_name")
            names += (names.empty() ? "" : "|") +
                     text.substr(finding.span.begin, finding.span.end - finding.span.begin);
    }
    return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(person_names)

BOOST_DATA_TEST_CASE(a_name_is_told_by_the_words_around_it, kNames, row) {
    BOOST_TEST(namesIn(row.text) == row.expected);
}

BOOST_AUTO_TEST_CASE(the_contacts_own_name_is_hers_and_the_rest_of_it_too) {
    BOOST_TEST(
        scanned("Mrs Anna Example here", {knownName("Anna")}) == "contact_name<Anna Example>"
    );
}

BOOST_AUTO_TEST_CASE(what_has_a_shape_goes_first) {
    BOOST_TEST(scanned("Frau ana.example@example.org") == "email<ana.example@example.org>");
}

BOOST_AUTO_TEST_CASE(thousands_of_forms_of_address_cost_little) {
    std::string text;
    for (int i = 0; i < 20'000; ++i)
        text += "Mrs Ab ";
    BOOST_TEST(!Detector({}).scan(text, {}, "").empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::detect
