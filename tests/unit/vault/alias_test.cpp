// Aliases are well-formed, spread out, and a slip of one word or digit is mostly seen.
#include "connector/vault/alias.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <vector>

using namespace bowline::vault;

namespace {

const std::vector<std::string> kWords = {
#include "connector/vault/alias_words.inc"
};

std::string aliasOf(const std::string& first, const std::string& second, int digits) {
    return first + '-' + second + '-' + std::to_string(digits / 10) + std::to_string(digits % 10);
}

/// The one number of 00..99 that makes an alias of the two words with this first digit.
int fittingDigits(const std::string& first, const std::string& second, int digit) {
    for (int check = 0; check < 10; ++check)
        if (isAlias(aliasOf(first, second, digit * 10 + check)))
            return digit * 10 + check;
    return -1;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_list_has_1024_different_short_words_of_ascii_letters) {
    BOOST_TEST(kWords.size() == 1024U);
    std::set<std::string> lower;
    for (const auto& word : kWords) {
        BOOST_TEST_CONTEXT(word) {
            BOOST_TEST((word.size() >= 3 && word.size() <= 8));
            BOOST_TEST((word[0] >= 'A' && word[0] <= 'Z'));
            const auto rest = word.substr(1);
            BOOST_TEST(std::ranges::all_of(rest, [](char c) { return c >= 'a' && c <= 'z'; }));
            std::string low = word;
            low[0] = static_cast<char>(std::tolower(low[0]));
            lower.insert(low);
        }
    }
    BOOST_TEST(lower.size() == 1024U);
}

BOOST_AUTO_TEST_CASE(what_is_drawn_is_an_alias_and_repeats_as_rarely_as_ten_million_allow) {
    std::set<std::string> drawn;
    std::set<std::string> words;
    for (int i = 0; i < 5000; ++i) {
        const auto alias = drawAlias();
        BOOST_REQUIRE(isAlias(alias));
        drawn.insert(alias);
        words.insert(alias.substr(0, alias.find('-')));
    }
    BOOST_TEST(drawn.size() >= 4985U);  // 1.2 repeats are expected among 5,000 of 10.5 million
    BOOST_TEST(words.size() > 950U);    // 1,016 of 1,024 are expected
}

BOOST_AUTO_TEST_CASE(each_pair_of_words_and_first_digit_has_exactly_one_check_digit) {
    for (std::size_t i = 0; i < kWords.size(); i += 97) {
        for (int digit = 0; digit < 10; ++digit) {
            int fitting = 0;
            for (int check = 0; check < 10; ++check)
                fitting += isAlias(aliasOf(kWords[i], "Falcon", digit * 10 + check)) ? 1 : 0;
            BOOST_TEST(fitting == 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(one_changed_digit_is_always_seen) {
    for (std::size_t i = 0; i < kWords.size(); i += 31) {
        for (int digit = 0; digit < 10; ++digit) {
            const int right = fittingDigits(kWords[i], kWords[1023 - i], digit);
            for (int other = 0; other < 10; ++other) {
                if (other != right / 10)
                    BOOST_TEST(
                        !isAlias(aliasOf(kWords[i], kWords[1023 - i], other * 10 + right % 10))
                    );
                if (other != right % 10)
                    BOOST_TEST(
                        !isAlias(aliasOf(kWords[i], kWords[1023 - i], right / 10 * 10 + other))
                    );
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(one_changed_word_is_seen_in_at_least_85_of_100_cases) {
    int changed = 0, seen = 0;
    for (std::size_t i = 0; i < kWords.size(); i += 16) {
        const int digits = fittingDigits(kWords[i], "Falcon", 2);
        const int swapped = fittingDigits("Amber", kWords[i], 2);
        for (const auto& other : kWords) {
            if (other == kWords[i])
                continue;
            changed += 2;
            seen += isAlias(aliasOf(other, "Falcon", digits)) ? 0 : 1;
            seen += isAlias(aliasOf("Amber", other, swapped)) ? 0 : 1;
        }
    }
    const double share = static_cast<double>(seen) / changed;
    BOOST_TEST_MESSAGE("changed words seen: " << share);
    BOOST_TEST(share >= 0.85);
}

BOOST_AUTO_TEST_CASE(a_word_taken_for_its_neighbour_in_the_list_is_always_seen) {
    for (std::size_t i = 0; i + 9 < kWords.size(); ++i) {
        const int digits = fittingDigits(kWords[i], "Falcon", 2);
        for (std::size_t step = 1; step < 10; ++step)
            BOOST_TEST(!isAlias(aliasOf(kWords[i + step], "Falcon", digits)));
    }
}

BOOST_AUTO_TEST_CASE(swapped_words_are_mostly_seen) {
    int swaps = 0, seen = 0;
    for (std::size_t i = 0; i < kWords.size(); i += 7) {
        for (std::size_t j = 0; j < kWords.size(); j += 11) {
            if (i == j)
                continue;
            const int digits = fittingDigits(kWords[i], kWords[j], 5);
            ++swaps;
            seen += isAlias(aliasOf(kWords[j], kWords[i], digits)) ? 0 : 1;
        }
    }
    BOOST_TEST(static_cast<double>(seen) / swaps >= 0.85);
}

BOOST_AUTO_TEST_CASE(texts_of_another_form_are_no_aliases) {
    const int digits = fittingDigits("Amber", "Falcon", 2);
    const auto right = aliasOf("Amber", "Falcon", digits);
    BOOST_TEST(isAlias(right));
    BOOST_TEST(right.starts_with("Amber-Falcon-2"));
    const std::string texts[] = {
        "",
        "-",
        "--",
        "---",
        "Amber",
        "Amber-Falcon",
        "Amber-Falcon-",
        "Amber--27",
        "-Falcon-27",
        "amber" + right.substr(5),
        right + "0",
        right + "-",
        right + " ",
        " " + right,
        right.substr(0, right.size() - 1),
        "Amber Falcon 27",
        "Ambre" + right.substr(5),
        "Amber-Falcon-2x",
        "Amber-Falcon-x2"};
    for (const auto& text : texts)
        BOOST_TEST_CONTEXT(text) BOOST_TEST(!isAlias(text));
}
