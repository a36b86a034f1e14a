// Several texts as one, a line each, with the way back to each of them.
#pragma once

#include "connector/model/finding.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

class JoinedTexts {
public:
    /// Those that are `leftOut` have an empty place. An address that is cut at its "@" goes on at
    /// once; everything else goes on in the next line.
    JoinedTexts(const std::vector<std::string_view>& texts, const std::vector<bool>& leftOut);

    [[nodiscard]] const std::string& text() const { return text_; }
    /// The texts of which `span` holds something, as a half-open range; those that are left out
    /// in between too.
    struct Range {
        std::size_t begin;
        std::size_t end;
    };
    [[nodiscard]] Range touched(Span span) const;
    /// The part of `span` that lies in text `i`, in places of text(); empty when none does.
    [[nodiscard]] Span within(std::size_t i, Span span) const;
    [[nodiscard]] std::string_view bytes(Span span) const {
        return std::string_view(text_).substr(span.begin, span.end - span.begin);
    }
    /// Places of text `i` itself.
    [[nodiscard]] Span inText(std::size_t i, Span span) const {
        return {span.begin - places_[i].begin, span.end - places_[i].begin};
    }
    [[nodiscard]] Span placeOf(std::size_t i) const { return places_[i]; }

    /// Whether what was found in text() is one value, and not two things side by side: each text
    /// gives three digits of it or more, or is a fragment. An address that goes over a border was
    /// written with its sign there.
    [[nodiscard]] bool isOneValue(const Finding& found) const;

private:
    void add(std::string_view part);

    std::string text_;
    std::vector<Span> places_;
};

}  // namespace bowline::detect
