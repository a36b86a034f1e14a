// From each word that goes with a name to the words with capitals beside it.
#include "connector/detect/person_name.h"

#include "connector/base/text.h"
#include "connector/detect/address_text.h"
#include "connector/detect/common_words.h"
#include "connector/detect/digit_groups.h"
#include "connector/detect/known_values.h"

#include <algorithm>
#include <optional>
#include <set>

namespace bowline::detect {

namespace {

constexpr CueSet kForms = Cue::Form | Cue::FormBehind | Cue::Named;
constexpr std::string_view kParticles =
    "de la del las los da do dos das di della van der den von vom zu zur bin ibn al el le du des";
/// Behind one form of address as often as the name itself.
constexpr std::string_view kMoreTitles =
    "mr mrs ms dr prof professor professora doktor doctor doctora med ing dipl frau herr herrn";
/// Everyday words that are surnames or given names as well.
constexpr std::string_view kAlsoNames =
    "angel april august bach baker bauer berg bill black brown cook cruz dolores drew frank gene "
    "grace grant green gross hunter jack jean josh joy june king klein koch lang leon lily "
    "little long luz mark may miles moon pat paz penny prince rain ray rich rob rod rosa rose "
    "sandy sol sommer star stein stone summer white will winter wolf wood woods young";
/// Behind "Frau" and its like, which are ordinary nouns behind these.
constexpr std::string_view kOwners =
    "meine meiner meinen mein seine seiner ihre ihrer deine deiner eine einer min en";
constexpr std::string_view kWithDotOnly = "sr";
constexpr std::string_view kWithCapitalOnly = "miss";
/// "name" alone is any thing's.
constexpr std::string_view kNouns = "name nombre nom nome naam";
constexpr std::string_view kWhose =
    "my full first last his her their our mein meine mi mon mio meu mijn son sua suo su";
constexpr std::string_view kLinks = "is ist es est e";

class NameSearch {
public:
    explicit NameSearch(const ScanText& text) : text_(text), words_(text.view) {}

    Candidates all() {
        for (const auto& hit : text_.cues.all()) {
            if (hit.cues.has(Cue::Form) && isForm(hit.span))
                take(nameFrom(behindTitles(hit.span)), "address", isLoud(hit.span));
            if (hit.cues.has(Cue::FormBehind))
                take(nameBefore(hit.span), "address", false);
            if (hit.cues.has(Cue::Named))
                take(introducedBy(hit.span), "introduced", false);
        }
        addRepeats();
        return std::move(found_);
    }

private:
    /// Written in capitals all through: what follows is a name when it is too.
    [[nodiscard]] bool isLoud(Span word) const {
        return std::ranges::none_of(words_.part(word), [](char c) { return c >= 'a' && c <= 'z'; });
    }

    [[nodiscard]] bool isForm(Span form) const {
        const auto before = words_.wordBefore(form.begin);
        if (before && words_.isIn(kOwners, *before))
            return false;
        if (words_.isIn(kWithDotOnly, form) && words_.byteAt(form.end) != '.')
            return false;
        // "24 hr Service", "I miss Berlin"
        const bool isSmall = !words_.isCapital(form.begin);
        if (isSmall && (words_.numberBefore(form.begin) || words_.isIn(kWithCapitalOnly, form)))
            return false;
        // "125 Main Dr Springfield"
        const bool isStreet = text_.cues.at(form.begin).has(Cue::StreetMaybe);
        return !isStreet || !before || !words_.numberBefore(before->begin);
    }

    /// Where the name begins, a blank before it: behind "Herr Prof. Dr. med."
    [[nodiscard]] std::size_t behindTitles(Span form) const {
        constexpr int kMostTitles = 4;
        std::size_t at = behindDot(form);
        for (int more = 0; more < kMostTitles; ++more) {
            const auto word = words_.wordBehind(at);
            if (!word || !words_.isIn(kMoreTitles, withoutDot(*word)))
                break;
            at = word->end;
        }
        return at;
    }

    /// A dot ends an abbreviation, or the sentence.
    [[nodiscard]] std::size_t behindDot(Span form) const {
        constexpr std::size_t kLongestAbbreviation = 5;
        const bool isShort = form.end - form.begin <= kLongestAbbreviation;
        return form.end + (isShort && words_.byteAt(form.end) == '.' ? 1 : 0);
    }

    [[nodiscard]] Span withoutDot(Span word) const {
        return {word.begin, word.end - (words_.part(word).ends_with('.') ? 1 : 0)};
    }

    /// "Smith's" is Smith.
    [[nodiscard]] Span bare(Span word) const {
        const auto text = words_.part(withoutDot(word));
        return {word.begin, word.begin + text.size() - (text.ends_with("'s") ? 2 : 0)};
    }

    [[nodiscard]] bool isInitial(Span word) const {
        return word.end - word.begin == 2 && words_.part(word).ends_with('.');
    }

    [[nodiscard]] bool isName(Span word) const {
        const Span name = bare(word);
        if (name.end - name.begin < 2)
            return isInitial(word);
        return words_.isCapital(name.begin) && !words_.isIn(kMoreTitles, name) &&
               (!isCommonWord(toLowerAscii(words_.part(name))) || words_.isIn(kAlsoNames, name));
    }

    /// Up to three words with capitals behind `at`, with what may stand between them.
    [[nodiscard]] std::optional<Span> nameFrom(std::size_t at) const {
        constexpr int kMostNames = 3;
        constexpr int kMostWords = 6;
        std::optional<Span> name;
        std::optional<std::size_t> begin;
        int names = 0;
        for (int count = 0; count < kMostWords && names < kMostNames; ++count) {
            const auto word = words_.wordBehind(at);
            if (!word || (!isName(*word) && !words_.isIn(kParticles, *word)))
                break;
            at = word->end;
            begin = begin.value_or(word->begin);
            if (!isName(*word))
                continue;
            ++names;
            name = Span{*begin, bare(*word).end};
            if (bare(*word).end < word->end && !isInitial(*word))
                break;
        }
        return name;
    }

    /// "Ayşe Hanım"
    [[nodiscard]] std::optional<Span> nameBefore(Span form) const {
        const auto word = words_.wordBefore(form.begin);
        const bool isOne = word && isName(*word) && !words_.part(*word).ends_with('.');
        return isOne ? word : std::nullopt;
    }

    /// "ich heiße", "my name is", "Name:"
    [[nodiscard]] std::optional<Span> introducedBy(Span cue) const {
        if (!words_.isIn(kNouns, cue))
            return nameFrom(cue.end);
        const auto whose = words_.wordBefore(cue.begin);
        if (whose && !words_.isIn(kWhose, *whose))
            return std::nullopt;
        if (words_.byteAt(cue.end) == ':')
            return nameFrom(lastBlankFrom(cue.end + 1));
        if (text_.view.substr(cue.end).starts_with("'s "))
            return nameFrom(cue.end + 2);
        const auto link = words_.wordBehind(cue.end);
        const bool isLinked = link && (words_.isIn(kLinks, *link) || words_.part(*link) == "è" ||
                                       words_.part(*link) == "é");
        return whose && isLinked ? nameFrom(link->end) : std::nullopt;
    }

    /// Forms line up what stands behind the colons.
    [[nodiscard]] std::size_t lastBlankFrom(std::size_t at) const {
        constexpr std::size_t kMostBlanks = 16;
        const std::size_t most = at + kMostBlanks;
        while (at < most && at + 1 < text_.view.size() && text_.view[at + 1] == ' ')
            ++at;
        return at;
    }

    void take(std::optional<Span> name, const char* reason, bool loud) {
        if (!name || (loud && !isLoud(*name)))
            return;
        found_.push_back({{*name, "person_name", "", 0.5, reason}, Strength::Soft});
    }

    /// The first that were found, each once.
    [[nodiscard]] std::set<std::string_view> firstNames() const {
        constexpr std::size_t kMostNames = 8;  // bounds the passes over the text
        std::set<std::string_view> names;
        for (const auto& one : found_) {
            if (names.size() == kMostNames)
                break;
            names.insert(words_.part(one.finding.span));
        }
        return names;
    }

    void addRepeats() {
        if (found_.empty())
            return;
        const Words words(text_.view);
        for (const auto name : firstNames()) {
            for (const Span span : placesOfName(words, text_.view, name))
                found_.push_back({{span, "person_name", "", 0.5, "repeated"}, Strength::Soft});
        }
    }

    const ScanText& text_;
    AddressText words_;
    Candidates found_;
};

}  // namespace

Candidates findPersonNames(const ScanText& text) {
    return text.cues.anywhere().has(kForms) ? NameSearch(text).all() : Candidates{};
}

}  // namespace bowline::detect
