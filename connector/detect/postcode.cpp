// Every group of digits is tried as the digits of a postal code.
#include "connector/detect/postcode.h"

#include "connector/detect/identifiers/shape.h"

#include <algorithm>
#include <string>

namespace bowline::detect {

namespace {

struct Shape {
    std::string_view country;
    std::string_view shapes;  ///< as of identifiers: '#' a digit, '@' a letter, several by '|'
};

constexpr Shape kShapes[] = {
    {"GB", "@# #@@|@## #@@|@@# #@@|@@## #@@|@#@ #@@|@@#@ #@@|@@#@#@@|@@##@@|@@###@@"},
    {"NL", "#### @@"},
    {"CA", "@#@ #@#"},
};
constexpr std::size_t kLongest = 8;

/// Behind four digits they are units, currencies or times.
constexpr std::string_view kUnits =
    "KG GB MB TB KB KM CM MM ML DL CL EU US UK PM AM HZ MW KW VA BC "
    "AD KN CV HP DM FT IN LB OZ YD PT ST ND RD TH";

bool isNoUnit(std::string_view country, const std::string& code) {
    return country != "NL" ||
           kUnits.find(std::string_view(code).substr(5)) == std::string_view::npos;
}

bool standsAlone(std::string_view view, Span span) {
    constexpr std::string_view kTies = "-_/.#@";
    const auto isTie = [&](std::size_t at) {
        return isAsciiAlnum(view[at]) || static_cast<unsigned char>(view[at]) >= 0x80 ||
               kTies.find(view[at]) != std::string_view::npos;
    };
    const bool begins = span.begin == 0 || !isTie(span.begin - 1);
    const bool ends = span.end == view.size() || view[span.end] == '.' || !isTie(span.end);
    return begins && ends;
}

class PostcodeSearch {
public:
    explicit PostcodeSearch(const ScanText& text) : text_(text), view_(text.view) {}

    Candidates all() {
        for (const auto& group : text_.digits) {
            if (!byShape(group))
                byWord(group);
        }
        return std::move(found_);
    }

private:
    /// Letters before the first digits of a code are two at most; without, four digits have a blank
    /// and letters behind them.
    bool byShape(const DigitGroup& group) {
        std::size_t begin = group.begin;
        while (begin > 0 && group.begin - begin < 2 && isAsciiLetter(view_[begin - 1]))
            --begin;
        const bool lettersFollow = group.size() == 4 && group.end + 1 < view_.size() &&
                                   view_[group.end] == ' ' && isAsciiLetter(view_[group.end + 1]);
        if (begin == group.begin && !lettersFollow)
            return false;
        for (std::size_t size = kLongest; size >= 6; --size) {
            const Span span{begin, begin + size};
            if (span.end <= view_.size() && standsAlone(view_, span) && keepIfCode(span))
                return true;
        }
        return false;
    }

    bool keepIfCode(Span span) {
        const auto raw = view_.substr(span.begin, span.end - span.begin);
        std::string code(raw);
        std::ranges::transform(code, code.begin(), [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        });
        const bool parted = code.find(' ') != std::string::npos;
        const auto* const shape = std::ranges::find_if(kShapes, [&](const Shape& one) {
            const bool asWritten = one.country == "GB" && parted;  // in any case
            return hasOneShape(asWritten ? std::string_view(code) : raw, one.shapes, '|') &&
                   isNoUnit(one.country, code);
        });
        if (shape == std::end(kShapes))
            return false;
        found_.push_back(
            {{span, "postcode", std::string(shape->country), 0.6, "shape"}, Strength::Soft}
        );
        return true;
    }

    void byWord(const DigitGroup& group) {
        if (!text_.cues.anywhere().has(Cue::Postcode))
            return;
        constexpr std::size_t kRightBefore = 12;
        const Span span{group.begin, endWithTail(group)};
        const bool fits = group.size() >= 4 && group.size() <= 6 && standsAlone(view_, span);
        if (fits && text_.cues.before(group.begin, kRightBefore).has(Cue::Postcode))
            found_.push_back({{span, "postcode", "", 0.6, "context"}, Strength::Soft});
    }

    /// The USA and Brazil have three or four digits more behind a dash.
    [[nodiscard]] std::size_t endWithTail(const DigitGroup& group) const {
        std::size_t end = group.end + 1;
        if (group.size() != 5 || group.end >= view_.size() || view_[group.end] != '-')
            return group.end;
        while (end < view_.size() && isDigit(view_[end]))
            ++end;
        const std::size_t tail = end - group.end - 1;
        return tail == 3 || tail == 4 ? end : group.end;
    }

    const ScanText& text_;
    std::string_view view_;
    Candidates found_;
};

}  // namespace

Candidates findPostcodes(const ScanText& text) {
    return text.digits.empty() ? Candidates{} : PostcodeSearch(text).all();
}

}  // namespace bowline::detect
