// Whoever can send messages and read her own ticket learns nothing of another person's by trying
// known values out: what a value becomes in one conversation stands in no other.
#include "tests/flow/flow.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <set>
#include <sstream>

using namespace bowline::tests;

namespace {

constexpr int kVictim = 1;
constexpr int kAttacker = 2;

/// Values of one class; the first one is the victim's. Cards of one brand: the placeholder names
/// it, which millions share.
struct Candidates {
    const char* cls;
    std::vector<std::string> values;
};
std::ostream& operator<<(std::ostream& out, const Candidates& row) {
    return out << row.cls;
}

const Candidates kClasses[] = {
    {"phone",
     {"+1 202 555 0143",
      "+1 202 555 0144",
      "+1 202 555 0145",
      "+1 202 555 0178",
      "+1 202 555 0199"}},
    {"email",
     {"ana.example@example.org",
      "ana@example.org",
      "kim.example@example.net",
      "luis@example.com",
      "lee.example@example.org"}},
    {"payment_card",
     {"4111 1111 1111 1111",
      "4012 8888 8888 1881",
      "4000 0027 6000 3184",
      "4000 0566 5566 5556",
      "4242 4242 4242 4242"}},
    {"order_number", {"ORD-204711", "ORD-204712", "ORD-204713", "ORD-999999", "ORD-000001"}},
};

std::set<std::string> wordsIn(const std::string& text) {
    std::set<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            word += c;
        } else if (!word.empty()) {
            words.insert(std::exchange(word, {}));
        }
    }
    return words;
}

/// The words by which what the attacker sees of one value differs from what she sees of another.
std::set<std::string> tellingWords(const std::vector<std::string>& texts) {
    std::map<std::string, std::size_t> seen;
    for (const auto& text : texts) {
        for (const auto& word : wordsIn(text))
            ++seen[word];
    }
    std::set<std::string> telling;
    for (const auto& [word, times] : seen) {
        if (times < texts.size())
            telling.insert(word);
    }
    return telling;
}

struct Oracle : Flow {
    /// Starts with another rule for order numbers, which the shipped mapping keeps.
    void start(const std::string& orderRule) {
        auto mapping = readFile(daemon.mappingFile());
        const std::string kept = "order_number: keep";
        mapping.replace(mapping.find(kept), kept.size(), "order_number: " + orderRule);
        writeFile(daemon.mappingFile(), mapping.substr(0, mapping.find("\ntests:")));
        daemon.start();
    }

    void say(int who, int n, const std::string& value) const {
        BOOST_REQUIRE_EQUAL(post(oneText(customer(who), n, "it is " + value + " now")), 200);
    }

    /// What of the attacker's ticket tells values apart and stands in the victim's too.
    [[nodiscard]] std::set<std::string> learnt(const Candidates& row) const {
        say(kVictim, 1, row.values.front());
        for (std::size_t i = 0; i < row.values.size(); ++i)
            say(kAttacker, static_cast<int>(10 + i), row.values[i]);
        BOOST_REQUIRE(settled());
        const auto all = tickets();
        BOOST_REQUIRE_EQUAL(all.size(), 2U);
        const auto& attacker = all[0].messages.size() > 1 ? all[0] : all[1];
        const auto& victim = all[0].messages.size() > 1 ? all[1] : all[0];
        BOOST_REQUIRE_EQUAL(attacker.messages.size(), row.values.size());
        const auto told = wordsIn(victim.texts().front());
        std::set<std::string> both;
        for (const auto& word : tellingWords(attacker.texts())) {
            if (told.contains(word))
                both.insert(word);
        }
        return both;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(oracle)

BOOST_DATA_TEST_CASE(
    trying_values_out_tells_nothing_of_another_ticket, boost::unit_test::data::make(kClasses), row
) {
    for (const char* rule : {"mask", "tokenise"}) {
        Oracle flow;
        flow.start(rule);
        BOOST_TEST(flow.learnt(row).empty(), rule);
    }
}

/// That the test can see one: this is what `check` warns of as `enumerable`.
BOOST_FIXTURE_TEST_CASE(a_token_of_the_whole_destination_is_an_oracle, Oracle) {
    start("{ tokenise: { scope: destination } }");
    BOOST_TEST(learnt(kClasses[3]).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
