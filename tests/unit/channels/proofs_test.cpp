// What proves that a request is the provider's.
#include "connector/channels/proofs.h"

#include "connector/base/text.h"

#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::channels;

namespace {

const std::string kWord = "0123456789abcdef";
const std::string kOther = "fedcba9876543210";

std::string hexOf(std::string_view body, std::string_view secret) {
    return toHex(asText(KeyedHash(secret).of(body)));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_header_counts_when_it_stands_once) {
    const Headers headers{{"A", "1"}, {"X-Twice", "2"}, {"x-twice", "2"}, {"Empty", ""}};
    BOOST_TEST((onlyHeader(headers, "a") == "1"));
    BOOST_TEST((onlyHeader(headers, "empty") == ""));
    BOOST_TEST(!onlyHeader(headers, "x-twice"));
    BOOST_TEST(!onlyHeader(headers, "none"));
}

BOOST_AUTO_TEST_CASE(a_word_is_known_as_a_whole_and_so_is_the_one_before_it) {
    const KnownWord word({SharedWord(kWord), SharedWord(kOther)}, "word");
    BOOST_TEST(word.is(kWord));
    BOOST_TEST(word.is(kOther));
    for (const auto& given : {std::string(), kWord + " ", kWord.substr(1), kWord + kOther})
        BOOST_TEST(!word.is(given), given);
    const KnownWord alone({SharedWord(kWord), std::nullopt}, "word");
    BOOST_TEST(!alone.is(kOther));
    BOOST_TEST(!alone.is(""));
}

BOOST_AUTO_TEST_CASE(a_word_that_can_be_guessed_is_a_broken_configuration) {
    BOOST_CHECK_THROW(KnownWord({SharedWord(""), std::nullopt}, "word"), ConfigError);
    BOOST_CHECK_THROW(KnownWord({SharedWord(kWord.substr(1)), std::nullopt}, "word"), ConfigError);
    BOOST_CHECK_THROW(KnownWord({SharedWord(kWord), SharedWord("short")}, "word"), ConfigError);
}

BOOST_AUTO_TEST_CASE(a_body_is_signed_under_the_secret_or_the_one_before_it) {
    const BodySignature signature({AppSecret("new"), AppSecret("old")}, "secret");
    BOOST_TEST(signature.holds(hexOf("body", "new"), "body"));
    BOOST_TEST(signature.holds(hexOf("body", "old"), "body"));
    BOOST_TEST(!signature.holds(hexOf("body", "third"), "body"));
    BOOST_TEST(!signature.holds(hexOf("other", "new"), "body"));
    BOOST_TEST(!signature.holds(hexOf("body", "new").substr(2), "body"));
    BOOST_TEST(!signature.holds("", "body"));
    BOOST_CHECK_THROW(BodySignature({AppSecret(""), std::nullopt}, "secret"), ConfigError);
    BOOST_CHECK_THROW(BodySignature({AppSecret("x"), AppSecret("")}, "secret"), ConfigError);
}
