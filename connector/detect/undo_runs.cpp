// Encodings that turn a whole run of bytes into letters and digits: base64 and hexadecimal.
#include "connector/detect/undo.h"

#include <array>
#include <optional>
#include <span>
#include <utility>

namespace bowline::detect {

namespace {

// Six digits take eight characters of base64 and twelve of hexadecimal; shorter runs hide nothing
// we look for.
constexpr std::size_t kShortestBase64 = 8;
constexpr std::size_t kShortestHex = 12;

constexpr std::uint8_t kForeign = 0xFF;
using Values = std::array<std::uint8_t, 256>;

constexpr Values base64Values() {
    Values values{};
    values.fill(kForeign);
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t at = 0; at < kAlphabet.size(); ++at) {
        values[static_cast<unsigned char>(kAlphabet[at])] = static_cast<std::uint8_t>(at);
    }
    values['-'] = 62;
    values['_'] = 63;
    return values;
}

constexpr Values hexValues() {
    Values values{};
    values.fill(kForeign);
    for (std::uint8_t digit = 0; digit < 10; ++digit)
        values['0' + digit] = digit;
    for (std::uint8_t letter = 0; letter < 6; ++letter) {
        values['a' + letter] = values['A' + letter] = static_cast<std::uint8_t>(10 + letter);
    }
    return values;
}

constexpr Values kBase64 = base64Values();
constexpr Values kHex = hexValues();

/// All runs of one text, one behind the other.
struct Runs {
    std::vector<std::uint8_t> values;
    std::vector<std::size_t> ends;  ///< of each run in `values`
};

std::uint8_t valueOf(const Values& values, char c) {
    return values[static_cast<unsigned char>(c)];
}

/// Line breaks and the blank of a folded line are no end of a run.
bool isLineBreak(std::string_view bytes, std::size_t at) {
    const char c = bytes[at];
    return c == '\r' || c == '\n' || ((c == ' ' || c == '\t') && at > 0 && bytes[at - 1] == '\n');
}

bool endsRun(std::string_view bytes, std::size_t at, const Values& values) {
    return valueOf(values, bytes[at]) == kForeign && !isLineBreak(bytes, at);
}

/// Where the first run of `shortest` bytes or more begins that begins at `from` or later, behind
/// the end of another: only every `shortest`th byte of a text without long runs is looked at.
std::size_t nextRun(
    std::string_view bytes, std::size_t from, const Values& values, std::size_t shortest
) {
    while (from + shortest <= bytes.size()) {
        std::size_t begin = from + shortest;
        while (begin > from && !endsRun(bytes, begin - 1, values))
            --begin;
        if (begin == from)
            return from;
        from = begin;
    }
    return bytes.size();
}

/// Values of each maximal run.
Runs runsOf(std::string_view bytes, const Values& values, std::size_t shortest) {
    Runs runs;
    std::vector<std::uint8_t>& all = runs.values;
    for (std::size_t at = nextRun(bytes, 0, values, shortest); at < bytes.size();
         at = nextRun(bytes, at, values, shortest)) {
        const std::size_t begin = all.size();
        for (; at < bytes.size() && !endsRun(bytes, at, values); ++at) {
            if (const auto value = valueOf(values, bytes[at]); value != kForeign)
                all.push_back(value);
        }
        if (all.size() - begin >= shortest)
            runs.ends.push_back(all.size());
        else
            all.resize(begin);
    }
    return runs;
}

/// The bytes that `run` stands for, `bits` a value, when read from value `from` on.
void appendDecoded(
    std::string& out, std::span<const std::uint8_t> run, std::size_t from, unsigned bits
) {
    unsigned held = 0;
    unsigned heldBits = 0;
    for (std::size_t at = from; at < run.size(); ++at) {
        held = ((held << bits) | run[at]) & 0xFFFF;
        heldBits += bits;
        if (heldBits < 8)
            continue;
        heldBits -= 8;
        out += static_cast<char>((held >> heldBits) & 0xFF);
    }
}

void addDecoded(
    std::vector<Undone>& all,
    std::string_view form,
    const Runs& runs,
    std::size_t startingPoints,
    unsigned bits
) {
    if (runs.ends.empty())
        return;
    for (std::size_t from = 0; from < startingPoints; ++from) {
        Undone undone{form, {}};
        std::size_t begin = 0;
        for (const auto end : runs.ends) {
            appendDecoded(
                undone.bytes, std::span(runs.values).subspan(begin, end - begin), from, bits
            );
            undone.bytes += kApart;
            begin = end;
        }
        all.push_back(std::move(undone));
    }
}

}  // namespace

std::vector<Undone> undoRuns(std::string_view bytes) {
    std::vector<Undone> all;
    addDecoded(all, "base64", runsOf(bytes, kBase64, kShortestBase64), 4, 6);
    addDecoded(all, "hex", runsOf(bytes, kHex, kShortestHex), 2, 4);
    return all;
}

std::string undoBase64(std::string_view text) {
    std::vector<std::uint8_t> values;
    for (const char c : text) {
        if (const auto value = kBase64[static_cast<unsigned char>(c)]; value != kForeign)
            values.push_back(value);
    }
    std::string out;
    appendDecoded(out, values, 0, 6);
    return out;
}

}  // namespace bowline::detect
