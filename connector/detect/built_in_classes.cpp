#include "connector/detect/built_in_classes.h"

namespace bowline::detect {

namespace {

// clang-format off
constexpr BuiltInClass kClasses[] = {
    {"bank_account", "account numbers beside a word about banks, routing numbers of the USA"},
    {"card_expiry", "month and year behind a card, or behind a word about its end"},
    {"card_security_code", "three or four digits behind `cvv` or a word like it"},
    {"contact_card", "a contact that somebody sent: all of it"},
    {"contact_name", "the names by which the contact is known, where they stand in a text"},
    {"crypto_address", "addresses of Bitcoin (with check) and of Ethereum"},
    {"date_of_birth", "a date near a word about birth"},
    {"device_id", "IMEI of telephones"},
    {"driving_licence", "numbers of driving licences, beside a word about them or of a shape of their own"},
    {"email", "e-mail addresses"},
    {"health_id", "numbers of patients, insured people and doctors (NHS, MBI, NPI, KVNR and more)"},
    {"iban", "international account numbers of all countries that have them"},
    {"ip_address", "addresses of machines, IPv4 and IPv6"},
    {"location", "a place that somebody sent: all of it"},
    {"mac_address", "hardware addresses"},
    {"national_id", "identity and insurance numbers of some sixty countries, by their check digits"},
    {"passport", "passport numbers beside a word about them, and the lines at its foot that machines read"},
    {"payment_card", "card numbers, by issuer, length and check digit; near a word about cards by check digit"},
    {"person_name", "names behind a form of address or where somebody tells hers; not the contact's own, which are `contact_name`"},
    {"pet_microchip", "transponders of animals, by maker or country beside a word about them"},
    {"phone", "telephone numbers: international ones, and national ones of the sender's country"},
    {"postcode", "postal codes of Great Britain, the Netherlands and Canada by shape, others behind a word about them"},
    {"secret", "passwords, PINs and one-time codes beside a word about them, keys of services, tokens, private keys"},
    {"street_address", "streets with a house number, as English, Germanic, Romance and Polish addresses are written"},
    {"tax_id", "tax and company numbers of some sixty countries, by their check digits"},
    {"vehicle", "number plates and vehicle identification numbers"},
};
// clang-format on

}  // namespace

std::span<const BuiltInClass> allBuiltInClasses() {
    return kClasses;
}

}  // namespace bowline::detect
