// Joins the texts with a line end between, scans that, and cuts what was found at the borders of
// the text that is asked about. What the text alone gives is never lost.
#include "connector/detect/split_values.h"

#include "connector/base/text.h"
#include "connector/detect/cover.h"
#include "connector/detect/cues.h"
#include "connector/detect/digit_groups.h"
#include "connector/detect/joined_texts.h"
#include "connector/detect/normal_view.h"
#include "connector/detect/spelled_digits.h"
#include "connector/detect/split_texts.h"

#include <algorithm>

namespace bowline::detect {

namespace {

constexpr std::size_t kMostOfNeighbour = 256;  // bytes beside a border; no value is longer

/// The last bytes of `text`, from the beginning of a code point on.
std::string_view tailOf(std::string_view text) {
    if (text.size() <= kMostOfNeighbour)
        return text;
    auto tail = text.substr(text.size() - kMostOfNeighbour);
    const auto isInside = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
    while (!tail.empty() && isInside(tail.front()))
        tail.remove_prefix(1);
    return tail;
}

/// The parts of all texts that are read, in their order.
std::vector<std::string_view> readParts(std::string_view text, const TextsAround& around) {
    std::vector<std::string_view> parts;
    for (const auto before : around.before)
        parts.push_back(tailOf(before));
    parts.push_back(text);
    for (const auto after : around.after)
        parts.push_back(cutText(after, kMostOfNeighbour));
    return parts;
}

class AmongOthers {
public:
    AmongOthers(const JoinedTexts& joined, std::size_t own, std::vector<Finding> alone)
        : joined_(joined), own_(own), alone_(std::move(alone)) {}

    FoundAmong of(const std::vector<Finding>& together) {
        for (const auto& finding : together)
            sort(finding);
        found_.findings = withCover(withCover(std::move(parts_), alone_), inside_);
        return std::move(found_);
    }

private:
    void sort(const Finding& finding) {
        const Span own = joined_.within(own_, finding.span);
        if (own.begin == own.end)
            return;
        auto here = finding;
        here.span = joined_.inText(own_, own);
        if (own == finding.span)
            inside_.push_back(std::move(here));
        else if (joined_.isOneValue(finding))
            addPart(finding, std::move(here));
    }

    void addPart(const Finding& whole, Finding here) {
        here.isPart = true;
        here.reason = "split";
        parts_.push_back(std::move(here));
        found_.whole.emplace_back(whole.cls, FoundValue(joined_.bytes(whole.span)));
        for (std::size_t i = 0; i < own_; ++i) {
            const auto part = joined_.bytes(joined_.within(i, whole.span));
            if (!part.empty())
                found_.earlier.push_back({i, FoundValue(part), whole.cls});
        }
    }

    const JoinedTexts& joined_;
    std::size_t own_;
    std::vector<Finding> alone_;
    std::vector<Finding> parts_;
    std::vector<Finding> inside_;  ///< found with the words around
    FoundAmong found_;
};

/// Whether a digit of `text` from `begin` on is in none of the findings, which are sorted.
bool leavesDigit(std::string_view text, std::size_t begin, const std::vector<Finding>& findings) {
    auto finding = findings.begin();
    for (std::size_t at = begin; at < text.size();) {
        const auto length = codePointAt(text, at).length;
        while (finding != findings.end() && finding->span.end <= at)
            ++finding;
        const bool isIn = finding != findings.end() && finding->span.begin <= at;
        if (!isIn && digitsIn(text.substr(at, length)) > 0)
            return true;
        at += length;
    }
    return false;
}

}  // namespace

bool mayBeSplit(std::string_view text) {
    if (std::ranges::any_of(text, isDigit) || text.starts_with('@') || text.ends_with('@'))
        return true;
    const NormalView view(text);
    return std::ranges::any_of(view.text(), isDigit) ||
           !spelledDigits(view.text(), Cues(view.text())).empty();
}

FoundAmong scanAmong(
    const Detector& detector,
    std::string_view text,
    const TextsAround& around,
    const std::vector<KnownValue>& known,
    std::string_view region
) {
    auto alone = detector.scan(text, known, region);
    if (around.before.empty() && around.after.empty())
        return {std::move(alone), {}, {}};
    const auto texts = readParts(text, around);
    const auto found = [&](const std::vector<bool>& leftOut) {
        const JoinedTexts joined(texts, leftOut);
        return AmongOthers(joined, around.before.size(), alone)
            .of(detector.scan(joined.text(), known, region));
    };
    auto all = found(std::vector<bool>(texts.size(), false));
    const auto asides = asidesIn(texts);
    if (!all.whole.empty() || std::ranges::find(asides, true) == asides.end())
        return all;
    auto withoutAsides = found(asides);
    withoutAsides.findings = withCover(std::move(withoutAsides.findings), all.findings);
    return withoutAsides;
}

bool mayGoOn(
    const Detector& detector,
    std::string_view text,
    const TextsAround& around,
    const std::vector<KnownValue>& known,
    std::string_view region
) {
    const auto texts = readParts(text, around);
    const std::size_t own = around.before.size();
    const std::size_t first = own - std::min(own, around.waiting);
    const auto isShort = [](std::string_view one) { return one.size() < kMostOfNeighbour; };
    if (!isFragment(texts[first]))
        return false;
    std::size_t digits = 0;
    for (std::size_t i = first; i < texts.size(); ++i) {
        if (!isShort(texts[i]) || (!isFragment(texts[i]) && !isAside(texts[i])))
            return false;
        digits += digitsIn(texts[i]);
    }
    const bool goesOn = first > 0 && isFragment(texts[first - 1]);
    if (digits < kFewestDigitsOfPart && !goesOn)
        return false;
    const JoinedTexts joined(texts, asidesIn(texts));
    const auto begin = joined.placeOf(first).begin;
    return leavesDigit(joined.text(), begin, detector.scan(joined.text(), known, region));
}

}  // namespace bowline::detect
