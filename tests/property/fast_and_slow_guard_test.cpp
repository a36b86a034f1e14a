// The fast search for forbidden values against a slow and obvious one, on thousands of made-up
// texts: values in up to four encodings, one in the other, with bytes changed here and there.
#include "connector/base/base64.h"
#include "connector/detect/forbidden_search.h"
#include "tests/property/slow_guard.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <random>

namespace bowline::detect {

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

template <class T, std::size_t size>
const T& oneOf(Random& random, const T (&all)[size]) {
    return all[below(random, size)];
}

std::string eachAs(const std::string& text, std::string (*spell)(unsigned char)) {
    std::string out;
    for (const char c : text)
        out += spell(static_cast<unsigned char>(c));
    return out;
}

std::string percent(const std::string& text) {
    return eachAs(text, [](unsigned char c) {
        const char byte = static_cast<char>(c);
        return "%" + toHex({&byte, 1});
    });
}

std::string entities(const std::string& text) {
    return eachAs(text, [](unsigned char c) {
        return c < 0x80 ? "&#" + std::to_string(c) + ";" : std::string(1, static_cast<char>(c));
    });
}

std::string wide(const std::string& text) {
    return eachAs(text, [](unsigned char c) { return std::string{static_cast<char>(c), '\0'}; });
}

std::string json(const std::string& text) {
    const auto half = text.size() / 2;
    return nlohmann::json{{"a", "x"}, {"b", {text.substr(0, half), text.substr(half)}}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace
    );
}

std::string overLines(const std::string& text) {
    auto out = toBase64(text);
    for (std::size_t at = 20; at < out.size(); at += 22)
        out.insert(at, "\r\n");
    return out;
}

std::string shifted(const std::string& text) {
    return toBase64Url("x" + text);
}

std::string base64(const std::string& text) {
    return toBase64(text);
}

std::string hex(const std::string& text) {
    return toHex(text);
}

std::string encodedWord(const std::string& text) {
    return "=?utf-8?B?" + toBase64(text) + "?=";
}

std::string inText(const std::string& text) {
    return "he said " + text + " twice";
}

using Encode = std::string (*)(const std::string&);
constexpr Encode kEncodings[] = {
    percent, entities, wide, json, overLines, shifted, hex, encodedWord, inText, base64};

constexpr const char* kPieces[] = {
    "+44 7700 900123",
    "07700-900123",
    "7700 900 124",
    "0 7 7 0 0 9 0 0 1 2 3",
    "Maria Hopperly",
    "maria hopper",
    "Hopperly",
    "order 4711",
    "2026-05-12T10:00:00Z",
    "Müller & <b>x</b>",
    "\"quoted\"",
    "a=b",
    "\\+\\-\\_",
    "=41=42",
    "deadbeefdeadbeef",
    "SGVsbG8gd29ybGQ",
    "\n",
    "\u0663\uFF14",
    "0\u200B7700 90",
    "line\r\n folded"};

std::string anyText(Random& random) {
    std::string text;
    for (std::size_t count = below(random, 6) + 1; count > 0; --count)
        text.append(oneOf(random, kPieces)) += ' ';
    return text;
}

/// In up to four encodings.
std::string nested(Random& random) {
    constexpr std::size_t kLongest = 2000;  // the slow one is slow
    std::string text = anyText(random);
    for (std::size_t count = below(random, 5); count > 0 && text.size() < kLongest / 3; --count)
        text = oneOf(random, kEncodings)(text);
    return text.substr(0, kLongest);
}

/// With a few bytes changed.
std::string mutant(Random& random) {
    constexpr char kBytes[] = {'0', '7', ' ', '\n', '%', '"', '\\', '&', '=', 'A', '\0', '\xE2'};
    std::string text = nested(random);
    for (std::size_t count = below(random, 3); count > 0; --count)
        text[below(random, text.size())] = oneOf(random, kBytes);
    return text;
}

bool holdsForbidden(const GuardText& text) {
    return text.digits.find("700900123") != std::string::npos ||
           text.words.find(" hopperly ") != std::string::npos ||
           text.words.find(" maria ") != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fast_and_slow_guard)

BOOST_AUTO_TEST_CASE(both_find_the_same_texts) {
    const ForbiddenSearch fast(
        {{{FoundValue("+44 7700 900123"), "phone"}, {FoundValue("Maria Hopperly"), "contact_name"}}}
    );
    constexpr int kSteps = 3;
    Random random(20261130);
    int found = 0;
    constexpr int kTexts = 2000;
    for (int i = 0; i < kTexts; ++i) {
        const auto text = mutant(random);
        const bool hit = fast.in(text, kNoChecksums).has_value();
        found += hit ? 1 : 0;
        BOOST_REQUIRE_MESSAGE(hit == slow::isFound(text, kSteps, holdsForbidden), toHex(text));
    }
    BOOST_TEST(found > kTexts / 4);
    BOOST_TEST(found < 3 * kTexts / 4);
}

BOOST_AUTO_TEST_CASE(both_read_the_same) {
    Random random(7);
    for (int i = 0; i < 10'000; ++i) {
        const auto text = mutant(random);
        const auto fast = readForGuard(text);
        const auto slow = slow::read(text);
        BOOST_REQUIRE_MESSAGE(fast.words == slow.words, toHex(text));
        BOOST_REQUIRE_MESSAGE(fast.digits == slow.digits, toHex(text));
        BOOST_REQUIRE_MESSAGE(fast.shape == slow.shape, toHex(text));
    }
}

BOOST_AUTO_TEST_CASE(both_undo_the_same_runs) {
    Random random(8);
    for (int i = 0; i < 10'000; ++i) {
        const auto text = mutant(random);
        std::vector<std::string> fast;
        for (const auto& undone : undoRuns(text))
            fast.push_back(undone.bytes);
        BOOST_REQUIRE_MESSAGE(fast == slow::undoRuns(text), toHex(text));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::detect
