// The table. A row is complete or does not compile; `tests/unit/stages/placeholders_test.cpp` holds
// the rows against each other.
#include "connector/stages/placeholder_words.h"

#include <algorithm>

namespace bowline::stages {

namespace {

// clang-format off
constexpr PlaceholderWords kWords[] = {
    {"en", "card removed", "number", "e-mail", "name removed", "removed", "token", "about",
     "not carried yet",
     "arrived late, sent", "continues an earlier ticket", "in a group", "earlier message, sent",
     "a message of another member, sent",
     "text withheld", {"short", "medium", "long"}, "open it in bowline",
     "the person asked to stop; the message is not shown",
     {{{"", "message"}, {"text", "text"}, {"image", "photo"}, {"video", "video"},
       {"audio", "voice message"}, {"sticker", "sticker"}, {"document", "document"},
       {"location", "location"}, {"contacts", "contact card"}, {"reaction", "reaction"},
       {"order", "order"}, {"button", "button"},
       {"audio_file", "audio file"}, {"form", "form answers"},
       {"call_permission", "answer to a call request"},
       {"unsupported", "message of a kind that WhatsApp does not pass on"}}}},
    {"de", "Karte entfernt", "Nummer", "E-Mail", "Name entfernt", "entfernt", "Kennung", "etwa", "noch nicht übertragen",
     "verspätet, gesendet", "setzt ein früheres Ticket fort", "in einer Gruppe", "frühere Nachricht, gesendet",
     "eine Nachricht eines anderen Mitglieds, gesendet",
     "Text zurückgehalten", {"kurz", "mittel", "lang"}, "in bowline öffnen",
     "die Person möchte keine Nachrichten mehr; der Text wird nicht gezeigt",
     {{{"", "Nachricht"}, {"text", "Text"}, {"image", "Foto"}, {"video", "Video"},
       {"audio", "Sprachnachricht"}, {"sticker", "Sticker"}, {"document", "Dokument"},
       {"location", "Standort"}, {"contacts", "Kontaktkarte"}, {"reaction", "Reaktion"},
       {"order", "Bestellung"}, {"button", "Schaltfläche"},
       {"audio_file", "Tondatei"}, {"form", "Formularantworten"},
       {"call_permission", "Antwort auf eine Anrufanfrage"},
       {"unsupported", "Nachricht einer Art, die WhatsApp nicht weitergibt"}}}},
    {"es", "tarjeta eliminada", "número", "correo", "nombre eliminado", "eliminado", "código", "aprox.", "aún no transferido",
     "llegó tarde, enviado", "continúa un ticket anterior", "en un grupo", "mensaje anterior, enviado",
     "un mensaje de otro miembro, enviado",
     "texto retenido", {"corto", "medio", "largo"}, "abrir en bowline",
     "la persona pidió no recibir más mensajes; el texto no se muestra",
     {{{"", "mensaje"}, {"text", "texto"}, {"image", "foto"}, {"video", "vídeo"},
       {"audio", "mensaje de voz"}, {"sticker", "sticker"}, {"document", "documento"},
       {"location", "ubicación"}, {"contacts", "tarjeta de contacto"}, {"reaction", "reacción"},
       {"order", "pedido"}, {"button", "botón"},
       {"audio_file", "archivo de audio"}, {"form", "respuestas del formulario"},
       {"call_permission", "respuesta a una solicitud de llamada"},
       {"unsupported", "mensaje de un tipo que WhatsApp no transmite"}}}},
    {"pt", "cartão removido", "número", "e-mail", "nome removido", "removido", "código", "aprox.", "ainda não transferido",
     "chegou tarde, enviado", "continua um ticket anterior", "num grupo", "mensagem anterior, enviada",
     "uma mensagem de outro membro, enviada",
     "texto retido", {"curto", "médio", "longo"}, "abrir no bowline",
     "a pessoa pediu para não receber mais mensagens; o texto não é mostrado",
     {{{"", "mensagem"}, {"text", "texto"}, {"image", "foto"}, {"video", "vídeo"},
       {"audio", "mensagem de voz"}, {"sticker", "figurinha"}, {"document", "documento"},
       {"location", "localização"}, {"contacts", "cartão de contato"}, {"reaction", "reação"},
       {"order", "encomenda"}, {"button", "botão"},
       {"audio_file", "ficheiro de áudio"}, {"form", "respostas do formulário"},
       {"call_permission", "resposta a um pedido de chamada"},
       {"unsupported", "mensagem de um tipo que o WhatsApp não transmite"}}}},
    {"fr", "carte supprimée", "numéro", "e-mail", "nom supprimé", "supprimé", "jeton", "environ", "pas encore transféré",
     "arrivé en retard, envoyé", "fait suite à un ticket antérieur", "dans un groupe", "message antérieur, envoyé",
     "un message d'un autre membre, envoyé",
     "texte retenu", {"court", "moyen", "long"}, "ouvrir dans bowline",
     "la personne ne souhaite plus de messages ; le texte n'est pas affiché",
     {{{"", "message"}, {"text", "texte"}, {"image", "photo"}, {"video", "vidéo"},
       {"audio", "message vocal"}, {"sticker", "sticker"}, {"document", "document"},
       {"location", "position"}, {"contacts", "carte de contact"}, {"reaction", "réaction"},
       {"order", "commande"}, {"button", "bouton"},
       {"audio_file", "fichier audio"}, {"form", "réponses au formulaire"},
       {"call_permission", "réponse à une demande d'appel"},
       {"unsupported", "message d'un type que WhatsApp ne transmet pas"}}}},
    {"it", "carta rimossa", "numero", "e-mail", "nome rimosso", "rimosso", "codice", "circa", "non ancora trasferito",
     "arrivato in ritardo, inviato", "continua un ticket precedente", "in un gruppo", "messaggio precedente, inviato",
     "un messaggio di un altro membro, inviato",
     "testo trattenuto", {"corto", "medio", "lungo"}, "aprire in bowline",
     "la persona non desidera altri messaggi; il testo non viene mostrato",
     {{{"", "messaggio"}, {"text", "testo"}, {"image", "foto"}, {"video", "video"},
       {"audio", "messaggio vocale"}, {"sticker", "sticker"}, {"document", "documento"},
       {"location", "posizione"}, {"contacts", "scheda contatto"}, {"reaction", "reazione"},
       {"order", "ordine"}, {"button", "pulsante"},
       {"audio_file", "file audio"}, {"form", "risposte al modulo"},
       {"call_permission", "risposta a una richiesta di chiamata"},
       {"unsupported", "messaggio di un tipo che WhatsApp non trasmette"}}}},
    {"nl", "kaart verwijderd", "nummer", "e-mail", "naam verwijderd", "verwijderd", "kenmerk", "ongeveer", "nog niet overgenomen",
     "te laat aangekomen, verzonden", "vervolgt een eerder ticket", "in een groep", "eerder bericht, verzonden",
     "een bericht van een ander lid, verzonden",
     "tekst achtergehouden", {"kort", "middel", "lang"},
     "openen in bowline", "de persoon wil geen berichten meer; de tekst wordt niet getoond",
     {{{"", "bericht"}, {"text", "tekst"}, {"image", "foto"}, {"video", "video"},
       {"audio", "spraakbericht"}, {"sticker", "sticker"}, {"document", "document"},
       {"location", "locatie"}, {"contacts", "contactkaart"}, {"reaction", "reactie"},
       {"order", "bestelling"}, {"button", "knop"},
       {"audio_file", "geluidsbestand"}, {"form", "formulierantwoorden"},
       {"call_permission", "antwoord op een belverzoek"},
       {"unsupported", "bericht van een soort die WhatsApp niet doorgeeft"}}}},
    {"hi", "कार्ड हटाया गया", "नंबर", "ई-मेल", "नाम हटाया गया", "हटाया गया", "टोकन", "लगभग", "अभी नहीं भेजा गया",
     "देर से आया, भेजा गया", "पिछले टिकट का अगला भाग", "समूह में", "पुराना संदेश, भेजा गया",
     "समूह के किसी और सदस्य का संदेश, भेजा गया",
     "पाठ रोका गया", {"छोटा", "मध्यम", "लंबा"}, "bowline में खोलें",
     "व्यक्ति ने संदेश बंद करने को कहा है; संदेश नहीं दिखाया जाता",
     {{{"", "संदेश"}, {"text", "पाठ"}, {"image", "फ़ोटो"}, {"video", "वीडियो"},
       {"audio", "आवाज़ संदेश"}, {"sticker", "स्टिकर"}, {"document", "दस्तावेज़"},
       {"location", "स्थान"}, {"contacts", "संपर्क कार्ड"}, {"reaction", "प्रतिक्रिया"},
       {"order", "ऑर्डर"}, {"button", "बटन"},
       {"audio_file", "ऑडियो फ़ाइल"}, {"form", "फ़ॉर्म के उत्तर"},
       {"call_permission", "कॉल अनुरोध का उत्तर"},
       {"unsupported", "ऐसा संदेश जिसे WhatsApp आगे नहीं भेजता"}}}},
    {"ar", "أزيلت البطاقة", "رقم", "بريد", "أزيل الاسم", "أزيل", "رمز", "حوالي", "لم ينقل بعد",
     "وصل متأخرا، أرسل", "يتابع تذكرة سابقة", "في مجموعة", "رسالة سابقة، أرسلت",
     "رسالة من عضو آخر، أرسلت",
     "النص محجوب", {"قصير", "متوسط", "طويل"}, "افتحه في bowline",
     "طلب الشخص التوقف؛ لا تعرض الرسالة",
     {{{"", "رسالة"}, {"text", "نص"}, {"image", "صورة"}, {"video", "فيديو"},
       {"audio", "رسالة صوتية"}, {"sticker", "ملصق"}, {"document", "مستند"},
       {"location", "موقع"}, {"contacts", "بطاقة جهة اتصال"}, {"reaction", "تفاعل"},
       {"order", "طلب"}, {"button", "زر"},
       {"audio_file", "ملف صوتي"}, {"form", "إجابات النموذج"},
       {"call_permission", "رد على طلب مكالمة"},
       {"unsupported", "رسالة من نوع لا ينقله WhatsApp"}}}},
};
// clang-format on

}  // namespace

std::span<const PlaceholderWords> allPlaceholderWords() {
    return kWords;
}

const PlaceholderWords& placeholderWords(std::string_view language) {
    const auto found =
        std::ranges::find(kWords, language.substr(0, 2), &PlaceholderWords::language);
    return found == std::end(kWords) ? kWords[0] : *found;
}

}  // namespace bowline::stages
