// The table of words. Lower case, without accents ("ue" forms of German umlauts stand beside), a
// '*' for all that begins so. Names of identifiers are the official ones of their countries.
#include "connector/detect/cues.h"

namespace bowline::detect {

// clang-format off
std::vector<CueWords> cueWords() {
    return {
        // English, German, Dutch, Spanish, Portuguese, French, Italian, then others.
        {Cue::Phone, "phone* telephone* call calling calls dial mobile mob cell cellphone whatsapp wa tel fax sms reach "
                     "callback ring contact* answering hotline landline extension voicemail "
                     "telefon* handy* mobil* anruf* anrufen ruf rufen ruckruf* rueckruf* festnetz durchwahl erreich* "
                     "bel bellen mobiel* telefoon* nummer* "
                     "llama* llame* movil* telefono* celular* "
                     "liga ligue ligar telemovel* telefone* "
                     "appel* portable* telephon* joindre rappel* "
                     "chiama* cellulare* telefonare recapito "
                     "tlf puhelin* numer* telefonnr gsm cep telepono selpon selphone"},
        {Cue::Phone | Cue::Number, "number* numero* num nr"},
        {Cue::Number, "no nos n nro nummero"},

        {Cue::Card, "card* credit* debit* visa mastercard amex maestro cc "
                    "karte* kreditkart* kaart* creditcard* tarjeta* cartao carte* carta* karta karty kort*"},
        {Cue::SecurityCode, "cvv cvc cvv2 cvc2 csc cvn cid prufnummer pruefnummer kartenprufnummer kartenpruefnummer cryptogramme"},
        {Cue::Expiry, "exp expiry expires expiration valid gultig gueltig ablauf* vence vencimiento validade expire scadenza vervalt verval*"},
        {Cue::Bank, "iban bank* routing aba konto kontonummer* bankkonto* rekeningnummer* bankrekening* sort wire ueberweis* uberweis* "
                    "clabe bic swift banca* bancari* bancaire* rib"},
        {Cue::Account, "account* transfer* rekening cuenta* conta compte* conto"},

        {Cue::Id, "id ids ident* identity national social security insurance citizen* resident* registration "
                  "ausweis* sozialversicherung* versicherung* personal* identit* "
                  "burger* identificacion identificac* documento* seguridad "
                  "securite sociale identifiant* codice"},
        {Cue::Tax, "tax taxes taxpayer vat steuer* belasting* impuesto* fiscal* fiscale contribuinte impot* "
                   "company business employer organisation* organization* mwst"},
        {Cue::Health, "health medical patient* krankenkasse* sanitaria doctor* arzt* prescri* rezept* provider*"},
        {Cue::Id | Cue::IdName, "dni nif nie cif ssn itin ein tin npi dea mbi nino ssid utr tfn abn acn ird sin pesel nip regon bsn "
                  "rijksregister* niss insz cpf cnpj cuit cuil curp rfc rut run nit ruc rif cedula* "
                  "aadhaar aadhar pan gstin gst epic voter* uid ahv avs personnummer* personnr cpr hetu henkilotunnus* fodselsnummer* "
                  "orgnr organisationsnummer* oib jmbg emso egn cnp rodne kimlik tckn vkn amka afm "
                  "siren siret nir insee partita codicefiscale nric fin uen nik npwp ktp mynumber rrn brn tckimlik "
                  "idnr steuerid* steuernummer* sozialversicherungsnummer* kennitala pps ppsn cnic mst inn snils egrul "
                  "isikukood asmens oasis ahvnr svnr uin teudat zehut edrpou pinfl "
                  "nhs medicare btw ust ustid* tva iva nas frn tnin kvnr egk lanr arztnummer* steueridentifikation* "
                  "ytunnus mykad hkid trn iqama nss cvr dic vergi cc bn rrn stnr rvnr versichertennummer*"},
        {Cue::Passport, "passport* pass reisepass* paspoort* pasaporte* passaporte* passeport* passaporto* paszport* pasaport* pas"},
        {Cue::Licence, "licence* license* driver* driving fuhrerschein* fuehrerschein* rijbewijs* conducir carnet habilitacao cnh permis "
                       "patente prawo dl"},

        {Cue::Password, "password* passwort* passwd pwd passphrase passcode* pin pins puk kennwort* wachtwoord* contrasena* clave senha* "
                        "passe mdp parola haslo losenord* adgangskode* salasana* sifre secret* geheim*"},
        {Cue::Code, "otp tan code codes verification verify 2fa mfa onetime sicherheitscode* bestatigungscode* bestaetigungscode* "
                    "codigo* codice verificacion verificacao kod koda kode*"},
        {Cue::Address, "ip ipv4 ipv6 server host ping address* adresse* adres"},
        {Cue::Crypto, "btc bitcoin* wallet* eth ethereum* crypto* xmr ltc usdt"},
        {Cue::Imei, "imei imeisv"},
        {Cue::Chip, "chip* microchip* mikrochip* transponder* implant* microtransponder"},
        {Cue::Pet, "vet vets veterinar* scanned cat dog puppy kitten pet hund katze tierarzt* perro gato gatto cane chien chat hond kat "
                   "cachorro veterinari*"},
        {Cue::Plate, "plate* licenceplate kennzeichen* kenteken* matricula* placa* plaque* immatriculation targa targhe nummernschild* "
                     "rego tablica* rejestr* plaka*"},
        {Cue::Vin, "vin chassis fahrgestell* fin bastidor chasis telaio"},
        {Cue::Birth, "born birth* birthday dob bday geboren* geburt* geb geboorte* nacido* nacida* nacimiento nascido* nascida* nascimento "
                     "ne nee naissance nato nata nascita urodzon* fodt fodd dogum"},

        {Cue::Order, "order* ord invoice* inv rma po tracking parcel* ticket* case ref reference* policy sku isbn ean barcode* batch lot flight "
                     "booking* reservation* room serial item article* product* model gps temperature pulse dosage dose price* total "
                     "duration conversation receipt* shipment* delivery quote* coupon* voucher* promo* discount* zip zipcode pincode postal "
                     "postcode* country area points miles season issn isin lei imo grid isrc isni iso upc asin gtin "
                     "bestell* rechnung* kunden* auftrag* sendung* paket* artikel* buchung* vorgang* gutschein* preis* plz postleitzahl "
                     "bestelling* factuur* pakket* klant* zending* "
                     "pedido* factura* envio* paquete* reserva* referencia* precio* lote postal "
                     "encomenda* fatura* commande* facture* colis livraison* reservation prix ordine* fattura* pacco* spedizione* "
                     "zamowieni* faktur* paczk* bestallning* siparis* fatura"},
        {Cue::Postcode, "zip postal postcode* plz postleitzahl zipcode pincode"},
        {Cue::Street, "street road avenue boulevard lane highway parkway rd ave blvd hwy pkwy ln"},
        {Cue::StreetMaybe, "st dr ct drive way place court close square crescent terrace circle gardens grove"},
        {Cue::StreetFirst, "rue avenue boulevard chemin allee impasse quai route calle avenida avda carrer plaza paseo rua travessa praca "
                           "via viale corso piazza vicolo ul ulica place largo"},
        {Cue::Form, "mr mrs ms mister miss prof professor professora monsieur madame mme mlle mademoiselle senor senora senorita "
                    "sr sra srta don dona dott dottore dottoressa dr dra doctor sig signor signora signorina herr herrn frau fraulein "
                    "hr fru dhr mevr mevrouw meneer pani pana panie herra rouva"},
        {Cue::FormBehind, "bey hanim"},
        {Cue::Named, "name nombre nom nome naam heisse heise llamo chamo chiamo heet"},
        {Cue::Phone | Cue::Named, "appelle"},
        {Cue::Version, "v ver version* release build firmware"},

        {Cue::Filler, "is are was be my the a it its it's your for this that of and to on file should i received got here new just "
                      "her his our their at or call old other prefered preferred private work home "
                      "ist lautet meine mein der die das neue andere seine ihre "
                      "es la el mi su nuevo nueva novo nova nuovo nouveau son sua e o a meu minha est le mon ma la il mio sono het mijn de"},

        {Cue::Month, "jan january januar janvier janeiro gennaio enero januari feb february februar fevrier fevereiro febbraio febrero "
                     "mar march marz maerz mars marco marzo maart apr april avril abril aprile may mai mayo maio maggio mei "
                     "jun june juni juin junho giugno junio jul july juli juillet julho luglio julio aug august aout agosto augustus "
                     "sep sept september septembre setembro settembre septiembre oct okt october oktober octobre outubro ottobre octubre "
                     "nov november novembre novembro noviembre dec dez dic december dezember decembre dezembro dicembre diciembre"},

        {Cue::Spelled, "zero oh o null nul cero nula nolla noll sifir shunya", 0},
        {Cue::Spelled, "one ein eins uno una un um une een jeden ett en yksi bir ek", 1},
        {Cue::Spelled, "two zwei zwo dos dois duas deux due twee dwa tva to kaksi iki do", 2},
        {Cue::Spelled, "three drei tres trois tre drie trzy kolme uc teen", 3},
        {Cue::Spelled, "four vier cuatro quatro quatre quattro cztery fyra fire nelja dort char", 4},
        {Cue::Spelled, "five funf fuenf cinco cinq cinque vijf piec fem viisi bes paanch", 5},
        {Cue::Spelled, "six sechs seis meia sei zes szesc sex seks kuusi alti chhe", 6},
        {Cue::Spelled, "seven sieben siete sete sept sette zeven siedem sju syv seitseman yedi saat", 7},
        {Cue::Spelled, "eight acht ocho oito huit otto osiem atta otte kahdeksan sekiz aath", 8},
        {Cue::Spelled, "nine neun nueve nove neuf negen dziewiec nio ni yhdeksan dokuz nau", 9},
        {Cue::Spelled, "double doble doppel doppelt duplo dupla doppio doppia dubbel", 12},
        {Cue::Spelled, "triple tripple triplo tripla dreifach driedubbel", 13},
    };
}

std::vector<CueWords> gluedCueWords() {
    return {
        {Cue::Phone, "电话 電話 手机 手機 号码 號碼 携帯 전화 휴대폰 โทร เบอร์"},
        {Cue::Card, "卡号 卡號 银行卡 信用卡 カード 카드 บัตร"},
        {Cue::Bank, "账号 帳號 账户 口座 계좌"},
        {Cue::Id | Cue::IdName, "身份证 身分證 身份證 マイナンバー 주민등록 주민번호 บัตรประชาชน"},
        {Cue::Passport, "护照 護照 パスポート 여권"},
        {Cue::Password, "密码 密碼 パスワード 비밀번호 รหัส"},
        {Cue::Code, "验证码 驗證碼 認証 인증"},
        {Cue::Birth, "生日 出生 誕生日 생년월일"},
        {Cue::Order, "订单 訂單 注文 주문"},
    };
}
// clang-format on

}  // namespace bowline::detect
