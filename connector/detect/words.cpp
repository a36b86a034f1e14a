// Folds a text for comparing words, in one pass.
#include "connector/detect/words.h"

#include "connector/base/text.h"
#include "connector/detect/normal_view.h"
#include "connector/detect/plain_forms.h"

#include <algorithm>

namespace bowline::detect {

namespace {

bool isWordCharacter(char32_t c) {
    return (c >= U'0' && c <= U'9') || isLetter(c);
}

}  // namespace

Words::Words(std::string_view view) {
    text_.reserve(view.size());
    origins_.reserve(view.size() + 1);
    bool inWord = false;
    for (std::size_t at = 0; at < view.size();) {
        const CodePoint point = codePointAt(view, at);
        const char32_t c = comparable(point.value);
        if (c != kNothingShown || point.value == 0) {
            const bool letter = isWordCharacter(c);
            if (letter && !inWord)
                words_.push_back({text_.size(), text_.size()});
            text_ += c;
            origins_.push_back(at);
            if (letter)
                words_.back().end = text_.size();
            inWord = letter;
        }
        at += point.length;
    }
    origins_.push_back(view.size());
}

std::u32string_view Words::at(std::size_t word) const {
    return std::u32string_view(text_).substr(
        words_[word].begin, words_[word].end - words_[word].begin
    );
}

Span Words::inView(std::size_t begin, std::size_t end) const {
    return {origins_[begin], origins_[end]};
}

std::size_t Words::placeOf(std::size_t viewByte) const {
    const auto found = std::lower_bound(origins_.begin(), origins_.end(), viewByte);
    return static_cast<std::size_t>(found - origins_.begin());
}

std::vector<std::u32string> comparableWords(std::string_view text) {
    const Words words(NormalView(text).text());
    std::vector<std::u32string> out;
    for (std::size_t at = 0; at < words.all().size(); ++at)
        out.emplace_back(words.at(at));
    return out;
}

}  // namespace bowline::detect
