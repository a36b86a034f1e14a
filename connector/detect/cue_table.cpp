#include "connector/detect/cue_table.h"

namespace bowline::detect {

namespace {

constexpr std::size_t kStem = 4;

std::size_t hashOf(std::string_view word) {
    std::size_t hash = 2166136261U;
    for (const char c : word)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash ^ (hash >> 15);
}

/// A word that stands in two rows means both: "un" is a digit and an article.
void join(CueMeaning& meaning, const CueWords& row) {
    meaning.cues |= row.cues;
    if (row.digit >= 0)
        meaning.digit = row.digit;
}

}  // namespace

CueTable::CueTable() {
    for (const auto& row : cueWords())
        eachWord(row.words, [&](std::string_view word) { add(word, row); });
}

const CueMeaning* CueTable::find(std::string_view word) const {
    if (const auto hash = hashOf(word); whole_.mayHold(hash)) {
        for (const auto& meaning : whole_.of(hash)) {
            if (meaning.word == word)
                return &meaning;
        }
    }
    return word.size() < kStem ? nullptr : findStem(word);
}

void CueTable::add(std::string_view word, const CueWords& row) {
    const bool isStem = word.ends_with('*');
    if (isStem)
        word.remove_suffix(1);
    auto& table = isStem ? stems_ : whole_;
    const auto hash = hashOf(isStem ? word.substr(0, kStem) : word);
    table.known.set(hash % kBits);
    auto& bucket = table.lists[hash % kBuckets];
    for (auto& meaning : bucket) {
        if (meaning.word == word)
            return join(meaning, row);
    }
    bucket.push_back({std::string(word), row.cues, row.digit});
}

const CueMeaning* CueTable::findStem(std::string_view word) const {
    const auto hash = hashOf(word.substr(0, kStem));
    if (!stems_.mayHold(hash))
        return nullptr;
    for (const auto& meaning : stems_.of(hash)) {
        if (word.starts_with(meaning.word))
            return &meaning;
    }
    return nullptr;
}

const CueTable& cueTable() {
    static const CueTable* const instance = new CueTable;
    return *instance;
}

bool hasWord(std::string_view words, std::string_view word) {
    bool found = false;
    eachWord(words, [&](std::string_view one) {
        const bool stem = one.ends_with('*');
        found = found || (stem ? word.starts_with(one.substr(0, one.size() - 1)) : word == one);
    });
    return found;
}

}  // namespace bowline::detect
