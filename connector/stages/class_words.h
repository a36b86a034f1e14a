// What people call the built-in classes, in the nine languages of the placeholders. Data only.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace bowline::stages {

/// Languages of the columns, as in placeholder_words: ISO 639-1.
inline constexpr std::array<std::string_view, 9> kClassLanguages{
    "en", "de", "es", "pt", "fr", "it", "nl", "hi", "ar"};

struct ClassWords {
    std::string_view cls;
    std::array<std::string_view, kClassLanguages.size()> words;
};

std::span<const ClassWords> allClassWords();

/// The word for `cls` in "de" or "de-AT", English for a language that is not there; `cls` itself
/// for a class of an author's own.
std::string_view classWord(std::string_view cls, std::string_view language);

}  // namespace bowline::stages
