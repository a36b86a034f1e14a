// A value is found however it is written: digits of other scripts, with marks between, as words in
// seven languages. The words stand here once more, apart from the detector's own table. Published
// test numbers only.
#include "connector/base/text.h"
#include "connector/detect/detector.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace bowline::detect {

namespace {

struct Value {
    const char* before;  ///< what somebody writes before it
    const char* digits;  ///< the value; of an IBAN all but the country
    const char* country;
};
std::ostream& operator<<(std::ostream& out, const Value& value) {
    return out << value.before << value.country << value.digits;
}

const Value kValues[] = {
    {"my card is ", "4111111111111111", ""},
    {"card ", "378282246310005", ""},
    {"PESEL ", "44051401359", ""},
    {"microchip ", "985141123456788", ""},
    {"IMEI ", "490154203237518", ""},
    {"call me on ", "015550100123", ""},
    {"to ", "89370400440532013000", "DE"},
    {"BSN ", "111222333", ""},
};

using Digits = std::array<std::string, 10>;

Digits scriptFrom(char32_t zero) {
    Digits digits;
    for (char32_t value = 0; value < 10; ++value)
        appendUtf8(digits[value], zero + value);
    return digits;
}

Digits keycaps() {
    Digits digits;
    for (std::size_t value = 0; value < 10; ++value)
        digits[value] = std::to_string(value) + "\uFE0F\u20E3";
    return digits;
}

struct Script {
    const char* name;
    Digits digits;
};
const std::vector<Script> kScripts{
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

bool isSpelled(const Script& script) {
    return script.digits[1].size() > 1 && script.digits[1][0] >= 'a' && script.digits[1][0] <= 'z';
}

std::string written(const Value& value, const Script& script, std::string_view between) {
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

/// Bytes of `span` that no finding covers and that show something.
std::size_t uncovered(const std::string& text, Span span) {
    static const Detector detector({});
    std::vector<bool> covered(text.size());
    for (const auto& finding : detector.scan(text, {}, ""))
        std::fill(
            covered.begin() + static_cast<std::ptrdiff_t>(finding.span.begin),
            covered.begin() + static_cast<std::ptrdiff_t>(finding.span.end),
            true
        );
    std::size_t count = 0;
    for (std::size_t at = span.begin; at < span.end; ++at)
        count += !covered[at] && text[at] != ' ' && text[at] != '-' ? 1 : 0;
    return count;
}

}  // namespace

BOOST_DATA_TEST_CASE(
    a_value_is_found_in_every_script_and_spelling, boost::unit_test::data::make(kValues), value
) {
    for (const auto& script : kScripts) {
        for (const std::string_view between : {"", " ", "-", "\u200B", "\u00A0"}) {
            if (isSpelled(script) && (between.empty() || between == "\u200B"))
                continue;
            const std::string disguised = written(value, script, between);
            const std::string text = std::string(value.before) + disguised + " ok?";
            const std::size_t begin = std::string_view(value.before).size();
            BOOST_TEST(
                uncovered(text, {begin, begin + disguised.size()}) == 0U,
                script.name << " with '" << between << "': " << text
            );
        }
    }
}

BOOST_AUTO_TEST_CASE(number_words_in_ordinary_language_are_left) {
    for (const char* text :
         {"one of the two, three or four of us",
          "un dos tres",
          "sei tu?",
          "we need six or seven",
          "eins nach dem anderen",
          "der sechs Jahre alte Hund"})
        BOOST_TEST(Detector({}).scan(text, {}, "").empty(), text);
}

}  // namespace bowline::detect
