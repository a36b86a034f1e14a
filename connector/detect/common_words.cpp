// The list, sorted for a binary search.
#include "connector/detect/common_words.h"

#include <algorithm>
#include <iterator>

namespace bowline::detect {

namespace {

// Sorted, or the binary search fails: the compiler checks it below.
// clang-format off
constexpr std::string_view kCommonWords[] = {
    "a", "abend", "aber", "about", "adesso", "after", "again", "agora", "ahora", "aide", "ajuda",
    "al", "algo", "all", "alles", "also", "always", "am", "amanha", "amor", "an", "and", "angel",
    "antes", "any", "ao", "aos", "apres", "april", "are", "around", "art", "as", "ask", "at", "au",
    "auf", "august", "aujourd", "aus", "aux", "avant", "avec", "ayuda", "bach", "back", "baker",
    "bauer", "be", "because", "been", "before", "bei", "beim", "being", "bem", "bene", "berg",
    "besoin", "best", "bestellung", "bestellungen", "between", "bien", "bill", "bin", "bitte",
    "black", "boa", "bom", "bonjour", "bonsoir", "both", "brauche", "brown", "buenas", "buenos",
    "but", "by", "call", "can", "card", "carta", "cartao", "carte", "casa", "cash", "chance",
    "change", "che", "cheers", "ciao", "client", "cliente", "colis", "com", "come", "commande",
    "como", "compte", "con", "consegna", "conta", "cook", "correo", "could", "cruz", "cual",
    "cuando", "cuenta", "customer", "da", "danke", "das", "date", "day", "de", "dear", "dein",
    "del", "delivery", "della", "dem", "demain", "den", "depois", "der", "des", "despues", "di",
    "dia", "dias", "did", "die", "direccion", "do", "doch", "does", "dolores", "domani", "donde",
    "done", "dopo", "dos", "down", "drew", "du", "e", "each", "early", "ein", "eine", "einem",
    "einen", "einer", "el", "em", "email", "en", "encomenda", "entrega", "envio", "er", "es",
    "esa", "ese", "est", "esta", "este", "esto", "et", "etwas", "even", "ever", "every", "factura",
    "facture", "faire", "family", "fattura", "fatura", "favor", "fazer", "few", "first", "for",
    "frank", "free", "friend", "friends", "from", "fur", "gene", "get", "give", "gli", "good",
    "got", "grace", "gracias", "grant", "grazie", "great", "green", "gross", "group", "gruss",
    "grusse", "gut", "guten", "guy", "habe", "haben", "hacer", "had", "hallo", "handy", "happy",
    "has", "hat", "haus", "have", "he", "hello", "help", "her", "here", "heute", "hey", "hilfe",
    "him", "his", "hoje", "hola", "home", "hope", "house", "how", "hoy", "hunter", "ich", "if",
    "ihr", "ihre", "il", "im", "in", "info", "into", "invoice", "is", "ist", "it", "its", "ja",
    "jack", "jean", "jetzt", "josh", "joy", "june", "just", "kann", "karte", "kein", "keine",
    "king", "klein", "know", "koch", "konnen", "konto", "kunde", "kundin", "kurz", "la", "laden",
    "lang", "las", "last", "late", "later", "le", "leave", "leon", "les", "let", "lhe",
    "lieferung", "like", "lily", "little", "live", "livraison", "lo", "loja", "long", "look",
    "los", "love", "luz", "ma", "made", "magasin", "mail", "maintenant", "mais", "maison", "make",
    "mal", "many", "mark", "mas", "may", "me", "mehr", "mein", "meine", "menos", "merci", "mes",
    "message", "meu", "mi", "might", "miles", "minha", "mio", "miss", "mit", "mobile", "mochte",
    "moins", "molto", "mon", "money", "month", "moon", "more", "morgen", "morning", "most",
    "mother", "much", "muito", "must", "muy", "my", "na", "nach", "nada", "name", "nao", "nas",
    "necesito", "need", "negozio", "nein", "never", "new", "next", "nice", "nicht", "nichts",
    "night", "no", "nobody", "noches", "noite", "nom", "nombre", "nome", "non", "none", "nos",
    "not", "nothing", "now", "number", "numero", "nummer", "o", "obrigada", "obrigado", "oder",
    "of", "off", "office", "oggi", "ohne", "ok", "okay", "ola", "old", "on", "onde", "one", "only",
    "open", "or", "order", "orders", "ordine", "os", "other", "ou", "oui", "our", "out", "over",
    "own", "package", "pacote", "pagamento", "page", "pago", "paiement", "paket", "paquete", "par",
    "para", "part", "pas", "pat", "pay", "payment", "paz", "pedido", "pedidos", "penny", "people",
    "per", "person", "peut", "peux", "phone", "photo", "pick", "place", "play", "please", "plus",
    "pode", "por", "posso", "pour", "precio", "preciso", "preco", "preis", "prezzo", "price",
    "prima", "prince", "prix", "problem", "puede", "puedo", "quando", "que", "queen", "quem",
    "quero", "question", "quick", "quien", "quiero", "rain", "ray", "ready", "really", "rechnung",
    "refund", "reina", "rest", "return", "rey", "rich", "rien", "rob", "rod", "rosa", "rose", "sa",
    "said", "sale", "salud", "salut", "same", "sandy", "sans", "say", "se", "sehr", "sein", "seit",
    "sem", "send", "sent", "senza", "service", "ses", "seu", "shall", "she", "shipping", "shop",
    "should", "si", "sie", "sim", "sin", "since", "sind", "skip", "sky", "small", "so", "sol",
    "some", "sommer", "son", "sont", "soon", "sorry", "spater", "spring", "star", "start",
    "status", "stein", "still", "stone", "stop", "store", "street", "su", "sua", "summer", "sun",
    "sunny", "suo", "support", "sure", "system", "tag", "take", "talk", "tarde", "tardes",
    "tarjeta", "te", "team", "telefon", "telefone", "telefono", "telephone", "tell", "tengo",
    "tenho", "test", "than", "thank", "thanks", "that", "the", "their", "them", "then", "there",
    "these", "they", "thing", "this", "ticket", "tienda", "time", "to", "today", "todo", "todos",
    "toll", "tomorrow", "ton", "too", "total", "tout", "trade", "tres", "try", "tu", "tudo", "tuo",
    "two", "uber", "um", "uma", "umas", "un", "una", "unas", "und", "under", "une", "unknown",
    "uno", "unos", "uns", "unser", "unter", "until", "up", "update", "us", "use", "user",
    "versand", "very", "veux", "vida", "vom", "von", "vor", "wait", "wann", "want", "war", "waren",
    "warum", "was", "we", "welcome", "well", "wer", "were", "what", "when", "where", "which",
    "while", "white", "who", "whole", "why", "wie", "will", "win", "winter", "wir", "wish", "with",
    "wo", "wolf", "woman", "wood", "woods", "word", "work", "world", "would", "write", "wrong",
    "y", "year", "yes", "yesterday", "yet", "you", "young", "your", "yours", "zahlung", "zu",
    "zum", "zur",
};
// clang-format on
static_assert(std::is_sorted(std::begin(kCommonWords), std::end(kCommonWords)));

}  // namespace

bool isCommonWord(std::string_view word) {
    return std::binary_search(std::begin(kCommonWords), std::end(kCommonWords), word);
}

}  // namespace bowline::detect
