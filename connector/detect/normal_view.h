// A text as the detectors read it: styled digits and letters as ASCII, what shows nothing left out,
// with the way back to the bytes of the source. One pass; memory at most nine times the source;
// bytes that are not UTF-8 stay as they are.
#pragma once

#include "connector/model/finding.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

/// A part of a view and the digits that it stands for.
struct Replacement {
    Span span;
    std::string digits;
};

/// A letter of a view and the digit that it looks like.
struct LookAlike {
    std::size_t at;
    char digit;
};

class NormalView {
public:
    explicit NormalView(std::string_view source);

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    /// Puts digits where words stand for them; `all` sorted and apart. Each digit leads back to the
    /// whole of what it replaced. Returns where the digits stand now, those side by side as one.
    std::vector<Span> replace(const std::vector<Replacement>& all);
    /// Puts digits in the places of letters. Views of text() stay good.
    void overwrite(const std::vector<LookAlike>& all);
    /// True when nothing had to be changed: places of the view are places of the source.
    [[nodiscard]] bool isSource() const noexcept { return origins_.empty(); }
    /// The source bytes behind `inView`, on code point borders; invisible characters after the last
    /// one belong to it (a keycap's frame goes with its digit).
    [[nodiscard]] Span inSource(Span inView) const;

private:
    void append(char32_t c, std::string_view bytes, std::size_t at);

    std::string text_;
    /// For each byte of text_ and its end: where its code point begins. No text has 4 GiB.
    std::vector<std::uint32_t> origins_;
};

}  // namespace bowline::detect
