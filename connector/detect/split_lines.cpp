#include "connector/detect/split_lines.h"

#include "connector/detect/joined_texts.h"
#include "connector/detect/split_texts.h"

#include <algorithm>

namespace bowline::detect {

namespace {

/// Views into `text`.
std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// What of one value stands in each of the lines that it touches, in places of the whole text.
class Parts {
public:
    Parts(
        std::string_view text, const std::vector<std::string_view>& lines, const JoinedTexts& joined
    )
        : text_(text), lines_(lines), joined_(joined) {}

    void add(const Finding& finding) {
        const auto [begin, end] = joined_.touched(finding.span);
        for (std::size_t i = begin; i < end; ++i) {
            const Span part = joined_.within(i, finding.span);
            if (part.begin < part.end)
                add(finding, i, joined_.inText(i, part));
        }
    }

    [[nodiscard]] std::vector<Finding> take() { return std::move(parts_); }

private:
    void add(const Finding& finding, std::size_t line, Span inLine) {
        const auto begin = static_cast<std::size_t>(lines_[line].data() - text_.data());
        parts_.push_back(finding);
        parts_.back().span = {begin + inLine.begin, begin + inLine.end};
        parts_.back().reason = "split";
        parts_.back().isPart = true;
    }

    std::string_view text_;
    const std::vector<std::string_view>& lines_;
    const JoinedTexts& joined_;
    std::vector<Finding> parts_;
};

}  // namespace

std::vector<Finding> foundAcrossLines(
    const Detector& detector,
    std::string_view text,
    const std::vector<KnownValue>& known,
    std::string_view region
) {
    constexpr std::size_t kMostRead = 8192;
    if (text.size() > kMostRead || std::ranges::count(text, '\n') < 2)
        return {};
    const auto lines = linesOf(text);
    const auto asides = asidesBetweenFragments(lines);
    if (std::ranges::find(asides, true) == asides.end())
        return {};
    const JoinedTexts joined(lines, asides);
    Parts parts(text, lines, joined);
    for (const auto& finding : detector.scan(joined.text(), known, region)) {
        const auto [begin, end] = joined.touched(finding.span);
        const bool goesOverAside = std::any_of(
            asides.begin() + static_cast<std::ptrdiff_t>(begin),
            asides.begin() + static_cast<std::ptrdiff_t>(end),
            [](bool isAside) { return isAside; }
        );
        if (goesOverAside && joined.isOneValue(finding))
            parts.add(finding);
    }
    return parts.take();
}

}  // namespace bowline::detect
