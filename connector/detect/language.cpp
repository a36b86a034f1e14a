// Small words are counted, one point for each that a language has. A word that two languages share
// counts for both, so it decides nothing between them.
#include "connector/detect/language.h"

#include "connector/base/text.h"
#include "connector/detect/words.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

namespace bowline::detect {

namespace {

constexpr std::size_t kMostWords = 400;  // a longer text does not become clearer

struct SmallWords {
    std::string_view language;
    std::string_view words;  ///< as comparableWords makes them: small letters, no accents
};

// clang-format off
constexpr SmallWords kSmallWords[] = {
    {"en", "the and is are was my your you i we it this that have has had not with for from of to in on at "
           "what when where how why please thank thanks hello hi can could would do does did be been will "
           "there they an good morning"},
    {"de", "der die das den dem und ist sind war mein meine meinen ihr ihre sie ich wir es nicht mit fur von zu "
           "zum im auf was wann wo wie warum bitte danke hallo kann konnen haben habe hat ein eine einen wird "
           "auch noch schon um guten tag morgen aus"},
    {"es", "el la los las y es son mi mis su usted yo nosotros no con para por de del en que cuando donde como "
           "gracias hola buenos buenas dias tardes puedo puede tengo tiene un una esta estoy pero mas se lo quiero "
           "favor ya"},
    {"pt", "o a os as e sao meu minha seu sua voce eu nos nao com para por de do da em no na que quando onde "
           "como obrigado obrigada ola bom boa dia tarde posso pode tenho tem um uma esta estou mas mais quero "
           "favor ja isso"},
    {"fr", "le la les et est sont mon ma mes votre vous je nous ne pas avec pour de du des en que quand ou comment "
           "pourquoi merci bonjour bonsoir salut puis peut ai avez un une cette mais plus c j l d s il elle "
           "suis veux plait"},
    {"it", "il lo la gli le e sono mio mia suo sua lei io noi non con per di del della in che quando dove come "
           "perche grazie ciao buongiorno buonasera posso puo ho ha un una questo questa ma piu si vorrei "
           "favore gia al"},
    {"nl", "de het een en is zijn was mijn uw jullie ik wij we niet met voor van te naar op wat wanneer waar hoe "
           "waarom bedankt dank hallo kan kunnen heb heeft hebben dit dat ook nog al goedemorgen goedemiddag "
           "graag alstublieft aan"},
};
// clang-format on

using Points = std::array<std::size_t, std::size(kSmallWords)>;

std::map<std::u32string, Points> allSmallWords() {
    std::map<std::u32string, Points> out;
    for (std::size_t language = 0; language < std::size(kSmallWords); ++language) {
        for (auto& word : comparableWords(kSmallWords[language].words))
            out[std::move(word)].at(language) = 1;
    }
    return out;
}

std::string_view latinLanguage(std::string_view text) {
    static const auto known = allSmallWords();
    Points points{};
    const auto words = comparableWords(text);
    for (std::size_t at = 0; at < std::min(words.size(), kMostWords); ++at) {
        const auto found = known.find(words[at]);
        for (std::size_t i = 0; found != known.end() && i < points.size(); ++i)
            points.at(i) += found->second.at(i);
    }
    const auto best = std::ranges::max_element(points);
    const bool isClear = *best != 0 && std::ranges::count(points, *best) == 1;
    return isClear ? kSmallWords[best - points.begin()].language : std::string_view{};
}

/// Letters that Persian and Urdu have and Arabic has not.
bool isPersian(char32_t c) {
    return c == 0x67E || c == 0x686 || c == 0x698 || c == 0x6A9 || c == 0x6AF || c == 0x6CC ||
           c == 0x679 || c == 0x688 || c == 0x691 || c == 0x6BA || c == 0x6C1 || c == 0x6D2;
}

struct Scripts {
    std::size_t latin = 0;
    std::size_t arabic = 0;
    std::size_t persian = 0;
    std::size_t devanagari = 0;
};

Scripts scriptsOf(std::string_view text) {
    Scripts out;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = codePointAt(text, at);
        at += c.length;
        const bool isSmall = c.value >= 'a' && c.value <= 'z';
        const bool isCapital = c.value >= 'A' && c.value <= 'Z';
        out.latin += isSmall || isCapital || (c.value >= 0xC0 && c.value <= 0x24F) ? 1U : 0U;
        out.persian += isPersian(c.value) ? 1U : 0U;
        out.arabic += c.value >= 0x620 && c.value <= 0x6D3 ? 1U : 0U;
        out.devanagari += c.value >= 0x904 && c.value <= 0x961 ? 1U : 0U;
    }
    return out;
}

}  // namespace

std::string_view languageOf(std::string_view text) {
    const auto scripts = scriptsOf(text);
    const auto most = std::max({scripts.latin, scripts.arabic, scripts.devanagari});
    if (most == 0)
        return {};
    if (most == scripts.devanagari)
        return "hi";
    if (most == scripts.arabic)
        return scripts.persian == 0 ? "ar" : std::string_view{};
    return latinLanguage(text);
}

}  // namespace bowline::detect
