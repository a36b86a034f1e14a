#include "connector/stages/class_words.h"

#include <algorithm>

namespace bowline::stages {

namespace {

// clang-format off
constexpr ClassWords kWords[] = {
    {"bank_account", {"bank account", "Bankkonto", "cuenta bancaria", "conta bancária", "compte bancaire", "conto bancario", "bankrekening", "बैंक खाता", "حساب بنكي"}},
    {"card_expiry", {"card expiry", "Kartenablauf", "caducidad de la tarjeta", "validade do cartão", "expiration de la carte", "scadenza della carta", "vervaldatum van de kaart", "कार्ड की समाप्ति", "انتهاء البطاقة"}},
    {"card_security_code", {"card security code", "Kartenprüfnummer", "código de seguridad", "código de segurança", "cryptogramme", "codice di sicurezza", "veiligheidscode", "कार्ड सुरक्षा कोड", "رمز أمان البطاقة"}},
    {"crypto_address", {"wallet address", "Wallet-Adresse", "dirección de monedero", "endereço de carteira", "adresse de portefeuille", "indirizzo di portafoglio", "walletadres", "वॉलेट पता", "عنوان المحفظة"}},
    {"date_of_birth", {"date of birth", "Geburtsdatum", "fecha de nacimiento", "data de nascimento", "date de naissance", "data di nascita", "geboortedatum", "जन्म तिथि", "تاريخ الميلاد"}},
    {"device_id", {"device number", "Gerätenummer", "número de dispositivo", "número do dispositivo", "numéro d'appareil", "numero del dispositivo", "apparaatnummer", "उपकरण संख्या", "رقم الجهاز"}},
    {"driving_licence", {"driving licence", "Führerschein", "permiso de conducir", "carta de condução", "permis de conduire", "patente di guida", "rijbewijs", "ड्राइविंग लाइसेंस", "رخصة القيادة"}},
    {"email", {"e-mail address", "E-Mail-Adresse", "dirección de correo", "endereço de e-mail", "adresse e-mail", "indirizzo e-mail", "e-mailadres", "ई-मेल पता", "عنوان بريد"}},
    {"health_id", {"health number", "Versichertennummer", "número sanitario", "número de saúde", "numéro de santé", "numero sanitario", "zorgnummer", "स्वास्थ्य संख्या", "الرقم الصحي"}},
    {"iban", {"IBAN", "IBAN", "IBAN", "IBAN", "IBAN", "IBAN", "IBAN", "IBAN", "آيبان"}},
    {"ip_address", {"IP address", "IP-Adresse", "dirección IP", "endereço IP", "adresse IP", "indirizzo IP", "IP-adres", "IP पता", "عنوان IP"}},
    {"mac_address", {"MAC address", "MAC-Adresse", "dirección MAC", "endereço MAC", "adresse MAC", "indirizzo MAC", "MAC-adres", "MAC पता", "عنوان MAC"}},
    {"national_id", {"identity number", "Ausweisnummer", "documento de identidad", "documento de identidade", "numéro d'identité", "numero d'identità", "identiteitsnummer", "पहचान संख्या", "رقم الهوية"}},
    {"passport", {"passport", "Reisepass", "pasaporte", "passaporte", "passeport", "passaporto", "paspoort", "पासपोर्ट", "جواز السفر"}},
    {"payment_card", {"payment card", "Zahlungskarte", "tarjeta de pago", "cartão de pagamento", "carte de paiement", "carta di pagamento", "betaalkaart", "भुगतान कार्ड", "بطاقة دفع"}},
    {"person_name", {"name", "Name", "nombre", "nome", "nom", "nome", "naam", "नाम", "اسم"}},
    {"pet_microchip", {"microchip", "Mikrochip", "microchip", "microchip", "puce électronique", "microchip", "chipnummer", "माइक्रोचिप", "شريحة"}},
    {"phone", {"phone number", "Telefonnummer", "número de teléfono", "número de telefone", "numéro de téléphone", "numero di telefono", "telefoonnummer", "फ़ोन नंबर", "رقم هاتف"}},
    {"postcode", {"postcode", "Postleitzahl", "código postal", "código postal", "code postal", "codice postale", "postcode", "पिन कोड", "الرمز البريدي"}},
    {"secret", {"password or code", "Passwort oder Code", "contraseña o código", "senha ou código", "mot de passe ou code", "password o codice", "wachtwoord of code", "पासवर्ड या कोड", "كلمة مرور أو رمز"}},
    {"street_address", {"street address", "Anschrift", "dirección", "morada", "adresse postale", "indirizzo", "straat en huisnummer", "पता", "عنوان السكن"}},
    {"tax_id", {"tax number", "Steuernummer", "número fiscal", "número fiscal", "numéro fiscal", "codice fiscale", "belastingnummer", "कर संख्या", "الرقم الضريبي"}},
    {"vehicle", {"vehicle number", "Fahrzeugnummer", "matrícula", "matrícula", "immatriculation", "targa", "kenteken", "वाहन संख्या", "رقم المركبة"}},
};
// clang-format on

std::size_t columnOf(std::string_view language) {
    const auto found = std::ranges::find(kClassLanguages, language.substr(0, 2));
    return found == kClassLanguages.end()
               ? 0
               : static_cast<std::size_t>(found - kClassLanguages.begin());
}

}  // namespace

std::span<const ClassWords> allClassWords() {
    return kWords;
}

std::string_view classWord(std::string_view cls, std::string_view language) {
    const auto* const row = std::ranges::find(kWords, cls, &ClassWords::cls);
    return row == std::end(kWords) ? cls : row->words[columnOf(language)];
}

}  // namespace bowline::stages
