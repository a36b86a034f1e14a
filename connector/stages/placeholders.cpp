// The words are data (`placeholder_words`); here they get their brackets, and imitations lose
// theirs.
#include "connector/stages/placeholders.h"

#include "connector/base/text.h"
#include "connector/expression/letters.h"
#include "connector/stages/class_words.h"
#include "connector/stages/entry_words.h"
#include "connector/stages/placeholder_words.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::stages {

namespace {

// The longest text of ours in brackets has 80 code points; beyond that nothing can be equal to one.
constexpr std::size_t kLongestImitation = 160;

std::string_view nameOf(std::string_view cls, const PlaceholderWords& words) {
    if (cls == "phone")
        return words.number;
    return cls == "email" ? words.email : classWord(cls, words.language);
}

std::string wordsFor(const RemovedValue& value, const PlaceholderWords& words) {
    if (!value.token.empty())
        return fmt::format("{} {} {}", nameOf(value.cls, words), words.token, value.token);
    if (!value.roughly.empty())
        return fmt::format("{} {}: {}", nameOf(value.cls, words), words.roughly, value.roughly);
    if (value.cls == "payment_card")
        return value.detail.empty() ? std::string(words.card)
                                    : fmt::format("{}: {}", words.card, value.detail);
    if (value.cls == "phone")
        return fmt::format("{} {}", words.number, value.ordinal);
    if (value.cls == "email")
        return fmt::format("{} {}", words.email, value.ordinal);
    if (value.cls == "contact_name" || value.cls == "person_name")
        return std::string(words.name);
    return fmt::format("{} {}", classWord(value.cls, words.language), words.removed);
}

std::string_view wordOf(std::string_view kind, const PlaceholderWords& words) {
    if (kind == "interactive")  // an answer given by tapping, as a template's button is
        kind = "button";
    const auto found = std::ranges::find(words.kinds, kind, &KindWord::kind);
    return found == words.kinds.end() ? words.kinds.front().word : found->word;
}

bool isInvisible(char32_t c) {
    return c == 0xAD || c == 0x34F || c == 0x61C || (c >= 0x180B && c <= 0x180F) ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
           (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

bool isBlank(char32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x85 || c == 0xA0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

/// What a reader sees between the bracket and the next one: small letters, single blanks, nothing
/// invisible. Ending at the next bracket keeps the work linear for a text that is nothing but
/// brackets.
std::string seen(std::string_view text) {
    std::string out;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size() && count < kLongestImitation;) {
        const CodePoint c = codePointAt(text, at);
        at += c.length;
        if (c.value == ']' || c.value == ')' || c.value == '[' || c.value == '(')
            break;
        if (isInvisible(c.value))
            continue;
        const char32_t shown = isBlank(c.value) ? U' ' : c.value;
        if (shown == ' ' && (out.empty() || out.back() == ' '))
            continue;
        appendUtf8(out, shown);
        ++count;
    }
    return expression::toLower(trimmed(out));
}

bool beginsNumbered(std::string_view text, std::string_view word) {
    if (!text.starts_with(word))
        return false;
    const auto rest = text.substr(word.size());
    return rest.size() > 1 && rest[0] == ' ' && rest[1] >= '0' && rest[1] <= '9';
}

/// "pet_health removed", "pet_health removed …12", "pet_health token 7KQ2M9XT", "pet_health about:
/// 1984": one word, one of ours, and its end or the beginning of what follows it.
bool isAfterOneWord(std::string_view text, std::string_view ours, std::string_view follows) {
    const auto blank = text.find(' ');
    if (blank == std::string_view::npos)
        return false;
    const auto rest = text.substr(blank + 1);
    return rest.starts_with(ours) && rest.substr(ours.size()).starts_with(follows);
}

bool isOwnClassRemoved(std::string_view text, std::string_view removed) {
    const bool isAll = text.ends_with(removed) && isAfterOneWord(text, removed, "") &&
                       text.find(' ') + 1 + removed.size() == text.size();
    return isAll || isAfterOneWord(text, removed, " …");
}

/// All our words in small letters, sorted by how a text of a person could use them.
struct Watchwords {
    std::vector<std::string> begins;    ///< "[card removed"
    std::vector<std::string> numbered;  ///< "[number 1"
    std::vector<std::string> removed;   ///< "[pet_health removed]"
    std::vector<std::string> tokens;    ///< "[pet_health token 7KQ2M9XT]"
    std::vector<std::string> roughly;   ///< "[date_of_birth about: 1984]"
    std::vector<std::string> within;    ///< "[photo: not carried yet]"
    std::vector<std::string> whole;     ///< "[deleted by the sender]"
    std::vector<std::string> aside;     ///< "(arrived late, sent"
};

void addEntryWords(Watchwords& out) {
    for (const auto& words : allEntryWords()) {
        for (const auto label : words.labels)
            out.whole.push_back(expression::toLower(label));
        out.within.push_back(expression::toLower(labelIn(Label::NotReceived, words.language)));
    }
    std::ranges::sort(out.whole);
}

Watchwords allWatchwords() {
    Watchwords out;
    for (const auto& words : allPlaceholderWords()) {
        for (const auto begin :
             {words.card, words.name, words.withheld, words.stopped, words.others})
            out.begins.push_back(expression::toLower(begin));
        for (const auto word : {words.number, words.email})
            out.numbered.push_back(expression::toLower(word));
        out.removed.push_back(expression::toLower(words.removed));
        out.tokens.push_back(expression::toLower(words.token));
        out.roughly.push_back(expression::toLower(words.roughly));
        out.within.push_back(expression::toLower(words.notCarried));
        for (const auto& [cls, names] : allClassWords()) {
            const auto name = classWord(cls, words.language);
            for (const auto& after :
                 {fmt::format("{}", words.removed),
                  fmt::format("{} ", words.token),
                  fmt::format("{}:", words.roughly)})
                out.begins.push_back(expression::toLower(fmt::format("{} {}", name, after)));
        }
        for (const auto word :
             {words.late, words.follows, words.inGroup, words.earlier, words.completes})
            out.aside.push_back(expression::toLower(word));
        out.begins.push_back(expression::toLower(wordOf("unsupported", words)));
        for (const auto& kind : words.kinds)
            out.whole.push_back(expression::toLower(kind.word));
    }
    addEntryWords(out);
    return out;
}

bool isImitation(char bracket, std::string_view after) {
    static const Watchwords watch = allWatchwords();
    const std::string text = seen(after);
    const auto begins = [&](const std::string& word) { return text.starts_with(word); };
    if (bracket == '(' || text.empty())
        return !text.empty() && std::ranges::any_of(watch.aside, begins);
    const auto numbered = [&](const std::string& word) { return beginsNumbered(text, word); };
    const auto removed = [&](const std::string& word) { return isOwnClassRemoved(text, word); };
    const auto token = [&](const std::string& word) { return isAfterOneWord(text, word, " "); };
    const auto roughly = [&](const std::string& word) { return isAfterOneWord(text, word, ":"); };
    const auto within = [&](const std::string& word) {
        return text.find(word) != std::string::npos;
    };
    return std::ranges::binary_search(watch.whole, text) ||
           std::ranges::any_of(watch.begins, begins) ||
           std::ranges::any_of(watch.numbered, numbered) ||
           std::ranges::any_of(watch.removed, removed) ||
           std::ranges::any_of(watch.tokens, token) ||
           std::ranges::any_of(watch.roughly, roughly) || std::ranges::any_of(watch.within, within);
}

}  // namespace

std::string valuePlaceholder(const RemovedValue& value, std::string_view language) {
    const auto text = wordsFor(value, placeholderWords(language));
    return value.kept.empty() ? "[" + text + "]" : fmt::format("[{} …{}]", text, value.kept);
}

std::string_view kindWord(std::string_view kind, std::string_view language) {
    return wordOf(kind, placeholderWords(language));
}

std::string kindPlaceholder(std::string_view kind, std::string_view language) {
    const auto& words = placeholderWords(language);
    return fmt::format("[{}: {}]", wordOf(kind, words), words.notCarried);
}

std::string stopNote(std::string_view language) {
    return fmt::format("[{}]", placeholderWords(language).stopped);
}

std::string withheldNote(std::string_view language) {
    const auto& words = placeholderWords(language);
    return fmt::format("[{}; {}]", words.withheld, words.open);
}

std::string withheldStub(std::string_view kind, std::size_t codePoints, std::string_view language) {
    const auto& words = placeholderWords(language);
    const std::size_t band = codePoints <= 160 ? 0 : codePoints <= 1000 ? 1 : 2;
    return fmt::format(
        "[{}: {}, {}; {}]", words.withheld, wordOf(kind, words), words.lengths.at(band), words.open
    );
}

std::string escapeImitations(const std::string& text, const std::vector<std::size_t>& brackets) {
    std::string out;
    std::size_t copied = 0;
    for (const std::size_t place : brackets) {
        if (!isImitation(text[place], std::string_view(text).substr(place + 1)))
            continue;
        out.append(text, copied, place - copied);
        out += text[place] == '[' ? "［" : "（";
        copied = place + 1;
    }
    return out.append(text, copied);
}

}  // namespace bowline::stages
