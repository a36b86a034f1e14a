// Values in every writing that people hide or ease them with: digits of other scripts, words of
// seven languages, marks between. The words stand here once more, apart from the detector's own
// table. Published test numbers only.
#pragma once

#include "connector/base/text.h"

#include <array>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::tests {

/// What is sensitive, and what somebody writes before it.
struct Value {
    const char* cls;
    const char* before;  ///< what somebody writes before it
    const char* digits;  ///< the value; of an IBAN all but the country
    const char* country;
};
inline std::ostream& operator<<(std::ostream& out, const Value& value) {
    return out << value.before << value.country << value.digits;
}

inline const Value kValues[] = {
    {"payment_card", "my card is ", "4111111111111111", ""},
    {"payment_card", "card ", "378282246310005", ""},
    {"national_id", "PESEL ", "44051401359", ""},
    {"pet_microchip", "microchip ", "985141123456788", ""},
    {"device_id", "IMEI ", "490154203237518", ""},
    {"phone", "call me on ", "015550100123", ""},
    {"iban", "to ", "89370400440532013000", "DE"},
    {"national_id", "BSN ", "111222333", ""},
};

using Digits = std::array<std::string, 10>;

inline Digits scriptFrom(char32_t zero) {
    Digits digits;
    for (char32_t value = 0; value < 10; ++value)
        appendUtf8(digits[value], zero + value);
    return digits;
}

inline Digits keycaps() {
    Digits digits;
    for (std::size_t value = 0; value < 10; ++value)
        digits[value] = std::to_string(value) + "\uFE0F\u20E3";
    return digits;
}

struct Script {
    const char* name;
    Digits digits;
};
inline const std::vector<Script> kScripts{
    {"plain", scriptFrom(U'0')},
    {"full width", scriptFrom(U'０')},
    {"Arabic-Indic", scriptFrom(U'٠')},
    {"Persian", scriptFrom(U'۰')},
    {"Devanagari", scriptFrom(U'०')},
    {"Bengali", scriptFrom(U'০')},
    {"Thai", scriptFrom(U'๐')},
    {"mathematical bold", scriptFrom(U'𝟎')},
    {"mathematical monospace", scriptFrom(U'𝟶')},
    {"keycaps", keycaps()},
    {"English", {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}},
    {"German", {"null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"}},
    {"Spanish",
     {"cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"}},
    {"Portuguese",
     {"zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove"}},
    {"French", {"zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"}},
    {"Italian", {"zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"}},
    {"Dutch", {"nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"}},
};

inline bool isSpelled(const Script& script) {
    return script.digits[1].size() > 1 && script.digits[1][0] >= 'a' && script.digits[1][0] <= 'z';
}

inline std::string written(const Value& value, const Script& script, std::string_view between) {
    std::string out = value.country;
    if (isSpelled(script) && !out.empty())
        out += ' ';
    for (const char* digit = value.digits; *digit != 0; ++digit) {
        if (digit != value.digits)
            out += between;
        out += script.digits[static_cast<std::size_t>(*digit - '0')];
    }
    return out;
}

}  // namespace bowline::tests
