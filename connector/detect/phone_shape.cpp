// Words and shapes that make digits a phone number, or anything but one.
#include "connector/detect/phone_shape.h"

#include "connector/base/text.h"
#include "connector/detect/phone_plan.h"

#include <algorithm>
#include <string>

namespace bowline::detect {

namespace {

// Words of the demo's languages and their neighbours; beginnings count ("llama", "llamame").
constexpr std::string_view kPhoneWords[] = {
    "phone",  "call",    "mobile",    "cell",    "whatsapp", "tel",      "handy",  "anruf",
    "ruf ",   "rückruf", "nummer",    "number",  "reach",    "llama",    "móvil",  "movil",
    "liga",   "ligue",   "telemóvel", "celular", "appel",    "portable", "numéro", "numero",
    "número", "fax",     "text me",   "contact", "sms",      "teléfono",
};
constexpr std::string_view kOrderWords[] = {
    "order",   "invoice",   "tracking", "parcel",   "ticket", "case",    "ref",     "policy",
    "sku",     "isbn",      "bestell",  "rechnung", "kunden", "auftrag", "sendung", "pedido",
    "factura", "encomenda", "commande", "facture",  "colis",  "booking", "account", "iban",
    "konto",   "version",   "serial",   "#",        "$",      "€",       "gps",     "id ",
    "chip",    "tax",       "ean",      "flight",   "nif",    "dni",     "cpf",     "passport",
};

/// The lower-case text of at most `length` bytes before `at`.
std::string before(std::string_view view, std::size_t at, std::size_t length) {
    const std::size_t begin = at > length ? at - length : 0;
    return toLowerAscii(view.substr(begin, at - begin));
}

template <std::size_t N>
bool holdsOneOf(std::string_view text, const std::string_view (&words)[N]) {
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

bool isYear(std::string_view digits) {
    return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

/// 2026-05-12, 12.05.2026, 5/12/26: three groups of which two are short and the year stands at an
/// end.
bool isDate(std::string_view view, const std::vector<DigitGroup>& window) {
    if (window.size() < 3)
        return false;
    const auto text = [&](std::size_t at) {
        return view.substr(window[at].begin, window[at].size());
    };
    const bool yearFirst = isYear(text(0)) && window[1].size() <= 2 && window[2].size() <= 2;
    const bool yearLast = window[0].size() <= 2 && window[1].size() <= 2 && isYear(text(2));
    return yearFirst || yearLast;
}

/// 10.5.52.515: dots only, and groups of one to three digits.
bool isDotted(std::string_view view, const std::vector<DigitGroup>& window) {
    if (window.size() < 2)
        return false;
    for (std::size_t at = 0; at < window.size(); ++at) {
        if (window[at].size() > 3)
            return false;
        if (at > 0 && view.substr(window[at - 1].end, window[at].begin - window[at - 1].end) != ".")
            return false;
    }
    return view[window.front().begin] != '0';
}

bool touchesLetterOrDecimal(std::string_view view, const std::vector<DigitGroup>& window) {
    const std::size_t begin = window.front().begin;
    const std::size_t end = window.back().end;
    if (begin > 0 &&
        (isAsciiLetter(view[begin - 1]) || view[begin - 1] == '-' || view[begin - 1] == '_'))
        return true;
    if (begin > 1 && (view[begin - 1] == ',' || view[begin - 1] == '.') && isDigit(view[begin - 2]))
        return true;
    if (end < view.size() && isAsciiLetter(view[end]))
        return true;
    return end + 1 < view.size() && (view[end] == ',' || view[end] == '.' || view[end] == ':') &&
           isDigit(view[end + 1]);
}

/// 3-3-4, with or without a leading 1.
bool isNorthAmericanShape(const std::vector<DigitGroup>& window) {
    const std::size_t skip = window.size() == 4 && window.front().size() == 1 ? 1 : 0;
    return window.size() == 3 + skip && window[skip].size() == 3 && window[skip + 1].size() == 3 &&
           window[skip + 2].size() == 4;
}

std::size_t countDigits(const std::vector<DigitGroup>& window) {
    std::size_t digits = 0;
    for (const auto& group : window)
        digits += group.size();
    return digits;
}

bool isWrittenLikeANumber(
    std::string_view view, const std::vector<DigitGroup>& window, std::string_view region
) {
    constexpr int kNorthAmerica = 1;
    if (callingCode(region) == kNorthAmerica)
        return isNorthAmericanShape(window);
    constexpr std::size_t kFewestDigits = 9;
    if (countDigits(window) < kFewestDigits)
        return false;
    return view[window.front().begin] == '0' || window.size() >= 3;
}

}  // namespace

bool looksNational(
    std::string_view view, const std::vector<DigitGroup>& window, std::string_view region
) {
    if (isDate(view, window) || isDotted(view, window) || touchesLetterOrDecimal(view, window))
        return false;
    const std::size_t begin = window.front().begin;
    constexpr std::size_t kNear = 16;
    constexpr std::size_t kContext = 40;
    if (holdsOneOf(before(view, begin, kNear), kOrderWords))
        return false;
    return isWrittenLikeANumber(view, window, region) ||
           holdsOneOf(before(view, begin, kContext), kPhoneWords);
}

}  // namespace bowline::detect
