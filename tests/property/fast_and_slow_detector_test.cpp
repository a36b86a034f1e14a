// The fast detector against a slow and obvious one: on the labelled texts beside the project, on
// made-up ones, and on both with bytes changed here and there.
#include "connector/detect/detector.h"
#include "connector/detect/identifiers/search.h"
#include "connector/detect/normal_view.h"
#include "connector/detect/phone_plan.h"
#include "tests/property/slow_detector.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <phonenumbers/phonenumberutil.h>
#include <random>

namespace bowline::detect {

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

/// Values of all kinds among words that speak of them, of others, or of nothing.
std::vector<std::string> madeUpTexts(Random& random) {
    std::vector<std::string> pieces = {
        "4111 1111 1111 1111",
        "5555-5555-5555-4444",
        "378282246310005",
        "6011 0009 9013 9424",
        "DE89 3704 0044 0532 0130 00",
        "GB33BUKB20201555555555",
        "nl91 abna 0417 1643 00",
        "+49 155 50100123",
        "0049 155 50100123",
        "(202) 555-0143",
        "+1 202 555 0143",
        "my card",
        "order",
        "IBAN",
        "call",
        "born",
        "12/28",
        "cvv 123",
        "23.05.1970",
        "passport",
        "chip",
        "Mrs",
        "+378282246310005",
        "DE 89 3704 0044 0532 0130 00",
        "3 May 1970",
        "Example",
        "zip",
        "10115",
        "12 Main Street",
        "five five",
        "password is",
        "x7!kQ2m9",
        "192.0.2.10",
        "ana@example.org",
        "\n",
        "https://example.org/?token=abc123def",
        "name:"};
    for (const auto* const kind : identifierKinds())
        pieces.emplace_back(kind->example);
    std::vector<std::string> texts;
    constexpr int kTexts = 3000;
    for (int i = 0; i < kTexts; ++i) {
        std::string text;
        for (std::size_t count = below(random, 5) + 1; count > 0; --count)
            text.append(pieces[below(random, pieces.size())]) += ' ';
        texts.push_back(std::move(text));
    }
    return texts;
}

/// Of `../shared/pii/corpus-dev`; none where that is not there.
std::vector<std::string> labelledTexts() {
    const std::filesystem::path folder = BOWLINE_SOURCE_DIR "/../shared/pii/corpus-dev";
    std::vector<std::string> texts;
    if (!std::filesystem::is_directory(folder)) {
        BOOST_TEST_MESSAGE("left out: the labelled texts, " << folder << " is not there");
        return texts;
    }
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(file.path());
        for (std::string line; std::getline(in, line);)
            texts.push_back(nlohmann::json::parse(line).at("text"));
    }
    return texts;
}

std::string mutant(std::string text, Random& random) {
    constexpr std::string_view kBytes("059 -+.,:/@\nAzO'\0\xC3\xA9", 18);
    for (std::size_t count = below(random, 4); count > 0 && !text.empty(); --count)
        text[below(random, text.size())] = kBytes[below(random, kBytes.size())];
    return text;
}

const std::vector<std::string>& allTexts() {
    static const auto texts = [] {
        constexpr std::size_t kLongest = 400;  // the slow one is slow
        Random random(20261201);
        auto all = labelledTexts();
        std::erase_if(all, [](const std::string& text) { return text.size() > kLongest; });
        std::ranges::move(madeUpTexts(random), std::back_inserter(all));
        const std::size_t sound = all.size();
        for (std::size_t i = 0; i < sound; ++i)
            all.push_back(mutant(all[i], random));
        return all;
    }();
    return texts;
}

/// Calls `use` with each text as the recognisers read it.
template <class Use>
void eachScan(Use use) {
    for (const auto& text : allTexts()) {
        const NormalView view(text);
        const Cues cues(view.text());
        const auto digits = digitGroups(view.text());
        use(ScanText{view.text(), digits, cues, "DE"});
    }
}

std::string told(const std::vector<Span>& spans, std::string_view view) {
    std::string out;
    for (const auto& [begin, end] : spans)
        out.append("<").append(view.substr(begin, end - begin)).append(">");
    return out;
}

std::string told(const Candidates& found, std::string_view view) {
    std::string out;
    for (const auto& [finding, strength] : found)
        out.append(finding.detail).append(finding.reason).append(told({finding.span}, view));
    return out;
}

std::vector<Span> spansOf(const Candidates& found) {
    std::vector<Span> spans;
    for (const auto& one : found)
        spans.push_back(one.finding.span);
    return spans;
}

PlanAnswer askLibrary(const std::string& number, const std::string& region) {
    using i18n::phonenumbers::PhoneNumberUtil;
    const auto& plans = *PhoneNumberUtil::GetInstance();
    i18n::phonenumbers::PhoneNumber parsed;
    if (plans.Parse(number, region, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR ||
        !plans.IsPossibleNumber(parsed))
        return PlanAnswer::No;
    return plans.IsValidNumber(parsed) ? PlanAnswer::Valid : PlanAnswer::Possible;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fast_and_slow_detector)

BOOST_AUTO_TEST_CASE(both_find_the_same_cards) {
    std::size_t cards = 0;
    eachScan([&](const ScanText& text) {
        const auto slow = slow::cards(text);
        cards += slow.size();
        BOOST_TEST(told(spansOf(findCards(text)), text.view) == told(slow, text.view), text.view);
    });
    BOOST_TEST(cards > 500U);
}

BOOST_AUTO_TEST_CASE(no_account_with_right_check_digits_is_missed) {
    std::size_t accounts = 0;
    eachScan([&](const ScanText& text) {
        const auto fast = spansOf(findIbans(text));
        for (const Span account : slow::accounts(text.view)) {
            ++accounts;
            const bool covered = std::ranges::any_of(fast, [account](Span one) {
                return one.begin <= account.begin && one.end >= account.end;
            });
            BOOST_TEST(covered, text.view);
        }
    });
    BOOST_TEST(accounts > 200U);
}

BOOST_AUTO_TEST_CASE(an_account_by_its_check_digits_has_them) {
    eachScan([](const ScanText& text) {
        for (const auto& [finding, strength] : findIbans(text)) {
            const auto written =
                text.view.substr(finding.span.begin, finding.span.end - finding.span.begin);
            auto compact = slow::compactOf(written).value_or("");
            if (finding.reason == "mod97" && !slow::isAccount(compact)) {
                // Only with letters that stand for digits undone.
                std::ranges::replace(compact, 'O', '0');
                std::ranges::replace(compact, 'I', '1');
                std::ranges::replace(compact, 'L', '1');
                BOOST_TEST(compact != slow::compactOf(written).value_or(""), text.view);
            }
        }
    });
}

BOOST_AUTO_TEST_CASE(the_index_of_shapes_hides_no_identifier) {
    const AllShapes every{slow::everyShape(), slow::everyShape()};
    std::size_t found = 0;
    eachScan([&](const ScanText& text) {
        const auto slow = findIdentifiers(text, every);
        found += slow.size();
        BOOST_TEST(told(findIdentifiers(text), text.view) == told(slow, text.view), text.view);
    });
    BOOST_TEST(found > 1000U);
}

BOOST_AUTO_TEST_CASE(the_table_of_words_says_what_its_rows_say) {
    std::set<std::string> words;
    for (const auto& row : cueWords()) {
        eachWord(row.words, [&](std::string_view word) {
            std::string letters(word.substr(0, word.size() - (word.ends_with('*') ? 1 : 0)));
            for (const char* tail : {"", "s", "nummer", "x"})
                words.insert(letters + tail);
            letters.pop_back();
            words.insert(letters);
        });
    }
    for (const auto& word : words) {
        const auto slow = slow::meaningOf(word);
        const CueMeaning* const fast = cueTable().find(word);
        BOOST_TEST((fast == nullptr) == slow.word.empty(), word);
        BOOST_TEST(
            (fast == nullptr || (fast->cues == slow.cues && fast->digit == slow.digit)), word
        );
    }
    BOOST_TEST(words.size() > 2000U);
}

// Most recognisers are left out where nothing in the text calls for them.
BOOST_AUTO_TEST_CASE(what_stands_far_away_changes_nothing) {
    std::string far = "\n";
    for (int i = 0; i < 100; ++i)
        far += " ~";
    far +=
        " phone january order version passport iban born december exp card zip street via drive "
        "password otp mrs name 7 @ ://";
    const Detector detector({});
    for (const auto& text : allTexts()) {
        const auto alone = detector.scan(text, {}, "DE");
        auto beside = detector.scan(text + far, {}, "DE");
        std::erase_if(beside, [&](const Finding& one) { return one.span.begin >= text.size(); });
        BOOST_TEST((alone == beside), text);
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_asked_of_the_plans_they_would_deny) {
    Random random(20261202);
    constexpr int kNumbers = 4000;
    for (int i = 0; i < kNumbers; ++i) {
        std::string number = i % 3 == 0 ? "" : "+";
        for (std::size_t count = below(random, 14) + 2; count > 0; --count)
            number += static_cast<char>('0' + below(random, 10));
        const std::string region = number.starts_with('+') ? "ZZ" : "DE";
        BOOST_TEST((askPlan(number, region) == askLibrary(number, region)), number);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace bowline::detect
