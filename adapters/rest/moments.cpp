#include "adapters/rest/moments.h"

#include "adapters/rest/values.h"
#include "connector/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace bowline::adapters::rest {

namespace {

using namespace std::chrono;
using expression::Value;

constexpr seconds kLongestWait = days(1);
constexpr std::int64_t kLastSecond = 99'999'999'999;  // the year 5138; larger ones are milliseconds

/// Takes a text apart from its beginning; remembers when something did not fit.
class Scan {
public:
    explicit Scan(std::string_view text) : rest_(text) {}

    int number(std::size_t digits) {
        int value = 0;
        const auto text = rest_.substr(0, digits);
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        need(text.size() == digits && read.ptr == text.data() + text.size() && text[0] != '-');
        return take(digits), value;
    }
    void literal(std::string_view text) {
        need(rest_.starts_with(text));
        take(text.size());
    }
    bool skip(std::string_view any) {
        const bool found = !rest_.empty() && any.find(rest_.front()) != std::string_view::npos;
        take(found ? 1 : 0);
        return found;
    }
    std::string_view word(std::size_t length) {
        const auto text = rest_.substr(0, length);
        need(text.size() == length);
        return take(length), text;
    }
    std::string_view digits() {
        const auto end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        return word(end);
    }
    [[nodiscard]] bool atEnd() const { return rest_.empty(); }
    [[nodiscard]] bool isWhole() const { return isSound_ && rest_.empty(); }
    [[nodiscard]] bool isSound() const { return isSound_; }
    void need(bool condition) { isSound_ = isSound_ && condition; }

private:
    void take(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }
    std::string_view rest_;
    bool isSound_ = true;
};

unsigned monthNumber(std::string_view name) {
    constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto found = name.size() == 3 ? kMonths.find(name) : std::string_view::npos;
    return found == std::string_view::npos || found % 3 != 0 ? 0
                                                             : static_cast<unsigned>(found / 3 + 1);
}

std::optional<Instant> calendarDay(int y, unsigned m, int d) {
    const year_month_day day{year(y), month(m), std::chrono::day(static_cast<unsigned>(d))};
    return day.ok() ? std::optional<Instant>(sys_days(day)) : std::nullopt;
}

milliseconds timeOfDay(Scan& scan, std::string_view between) {
    const int h = scan.number(2);
    scan.literal(between);
    const int m = scan.number(2);
    scan.literal(between);
    const int s = scan.number(2);
    scan.need(h < 24 && m < 60 && s <= 60);
    return hours(h) + minutes(m) + seconds(s);
}

milliseconds fraction(Scan& scan) {
    if (!scan.skip("."))
        return {};
    std::string digits(scan.digits().substr(0, 3));
    scan.need(!digits.empty());
    digits.resize(3, '0');
    return milliseconds(std::atoi(digits.c_str()));
}

/// "Z", "+02:00", "+0200", "+02", or nothing: how far local time is ahead.
minutes zone(Scan& scan) {
    if (scan.atEnd() || scan.skip("Z"))
        return {};
    const bool isBehind = scan.skip("-");
    if (!isBehind)
        scan.literal("+");
    const minutes ahead = hours(scan.number(2)) + minutes(0);
    scan.skip(":");
    const minutes more = scan.atEnd() ? minutes(0) : minutes(scan.number(2));
    return isBehind ? -(ahead + more) : ahead + more;
}

std::optional<Instant> epoch(std::int64_t number) {
    const std::int64_t magnitude = number < 0 ? -(number + 1) : number;
    if (magnitude > kLastSecond)
        return fromMillis(number);
    return fromMillis(number * 1000);
}

}  // namespace

std::optional<Instant> httpDate(std::string_view text) {
    Scan scan(text);
    scan.word(3);
    scan.literal(", ");
    const int d = scan.number(2);
    scan.literal(" ");
    const unsigned m = monthNumber(scan.word(3));
    scan.literal(" ");
    const int y = scan.number(4);
    scan.literal(" ");
    const auto time = timeOfDay(scan, ":");
    scan.literal(" GMT");
    const auto day = scan.isWhole() ? calendarDay(y, m, d) : std::nullopt;
    return day ? std::optional(*day + time) : std::nullopt;
}

std::optional<Instant> isoTime(std::string_view text) {
    Scan scan(text);
    const int y = scan.number(4);
    scan.literal("-");
    const int m = scan.number(2);
    scan.literal("-");
    const int d = scan.number(2);
    const auto day = scan.isSound() ? calendarDay(y, static_cast<unsigned>(m), d) : std::nullopt;
    if (!day || scan.atEnd())
        return day;
    scan.need(scan.skip("T "));
    auto time = timeOfDay(scan, ":");
    time += fraction(scan);
    time -= zone(scan);
    return scan.isWhole() ? std::optional(*day + time) : std::nullopt;
}

std::optional<Instant> momentIn(const Value& value) {
    if (const auto* instant = std::get_if<Instant>(&value.data()))
        return *instant;
    if (const auto number = wholeNumberIn(value))
        return epoch(*number);
    const auto* text = textIn(value);
    if (!text)
        return std::nullopt;
    const auto iso = isoTime(*text);
    return iso ? iso : httpDate(*text);
}

std::optional<seconds> waitIn(const Value& value, Instant now) {
    const auto clamped = [](seconds wait) { return std::clamp(wait, seconds(0), kLongestWait); };
    const auto* text = textIn(value);
    const auto dot = text ? text->find('.') : std::string::npos;
    const bool isFraction = dot != std::string::npos && dot + 1 < text->size() &&
                            text->find_first_not_of("0123456789", dot + 1) == std::string::npos;
    const auto whole =
        isFraction ? wholeNumberIn(Value(text->substr(0, dot))) : wholeNumberIn(value);
    if (whole) {
        const auto bounded = std::clamp<std::int64_t>(*whole, -1, kLongestWait.count());
        return clamped(seconds(bounded) + seconds(isFraction ? 1 : 0));
    }
    const auto moment = momentIn(value);
    return moment ? std::optional(clamped(ceil<seconds>(*moment - now))) : std::nullopt;
}

}  // namespace bowline::adapters::rest
