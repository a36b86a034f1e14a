// ISO 8601 times: a number of ten digits reads as seconds since 1970, and so could be written as a
// time.
#include "connector/detect/undo.h"
#include "connector/detect/undo_layers.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace bowline::detect {

namespace {

constexpr std::string_view kShape = "0000-00-00T00:00:00";

bool isTime(std::string_view text) {
    return text.size() == kShape.size() &&
           std::equal(text.begin(), text.end(), kShape.begin(), [](char c, char shape) {
               return shape == '0' ? c >= '0' && c <= '9' : c == shape;
           });
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

std::int64_t secondsOf(std::string_view time) {
    using namespace std::chrono;
    const auto part = [&](std::size_t at) { return number(time.substr(at, 2)); };
    const year_month_day day{
        year(number(time.substr(0, 4))),
        month(static_cast<unsigned>(part(5))),
        std::chrono::day(static_cast<unsigned>(part(8)))};
    const auto inDay = hours(part(11)) + minutes(part(14)) + seconds(part(17));
    return day.ok() ? (sys_days(day) + inDay).time_since_epoch() / seconds(1) : 0;
}

}  // namespace

std::optional<std::string> undoDates(std::string_view bytes) {
    constexpr std::size_t kDay = kShape.find('T');
    std::string out;
    for (auto at = bytes.find('T'); at != std::string_view::npos; at = bytes.find('T', at + 1)) {
        const auto time = at < kDay ? std::string_view() : bytes.substr(at - kDay, kShape.size());
        if (isTime(time))
            out += std::to_string(secondsOf(time)) + std::string(kApart);
    }
    return out.empty() ? std::nullopt : std::optional(std::move(out));
}

}  // namespace bowline::detect
