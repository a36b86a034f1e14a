// From each word that promises a secret, over the words that may stand between, to the value.
#include "connector/detect/passwords.h"

#include <algorithm>
#include <optional>
#include <string>

namespace bowline::detect {

namespace {

constexpr CueSet kPromising = Cue::Password | Cue::Code | Cue::SecurityCode;
constexpr std::size_t kLongest = 64;  ///< characters of a password; each is read once for each word
constexpr CueSet kBetween = kPromising | Cue::Filler | Cue::Number;

bool isBlankOrQuote(char c) {
    return std::string_view(" \t\r\n\"'`(<[").find(c) != std::string_view::npos;
}
bool endsValue(char c) {
    return std::string_view(" \t\r\n\"'`,;)>]").find(c) != std::string_view::npos ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// A value and what stood right before it.
struct Value {
    Span span;
    bool pointedAt = false;  ///< by a colon, an equals sign or a quote
};

class PasswordSearch {
public:
    explicit PasswordSearch(const ScanText& text) : view_(text.view), hits_(text.cues.all()) {}

    Candidates all() {
        for (std::size_t at = 0; at < hits_.size(); ++at) {
            if (!hits_[at].cues.has(kPromising))
                continue;
            if (const auto value = valueBehind(at))
                take(hits_[at].cues, *value);
            if (hits_[at].cues.has(Cue::Password | Cue::Code))
                takeBefore(at);
        }
        return std::move(found_);
    }

private:
    [[nodiscard]] std::string_view part(Span span) const {
        return view_.substr(span.begin, span.end - span.begin);
    }

    /// The value behind hit `at`, over fillers.
    [[nodiscard]] std::optional<Value> valueBehind(std::size_t at) const {
        constexpr std::size_t kMostBetween = 6;
        std::size_t place = hits_[at].span.end;
        Value value;
        for (std::size_t between = 0; between <= kMostBetween; ++between) {
            while (place < view_.size() && (isBlankOrQuote(view_[place]) || isSign(place))) {
                value.pointedAt = value.pointedAt || !isPlainBlank(view_[place]);
                ++place;
            }
            if (++at >= hits_.size() || hits_[at].span.begin != place || !isBetween(at))
                break;
            if (value.pointedAt && !hits_[at].cues.has(Cue::Filler | Cue::Number))
                break;  // "password: secret"
            place = hits_[at].span.end;
            value.pointedAt = false;
        }
        std::size_t end = place;
        while (end < view_.size() && end - place <= kLongest && !endsValue(view_[end]))
            ++end;
        while (end > place && std::string_view(".,:").find(view_[end - 1]) != std::string_view::npos
        )
            --end;
        value.span = {place, end};
        return end > place ? std::optional(value) : std::nullopt;
    }

    /// A word that may stand between, and ends where a word ends.
    [[nodiscard]] bool isBetween(std::size_t at) const {
        const std::size_t end = hits_[at].span.end;
        const bool whole = end == view_.size() || view_[end] == ':' || view_[end] == '=' ||
                           isBlankOrQuote(view_[end]);
        return whole && hits_[at].cues.has(kBetween);
    }

    [[nodiscard]] bool isSign(std::size_t place) const {
        const char c = view_[place];
        return c == ':' || c == '=' ||
               (c == '-' && place + 1 < view_.size() && view_[place + 1] == ' ');
    }
    static bool isPlainBlank(char c) { return c == ' ' || c == '\t'; }

    void take(CueSet cues, const Value& value) {
        const auto text = part(value.span);
        const auto digits = std::ranges::count_if(text, isDigit);
        const bool digitsOnly = digits == static_cast<std::ptrdiff_t>(text.size());
        if (cues.has(Cue::SecurityCode)) {
            if (digitsOnly && (digits == 3 || digits == 4))
                keep(value.span, "card_security_code", "");
            return;
        }
        constexpr std::size_t kShortest = 4;
        if (text.size() < kShortest || text.size() > kLongest)
            return;
        constexpr std::size_t kLongestCode = 12;
        const bool pointed = value.pointedAt && text.size() > kShortest;
        if (cues.has(Cue::Password) && (digits > 0 || pointed))
            keep(value.span, "secret", "password");
        else if (cues.has(Cue::Code) && digits > 0 && text.size() <= kLongestCode)
            keep(value.span, "secret", "code");
    }

    /// "123456 is your verification code"
    void takeBefore(std::size_t at) {
        std::size_t begin = hits_[at].span.begin;
        bool filled = false;
        constexpr std::size_t kMostBetween = 6;
        for (std::size_t between = 0; between < kMostBetween && at > 0; ++between) {
            if (hits_[at - 1].span.end + 1 != begin || !isBetween(at - 1))
                break;
            begin = hits_[--at].span.begin;
            filled = filled || hits_[at].cues.has(Cue::Filler);
        }
        if (!filled || begin < 2 || view_[begin - 1] != ' ')
            return;
        const std::size_t end = begin - 1;
        std::size_t first = end;
        while (first > 0 && isDigit(view_[first - 1]))
            --first;
        if (end - first >= 4 && end - first <= 8 &&
            (first == 0 || isBlankOrQuote(view_[first - 1])))
            keep({first, end}, "secret", "code");
    }

    /// Values that overlap are one, whatever number of words promises them.
    void keep(Span span, std::string_view cls, std::string_view detail) {
        if (!found_.empty()) {
            Finding& last = found_.back().finding;
            if (last.cls == cls && last.span.begin <= span.begin && span.begin < last.span.end) {
                last.span.end = std::max(last.span.end, span.end);
                return;
            }
        }
        Finding finding{span, std::string(cls), std::string(detail), 0.8, "context"};
        found_.push_back({std::move(finding), Strength::Context});
    }

    std::string_view view_;
    const std::vector<CueHit>& hits_;
    Candidates found_;
};

}  // namespace

Candidates findPasswords(const ScanText& text) {
    return text.cues.anywhere().has(kPromising) ? PasswordSearch(text).all() : Candidates{};
}

}  // namespace bowline::detect
