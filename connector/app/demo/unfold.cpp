// Each decoder reads the whole text and leaves what it does not understand as it stands; those that
// read runs (base64, hex) keep the runs only, one a line.
#include "connector/app/demo/unfold.h"

#include "connector/base/text.h"

#include <array>
#include <charconv>
#include <optional>

namespace bowline::app {

namespace {

constexpr std::size_t kShortestRun = 8;  // six bytes in base64: the shortest bait

std::optional<unsigned> numberIn(std::string_view text, int base) {
    unsigned value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    const bool whole = fault == std::errc() && end == text.data() + text.size();
    return whole && !text.empty() ? std::optional(value) : std::nullopt;
}

std::string withoutJsonEscapes(std::string_view in) {
    std::string out;
    for (std::size_t at = 0; at < in.size(); ++at) {
        if (in[at] != '\\' || at + 1 == in.size()) {
            out += in[at];
            continue;
        }
        const char what = in[++at];
        const auto code =
            what == 'u' ? numberIn(in.substr(at + 1, 4), 16) : std::optional<unsigned>();
        if (code) {
            appendUtf8(out, *code);
            at += 4;
        } else {
            out += what == 'n' || what == 't' || what == 'r' ? ' ' : what;
        }
    }
    return out;
}

std::string withoutPercent(std::string_view in) {
    std::string out;
    for (std::size_t at = 0; at < in.size(); ++at) {
        const auto byte = in[at] == '%' ? fromHex(in.substr(at + 1, 2)) : std::nullopt;
        if (byte && byte->size() == 1) {
            out += *byte;
            at += 2;
        } else {
            out += in[at];
        }
    }
    return out;
}

std::optional<unsigned> referenced(std::string_view name) {
    if (name.starts_with("#x") || name.starts_with("#X"))
        return numberIn(name.substr(2), 16);
    if (name.starts_with('#'))
        return numberIn(name.substr(1), 10);
    constexpr std::array<std::pair<std::string_view, char>, 6> kNamed{
        {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"commat", '@'}}};
    for (const auto& [known, character] : kNamed) {
        if (known == name)
            return static_cast<unsigned>(character);
    }
    return std::nullopt;
}

std::string withoutReferences(std::string_view in) {
    constexpr std::size_t kLongest = 12;
    std::string out;
    for (std::size_t at = 0; at < in.size(); ++at) {
        const auto end = in[at] == '&' ? in.substr(at, kLongest).find(';') : std::string::npos;
        const auto code =
            end == std::string::npos ? std::nullopt : referenced(in.substr(at + 1, end - 1));
        if (code) {
            appendUtf8(out, *code);
            at += end;
        } else {
            out += in[at];
        }
    }
    return out;
}

int sixBitsOf(char c) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

int fourBitsOf(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// `run` as digits of `bits` bits each, whole bytes only.
std::string packed(std::string_view run, int bits, int (*valueOf)(char)) {
    std::string out;
    unsigned held = 0;
    int count = 0;
    for (const char c : run) {
        held = (held << bits | static_cast<unsigned>(valueOf(c))) & 0xFFFF;
        count += bits;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(held >> count & 0xFF);
        }
    }
    return out;
}

std::string decodedRuns(std::string_view in, int bits, std::size_t shifts, int (*valueOf)(char)) {
    std::string out;
    for (std::size_t at = 0; at < in.size();) {
        std::size_t end = at;
        while (end < in.size() && valueOf(in[end]) >= 0)
            ++end;
        for (std::size_t shift = 0; end - at >= kShortestRun && shift < shifts; ++shift)
            out += packed(in.substr(at + shift, end - at - shift), bits, valueOf) + '\n';
        at = end + 1;
    }
    return out;
}

std::string withoutNuls(std::string_view in) {
    std::string out(in);
    std::erase(out, '\0');
    return out;
}

void addReadings(std::vector<Reading>& all, const Reading& of, int deeper) {
    const std::string_view in = of.bytes;
    const std::array<Reading, 6> tried{
        {{"json", withoutJsonEscapes(in)},
         {"percent", withoutPercent(in)},
         {"html", withoutReferences(in)},
         {"base64", decodedRuns(in, 6, 4, sixBitsOf)},
         {"hex", decodedRuns(in, 4, 2, fourBitsOf)},
         {"utf16", withoutNuls(in)}}};
    for (const auto& reading : tried) {
        if (reading.bytes.empty() || reading.bytes == in)
            continue;
        all.push_back({of.how == "raw" ? reading.how : of.how + "/" + reading.how, reading.bytes});
        if (deeper > 0)
            addReadings(all, Reading(all.back()), deeper - 1);
    }
}

/// The digit in any of the scripts, or nothing.
std::optional<char> digitOf(char32_t c) {
    for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\u0966', U'\uFF10'}) {
        if (c >= zero && c <= zero + 9)
            return static_cast<char>('0' + (c - zero));
    }
    return std::nullopt;
}

template <class Keep>
std::string filtered(std::string_view utf8, Keep keep) {
    std::string out;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto point = codePointAt(utf8, at);
        keep(out, point.value);
        at += point.length;
    }
    return out;
}

}  // namespace

std::vector<Reading> readingsOf(std::string_view bytes) {
    std::vector<Reading> all{{"raw", std::string(bytes)}};
    addReadings(all, Reading(all.front()), 1);
    return all;
}

std::string compact(std::string_view utf8) {
    return filtered(utf8, [](std::string& out, char32_t c) {
        if (const auto digit = digitOf(c))
            out += *digit;
        else if (c >= U'A' && c <= U'Z')
            out += static_cast<char>(c | 0x20);
        else if ((c >= U'a' && c <= U'z') || (c >= 0xC0 && c < 0x2000))
            appendUtf8(out, c);
    });
}

std::string digitsOnly(std::string_view utf8) {
    return filtered(utf8, [](std::string& out, char32_t c) {
        if (const auto digit = digitOf(c))
            out += *digit;
    });
}

}  // namespace bowline::app
