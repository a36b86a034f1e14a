// The names among the known values.
#include "connector/base/text.h"
#include "connector/detect/common_words.h"
#include "connector/detect/known_values.h"
#include "connector/detect/plain_forms.h"

#include <algorithm>

namespace bowline::detect {

namespace {

constexpr std::string_view kNameClass = "contact_name";
// A name of more words is a slogan; its first words are enough to find it.
constexpr std::size_t kMostParts = 8;

using Parts = std::vector<std::u32string>;

bool isCommon(const std::u32string& word) {
    std::string ascii;
    for (const char32_t c : word) {
        if (c >= 0x80)
            return false;
        ascii += static_cast<char>(c);
    }
    return isCommonWord(ascii);
}

bool isLongEnough(const std::u32string& word) {
    const auto letters = std::count_if(word.begin(), word.end(), isLetter);
    return letters >= 3 || (letters >= 2 && isWrittenWithoutBlanks(word.front()));
}

bool opensSentence(std::string_view view, std::size_t begin) {
    const auto before = view.substr(0, begin).find_last_not_of(" \t\"'(*_");
    return before == std::string_view::npos ||
           std::string_view(".!?\n\r").find(view[before]) != std::string_view::npos;
}

bool isCapitalInside(std::string_view view, std::size_t begin) {
    return view[begin] >= 'A' && view[begin] <= 'Z' && !opensSentence(view, begin);
}

/// Words that follow each other with nothing but a few characters between them.
bool isWholeName(const Words& words, std::size_t first, const Parts& parts) {
    if (first + parts.size() > words.all().size())
        return false;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        if (words.at(first + at) != parts[at])
            return false;
        if (at > 0 && words.all()[first + at].begin - words.all()[first + at - 1].end > 3)
            return false;
    }
    return true;
}

/// Places of a part inside a run of a script without blanks.
void addInsideRuns(const Words& words, const std::u32string& part, std::vector<Span>& found) {
    const std::u32string& text = words.text();
    for (auto at = text.find(part); at != std::u32string::npos;
         at = text.find(part, at + part.size())) {
        found.push_back(words.inView(at, at + part.size()));
    }
}

/// One name, looked for in one text.
std::vector<Span> findName(const Words& words, std::string_view view, const Parts& parts) {
    const bool allCommon = std::all_of(parts.begin(), parts.end(), isCommon);
    const bool wholeCounts = parts.size() > 1 || isLongEnough(parts.front());
    std::vector<Span> found;
    for (std::size_t at = 0; at < words.all().size(); ++at) {
        const Span word = words.inView(words.all()[at].begin, words.all()[at].end);
        if (wholeCounts && isWholeName(words, at, parts) &&
            (!allCommon || isCapitalInside(view, word.begin))) {
            found.push_back(
                {word.begin, words.inView(0, words.all()[at + parts.size() - 1].end).end}
            );
            at += parts.size() - 1;
        } else if (std::any_of(parts.begin(), parts.end(), [&](const std::u32string& part) {
                       return words.at(at) == part && isLongEnough(part) && !isCommon(part);
                   })) {
            found.push_back(word);
        }
    }
    for (const auto& part : parts) {
        if (isWrittenWithoutBlanks(part.front()) && isLongEnough(part))
            addInsideRuns(words, part, found);
    }
    return found;
}

bool hasLetters(const Parts& parts) {
    return std::any_of(parts.begin(), parts.end(), [](const std::u32string& part) {
        return std::any_of(part.begin(), part.end(), isLetter);
    });
}

}  // namespace

std::vector<Span> placesOfName(const Words& words, std::string_view view, std::string_view name) {
    Parts parts = comparableWords(name);
    if (parts.size() > kMostParts)
        parts.resize(kMostParts);
    return parts.empty() || !hasLetters(parts) ? std::vector<Span>{} : findName(words, view, parts);
}

Candidates findKnownNames(
    const Words& words, std::string_view view, const std::vector<KnownValue>& known
) {
    Candidates found;
    for (const auto& value : known) {
        if (value.cls != kNameClass)
            continue;
        for (const Span span : placesOfName(words, view, value.value.expose()))
            found.push_back(
                {{span, std::string(kNameClass), "", 1.0, "known_value"}, Strength::KnownName}
            );
    }
    return found;
}

}  // namespace bowline::detect
