// The table, in the order of Label. A row is complete or does not compile.
#include "connector/stages/entry_words.h"

#include <algorithm>

namespace bowline::stages {

namespace {

// clang-format off
constexpr EntryWords kWords[] = {
    {"en", {"sent from the phone", "forwarded", "from an advertisement", "could not be received",
            "edited", "before", "deleted by the sender", "reaction", "reaction taken back",
            "the message it refers to is not here", "missed call", "call",
            "the person has a new number", "the person has a new WhatsApp id",
            "the person's account or device changed: make sure who it is before you share anything"}},
    {"de", {"vom Telefon gesendet", "weitergeleitet", "von einer Anzeige", "nicht empfangen",
            "bearbeitet", "vorher", "vom Absender gelöscht", "Reaktion", "Reaktion zurückgenommen",
            "die Nachricht, auf die es sich bezieht, ist nicht hier", "verpasster Anruf", "Anruf",
            "die Person hat eine neue Nummer", "die Person hat eine neue WhatsApp-Kennung",
            "Konto oder Gerät der Person haben gewechselt: vor jeder Auskunft prüfen, wer es ist"}},
    {"es", {"enviado desde el teléfono", "reenviado", "desde un anuncio", "no se pudo recibir",
            "editado", "antes", "eliminado por el remitente", "reacción", "reacción retirada",
            "el mensaje al que se refiere no está aquí", "llamada perdida", "llamada",
            "la persona tiene un número nuevo", "la persona tiene un identificador nuevo de WhatsApp",
            "la cuenta o el dispositivo de la persona cambió: compruebe quién es antes de dar datos"}},
    {"pt", {"enviado do telefone", "encaminhado", "a partir de um anúncio", "não pôde ser recebido",
            "editado", "antes", "apagado pelo remetente", "reação", "reação retirada",
            "a mensagem a que se refere não está aqui", "chamada perdida", "chamada",
            "a pessoa tem um número novo", "a pessoa tem um identificador novo do WhatsApp",
            "a conta ou o aparelho da pessoa mudou: confirme quem é antes de dar informações"}},
    {"fr", {"envoyé depuis le téléphone", "transféré", "depuis une publicité", "non reçu",
            "modifié", "avant", "supprimé par l'expéditeur", "réaction", "réaction retirée",
            "le message auquel il se rapporte n'est pas ici", "appel manqué", "appel",
            "la personne a un nouveau numéro", "la personne a un nouvel identifiant WhatsApp",
            "le compte ou l'appareil de la personne a changé : vérifiez son identité avant de répondre"}},
    {"it", {"inviato dal telefono", "inoltrato", "da un annuncio", "non ricevuto",
            "modificato", "prima", "eliminato dal mittente", "reazione", "reazione ritirata",
            "il messaggio a cui si riferisce non è qui", "chiamata persa", "chiamata",
            "la persona ha un numero nuovo", "la persona ha un nuovo identificativo WhatsApp",
            "l'account o il dispositivo della persona è cambiato: verificare chi è prima di rispondere"}},
    {"nl", {"verzonden vanaf de telefoon", "doorgestuurd", "via een advertentie", "niet ontvangen",
            "bewerkt", "eerder", "verwijderd door de afzender", "reactie", "reactie ingetrokken",
            "het bericht waarnaar het verwijst is niet hier", "gemiste oproep", "oproep",
            "de persoon heeft een nieuw nummer", "de persoon heeft een nieuwe WhatsApp-id",
            "account of toestel van de persoon is gewijzigd: controleer wie het is voor u iets deelt"}},
    {"hi", {"फ़ोन से भेजा गया", "आगे भेजा गया", "विज्ञापन से", "प्राप्त नहीं हो सका",
            "संपादित", "पहले", "भेजने वाले ने हटाया", "प्रतिक्रिया", "प्रतिक्रिया वापस ली गई",
            "जिस संदेश की बात है वह यहाँ नहीं है", "छूटी हुई कॉल", "कॉल",
            "व्यक्ति का नंबर बदल गया है", "व्यक्ति की WhatsApp पहचान बदल गई है",
            "व्यक्ति का खाता या उपकरण बदल गया है: जानकारी देने से पहले पहचान जाँच लें"}},
    {"ar", {"أرسل من الهاتف", "أعيد توجيهه", "من إعلان", "تعذر استلامه",
            "معدل", "قبل", "حذفه المرسل", "تفاعل", "سحب التفاعل",
            "الرسالة المقصودة ليست هنا", "مكالمة فائتة", "مكالمة",
            "للشخص رقم جديد", "للشخص معرف WhatsApp جديد",
            "تغير حساب الشخص أو جهازه: تأكد من هويته قبل مشاركة أي شيء"}},
};
// clang-format on

}  // namespace

std::span<const EntryWords> allEntryWords() {
    return kWords;
}

std::string_view labelIn(Label label, std::string_view language) {
    const auto* found = std::ranges::find(kWords, language.substr(0, 2), &EntryWords::language);
    const EntryWords& words = found == std::end(kWords) ? kWords[0] : *found;
    return words.labels.at(static_cast<std::size_t>(label));
}

}  // namespace bowline::stages
