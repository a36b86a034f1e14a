// The classes that a mapping's author adds: an RE2 pattern or a list of words, with optional
// context words.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/normal_view.h"
#include "connector/detect/words.h"
#include "connector/model/rules.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace re2 {
class RE2;
}

namespace bowline::detect {

/// One own class, ready to run. Immutable; threads: any.
class OwnClassSearch {
public:
    /// Throws Error when validateOwnClass(own) is not empty.
    explicit OwnClassSearch(const OwnClass& own);
    ~OwnClassSearch();
    OwnClassSearch(OwnClassSearch&&) noexcept;
    OwnClassSearch& operator=(OwnClassSearch&&) noexcept;

    /// Reason "pattern" or "words", with "+context" where context words are asked for. After a
    /// thousand matches of a pattern the rest of the text is one finding of class "unread". Time
    /// linear in the text.
    [[nodiscard]] Candidates in(const NormalView& view, const Words& words) const;

private:
    [[nodiscard]] Candidates patternMatches(const std::string& view) const;
    [[nodiscard]] Candidates wordMatches(const Words& words) const;
    [[nodiscard]] bool hasContext(const Words& words, Span span) const;

    using Phrase = std::vector<std::u32string>;
    std::string id_;
    std::unique_ptr<const re2::RE2> pattern_;                          ///< null for a word list
    std::unordered_map<std::u32string, std::vector<Phrase>> phrases_;  ///< by first word
    std::vector<Phrase> context_;
};

}  // namespace bowline::detect
