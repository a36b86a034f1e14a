// The words of cue_words, ready to be looked up: whole, and by their first four letters among the
// beginnings.
#pragma once

#include "connector/detect/cues.h"

#include <array>
#include <bitset>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

struct CueMeaning {
    std::string word;
    CueSet cues;
    int digit = -1;
};

class CueTable {
public:
    CueTable();

    /// What `word` means; nothing when it is no word of ours. `word` is folded.
    [[nodiscard]] const CueMeaning* find(std::string_view word) const;

private:
    static constexpr std::size_t kBuckets = 2048;
    /// Most words mean nothing, and learn it from one bit of a small field.
    static constexpr std::size_t kBits = std::size_t{1} << 15;
    struct Buckets {
        std::array<std::vector<CueMeaning>, kBuckets> lists;
        std::bitset<kBits> known;

        [[nodiscard]] bool mayHold(std::size_t hash) const { return known[hash % kBits]; }
        [[nodiscard]] const std::vector<CueMeaning>& of(std::size_t hash) const {
            return lists[hash % kBuckets];
        }
    };

    void add(std::string_view word, const CueWords& row);
    [[nodiscard]] const CueMeaning* findStem(std::string_view word) const;

    Buckets whole_;
    Buckets stems_;
};

/// The one table. Built at the first call; threads: any.
const CueTable& cueTable();

/// Calls `use` for each of the blank-separated words.
template <typename Use>
void eachWord(std::string_view words, Use use) {
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        if (end > 0)
            use(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

}  // namespace bowline::detect
