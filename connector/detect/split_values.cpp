// Joins the texts with a line end between, scans that, and cuts what was found at the borders of
// the text that is asked about. What the text alone gives is never lost.
#include "connector/detect/split_values.h"

#include "connector/base/text.h"
#include "connector/detect/cover.h"
#include "connector/detect/cues.h"
#include "connector/detect/digit_groups.h"
#include "connector/detect/normal_view.h"
#include "connector/detect/spelled_digits.h"
#include "connector/detect/words.h"

#include <algorithm>
#include <optional>

namespace bowline::detect {

namespace {

constexpr std::size_t kMostOfNeighbour = 256;  // bytes beside a border; no value is longer
constexpr std::size_t kFewestDigits = 3;
constexpr std::string_view kSplit = "split";

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

std::size_t digitsIn(std::string_view text) {
    const NormalView view(text);
    return static_cast<std::size_t>(std::ranges::count_if(view.text(), isDigit));
}

/// Letters side by side and no digit among them; one letter alone may be part of a number.
bool isPlainWord(std::u32string_view word) {
    const auto isDigitPoint = [](char32_t c) { return c >= U'0' && c <= U'9'; };
    return word.size() > 1 && std::ranges::none_of(word, isDigitPoint);
}

/// Digits and signs, letters at most beside digits ("DE89"): nothing that says what it is.
bool isFragment(std::string_view text) {
    const NormalView view(text);
    const Words words(view.text());
    const bool saysSomething = std::ranges::any_of(words.all(), [&](const Word& word) {
        return isPlainWord(words.text().substr(word.begin, word.end - word.begin));
    });
    return !saysSomething && std::ranges::any_of(view.text(), isDigit);
}

/// An address that is cut at its "@" goes on at once; numbers go on in the next line.
std::string_view between(std::string_view left, std::string_view right) {
    const bool isAddress = left.ends_with('@') || right.starts_with('@');
    return isAddress ? std::string_view() : std::string_view("\n");
}

/// "sorry, cat on keyboard", "wait": what people say between the parts of a number.
bool isAside(std::string_view text) {
    constexpr std::size_t kLongest = 40;
    return !text.empty() && text.size() <= kLongest && digitsIn(text) == 0;
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

/// For each text whether it is an aside with digits on both sides.
std::vector<bool> asidesIn(const std::vector<std::string_view>& texts) {
    std::vector<bool> asides;
    for (const auto text : texts)
        asides.push_back(isAside(text));
    const auto first = std::ranges::find(asides, false);
    const auto last = std::find(asides.rbegin(), asides.rend(), false).base();
    std::fill(asides.begin(), first, false);
    std::fill(std::max(first, last), asides.end(), false);
    return asides;
}

/// All texts as one, with the place of each.
class Joined {
public:
    /// Those that are `leftOut` have an empty place.
    Joined(
        const std::vector<std::string_view>& texts,
        std::size_t own,
        const std::vector<bool>& leftOut
    )
        : own_(own) {
        for (std::size_t i = 0; i < texts.size(); ++i)
            leftOut[i] ? places_.push_back({text_.size(), text_.size()}) : add(texts[i]);
    }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] std::size_t size() const { return places_.size(); }
    [[nodiscard]] std::size_t own() const { return own_; }
    /// The part of `span` that lies in text `i`, in places of text(); empty when none does.
    [[nodiscard]] Span within(std::size_t i, Span span) const {
        const Span place = places_[i];
        const auto begin = std::max(span.begin, place.begin);
        return {begin, std::max(begin, std::min(span.end, place.end))};
    }
    [[nodiscard]] std::string_view bytes(Span span) const {
        return std::string_view(text_).substr(span.begin, span.end - span.begin);
    }
    [[nodiscard]] std::string_view textAt(std::size_t i) const { return bytes(places_[i]); }
    /// Places of text `i` itself.
    [[nodiscard]] Span inText(std::size_t i, Span span) const {
        return {span.begin - places_[i].begin, span.end - places_[i].begin};
    }

private:
    void add(std::string_view part) {
        if (!text_.empty())
            text_ += between(text_, part);
        places_.push_back({text_.size(), text_.size() + part.size()});
        text_ += part;
    }

    std::string text_;
    std::vector<Span> places_;
    std::size_t own_;
};

/// Whether what was found over several of the texts is one value, and not two things side by side.
/// An address that goes over a border was written with its sign there.
bool isOneValue(const Joined& joined, const Finding& found) {
    if (found.cls == "email")
        return true;
    for (std::size_t i = 0; i < joined.size(); ++i) {
        const auto part = joined.bytes(joined.within(i, found.span));
        if (!part.empty() && digitsIn(part) < kFewestDigits && !isFragment(joined.textAt(i)))
            return false;
    }
    return true;
}

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

/// For each line whether it is one of the asides between two fragments.
std::vector<bool> asidesBetweenFragments(const std::vector<std::string_view>& lines) {
    std::vector<bool> asides(lines.size(), false);
    std::optional<std::size_t> fragment;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (isFragment(lines[i])) {
            if (fragment)
                std::fill(
                    asides.begin() + static_cast<std::ptrdiff_t>(*fragment) + 1,
                    asides.begin() + static_cast<std::ptrdiff_t>(i),
                    true
                );
            fragment = i;
        } else if (!isAside(lines[i])) {
            fragment.reset();
        }
    }
    return asides;
}

bool goesOverOneOf(const Joined& joined, Span span, const std::vector<bool>& asides) {
    bool begun = false;
    bool over = false;
    for (std::size_t i = 0; i < joined.size(); ++i) {
        const Span part = joined.within(i, span);
        if (part.begin < part.end && over)
            return true;
        begun = begun || part.begin < part.end;
        over = begun && (over || asides[i]);
    }
    return false;
}

class AmongOthers {
public:
    AmongOthers(const Joined& joined, std::vector<Finding> alone)
        : joined_(joined), alone_(std::move(alone)) {}

    FoundAmong of(const std::vector<Finding>& together) {
        for (const auto& finding : together)
            sort(finding);
        found_.findings = withCover(withCover(std::move(parts_), alone_), inside_);
        return std::move(found_);
    }

private:
    void sort(const Finding& finding) {
        const Span own = joined_.within(joined_.own(), finding.span);
        if (own.begin == own.end)
            return;
        auto here = finding;
        here.span = joined_.inText(joined_.own(), own);
        if (own == finding.span)
            inside_.push_back(std::move(here));
        else if (isOneValue(joined_, finding))
            addPart(finding, std::move(here));
    }

    void addPart(const Finding& whole, Finding here) {
        here.isPart = true;
        here.reason = kSplit;
        parts_.push_back(std::move(here));
        found_.whole.emplace_back(whole.cls, FoundValue(joined_.bytes(whole.span)));
        for (std::size_t i = 0; i < joined_.own(); ++i) {
            const auto part = joined_.bytes(joined_.within(i, whole.span));
            if (!part.empty())
                found_.earlier.push_back({i, FoundValue(part), whole.cls});
        }
    }

    const Joined& joined_;
    std::vector<Finding> alone_;
    std::vector<Finding> parts_;
    std::vector<Finding> inside_;  ///< found with the words around
    FoundAmong found_;
};

/// Whether a digit of `text` from `begin` on is in none of the findings, which are sorted.
bool leavesDigit(std::string_view text, std::size_t begin, const std::vector<Finding>& findings) {
    auto finding = findings.begin();
    for (std::size_t at = begin; at < text.size(); ++at) {
        while (finding != findings.end() && finding->span.end <= at)
            ++finding;
        const bool isIn = finding != findings.end() && finding->span.begin <= at;
        if (isDigit(text[at]) && !isIn)
            return true;
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
        const Joined joined(texts, around.before.size(), leftOut);
        return AmongOthers(joined, alone).of(detector.scan(joined.text(), known, region));
    };
    auto all = found(std::vector<bool>(texts.size(), false));
    const auto asides = asidesIn(texts);
    if (!all.whole.empty() || std::ranges::find(asides, true) == asides.end())
        return all;
    auto withoutAsides = found(asides);
    withoutAsides.findings = withCover(std::move(withoutAsides.findings), all.findings);
    return withoutAsides;
}

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
    const Joined joined(lines, 0, asides);
    std::vector<Finding> parts;
    for (const auto& finding : detector.scan(joined.text(), known, region)) {
        if (!isOneValue(joined, finding) || !goesOverOneOf(joined, finding.span, asides))
            continue;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Span part = joined.within(i, finding.span);
            if (part.begin == part.end)
                continue;
            const auto begin = static_cast<std::size_t>(lines[i].data() - text.data());
            const Span inLine = joined.inText(i, part);
            parts.push_back(
                {{begin + inLine.begin, begin + inLine.end},
                 finding.cls,
                 finding.detail,
                 finding.score,
                 std::string(kSplit),
                 true}
            );
        }
    }
    return parts;
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
    if (digits < kFewestDigits && !goesOn)
        return false;
    const Joined joined(texts, own, asidesIn(texts));
    const auto begin = joined.within(first, {0, joined.text().size()}).begin;
    return leavesDigit(joined.text(), begin, detector.scan(joined.text(), known, region));
}

}  // namespace bowline::detect
