// Words and shapes that make digits a phone number, or anything but one.
#include "connector/detect/phone_shape.h"

#include "connector/detect/phone_plan.h"

#include <algorithm>

namespace bowline::detect {

namespace {

/// Words that say of a number what else it is.
constexpr CueSet kOther = Cue::Order | Cue::Version | Cue::Bank | Cue::Account | Cue::Id |
                          Cue::Tax | Cue::Health | Cue::Passport | Cue::Licence | Cue::Imei |
                          Cue::Chip | Cue::Plate | Cue::Vin | Cue::Card | Cue::Password |
                          Cue::Code | Cue::Birth;

using Window = std::span<const DigitGroup>;

bool isYear(std::string_view digits) {
    return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

/// 2026-05-12, 12.05.2026, 5/12/26: three groups of which two are short and the year stands at an
/// end, anywhere in the window; or a season, 2009/2010.
bool isDate(std::string_view view, Window window) {
    const auto year = [&](const DigitGroup& group) {
        return isYear(view.substr(group.begin, group.size()));
    };
    if (window.size() == 2)
        return year(window[0]) && year(window[1]);
    for (std::size_t at = 0; at + 2 < window.size(); ++at) {
        const bool yearFirst =
            year(window[at]) && window[at + 1].size() <= 2 && window[at + 2].size() <= 2;
        const bool yearLast =
            window[at].size() <= 2 && window[at + 1].size() <= 2 && year(window[at + 2]);
        if (yearFirst || yearLast)
            return true;
    }
    return false;
}

/// 10.5.52.515: dots only, and groups of one to three digits.
bool isDotted(std::string_view view, Window window) {
    if (window.size() < 2)
        return false;
    for (std::size_t at = 0; at < window.size(); ++at) {
        if (window[at].size() > 3)
            return false;
        if (at > 0 && view.substr(window[at - 1].end, window[at].begin - window[at - 1].end) != ".")
            return false;
    }
    return view[window.front().begin] != '0';
}

/// 0.000000012
bool isDecimal(std::string_view view, Window window) {
    constexpr std::size_t kLongFraction = 5;
    return window.size() == 2 && window[1].size() >= kLongFraction &&
           view.substr(window[0].end, window[1].begin - window[0].end) == ".";
}

/// One digit a group: nobody writes amounts so, people who hide a number do.
bool isSpacedOut(Window window) {
    constexpr std::size_t kFewest = 9;
    return window.size() >= kFewest &&
           std::ranges::all_of(window, [](const DigitGroup& group) { return group.size() == 1; });
}

bool touchesLetterOrDecimal(std::string_view view, Window window) {
    const std::size_t begin = window.front().begin;
    const std::size_t end = window.back().end;
    constexpr std::string_view kTies = "-_#";
    if (begin > 0 && (isAsciiLetter(view[begin - 1]) || kTies.find(view[begin - 1]) != kTies.npos))
        return true;
    if (begin > 1 && (view[begin - 1] == ',' || view[begin - 1] == '.') && isDigit(view[begin - 2]))
        return true;
    const bool extension =
        end + 1 < view.size() && (view[end] | 0x20) == 'x' && isDigit(view[end + 1]);
    if (end < view.size() && isAsciiLetter(view[end]) && !extension)
        return true;
    return end + 1 < view.size() && (view[end] == ',' || view[end] == '.' || view[end] == ':') &&
           isDigit(view[end + 1]);
}

/// 3-3-4, with or without a leading 1.
bool isNorthAmericanShape(Window window) {
    const std::size_t skip = window.size() == 4 && window.front().size() == 1 ? 1 : 0;
    return window.size() == 3 + skip && window[skip].size() == 3 && window[skip + 1].size() == 3 &&
           window[skip + 2].size() == 4;
}

std::size_t countDigits(Window window) {
    std::size_t digits = 0;
    for (const auto& group : window)
        digits += group.size();
    return digits;
}

bool isWrittenLikeANumber(std::string_view view, Window window, std::string_view region) {
    constexpr int kNorthAmerica = 1;
    if (callingCode(region) == kNorthAmerica)
        return isNorthAmericanShape(window);
    constexpr std::size_t kFewestDigits = 9;
    if (countDigits(window) < kFewestDigits)
        return false;
    return view[window.front().begin] == '0' || window.size() >= 3;
}

/// The trunk zero, as most of the world writes it.
bool hasTrunkZero(std::string_view view, Window window) {
    constexpr std::size_t kFewest = 9;
    constexpr std::size_t kMost = 11;
    const std::size_t digits = countDigits(window);
    const std::size_t begin = window.front().begin;
    if (begin > 1 && view[begin - 1] == ' ' && isDigit(view[begin - 2]))
        return false;  // the rest of a longer number
    const bool parted = window.size() >= 2 && window.front().size() >= 2;
    const auto front = view.substr(window.front().begin, 2);
    return front[0] == '0' && front != "00" && digits >= kFewest && digits <= kMost &&
           (parted || digits > kFewest);
}

/// 3-3-4 with the marks of a number, or with blanks where area and exchange begin with 2 to 9.
bool isNorthAmericanNumber(std::string_view view, Window window) {
    const std::size_t skip = window.size() == 4 ? 1 : 0;
    if (!isNorthAmericanShape(window) || (skip == 1 && view[window[0].begin] != '1'))
        return false;
    const bool marked = view[window[skip + 1].end] != ' ';
    return marked || (view[window[skip].begin] >= '2' && view[window[skip + 1].begin] >= '2');
}

bool isSpokenOf(const Cues& cues, Span place) {
    constexpr std::size_t kBefore = 40;
    const CueSet last = cues.lastBefore(place.begin, kBefore, kOther | Cue::Phone);
    return last.has(Cue::Phone) || (last.empty() && cues.around(place).has(Cue::Phone));
}

}  // namespace

NationalSigns nationalSigns(const ScanText& text, std::span<const DigitGroup> window) {
    const std::string_view view = text.view;
    if (isDate(view, window) || isDotted(view, window) || isDecimal(view, window) ||
        touchesLetterOrDecimal(view, window))
        return {};
    constexpr std::size_t kNear = 16;
    const Span place{window.front().begin, window.back().end};
    const CueSet last = text.cues.lastBefore(place.begin, kNear, kOther | Cue::Phone);
    if (last.has(kOther) && !last.has(Cue::Phone))
        return {};
    const bool written = text.region.empty()
                             ? isNorthAmericanNumber(view, window) || hasTrunkZero(view, window)
                             : isWrittenLikeANumber(view, window, text.region);
    const bool overLines =
        view.substr(place.begin, place.end - place.begin).find('\n') != std::string_view::npos;
    return {!overLines && (written || isSpacedOut(window)), isSpokenOf(text.cues, place)};
}

}  // namespace bowline::detect
