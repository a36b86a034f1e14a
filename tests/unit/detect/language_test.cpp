// Which language a message is in, and when nobody can tell.
#include "connector/detect/language.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using bowline::detect::languageOf;

namespace {

struct Case {
    const char* text;
    const char* language;
    friend std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.text; }
};

constexpr Case kCases[] = {
    {"When do you open on Saturday?", "en"},
    {"my order has not arrived, where is it", "en"},
    {"Wann haben Sie am Samstag geöffnet?", "de"},
    {"BITTE UM RÜCKRUF", "de"},
    {"¿Cuándo llega mi pedido?", "es"},
    {"Hola, buenos días, necesito una cita", "es"},
    {"Olá, bom dia, vocês têm horário para amanhã? obrigado", "pt"},
    {"meu cartão não passou", "pt"},
    {"Bonjour, où est ma commande ?", "fr"},
    {"C'est pour le rendez-vous de mardi", "fr"},
    {"Buongiorno, vorrei un appuntamento", "it"},
    {"quando arriva il mio ordine?", "it"},
    {"Goedemorgen, wanneer is mijn bestelling er?", "nl"},
    {"ik heb nog geen antwoord", "nl"},
    {"मेरा ऑर्डर कब आएगा?", "hi"},
    {"متى يصل طلبي؟", "ar"},
    {"سفارش من کجاست؟", ""},
    {"", ""},
    {"12345", ""},
    {"👍👍", ""},
    {"Ana Example", ""},
    {"ORD-123456", ""},
    {"Где мой заказ?", ""},
    {"\xFF\xC3(", ""},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_text_tells_its_language, boost::unit_test::data::make(kCases), c) {
    BOOST_TEST(languageOf(c.text) == c.language);
}
