// Who may write to us: signature and handshake.
#include "connector/channels/meta_cloud.h"

#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "tests/unit/channels/bodies.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <sstream>

using namespace bowline;
using namespace bowline::channels;

namespace {

constexpr const char* kSecret = "bowline-test-secret";
constexpr const char* kHeader = "X-Hub-Signature-256";
const std::string kBody = R"({"object":"whatsapp_business_account"})";

MetaCloudChannel channelOf(
    const std::string& secret, std::optional<std::string> previous, const std::string& token
) {
    return MetaCloudChannel(
        {AppSecret(secret),
         previous ? std::optional<AppSecret>(*previous) : std::nullopt,
         VerifyToken(token)}
    );
}

MetaCloudChannel channelWith(
    const std::string& secret, std::optional<std::string> previous = std::nullopt
) {
    return channelOf(secret, std::move(previous), "our token");
}

std::string signatureOf(std::string_view body, std::string_view secret) {
    return "sha256=" + toHex(asText(KeyedHash(secret).of(body)));
}

QueryParameter queryOf(std::map<std::string, std::string> parameters) {
    return [parameters](std::string_view name) -> std::optional<std::string> {
        const auto found = parameters.find(std::string(name));
        return found == parameters.end() ? std::nullopt : std::optional(found->second);
    };
}

struct Refused {
    const char* why;
    Headers headers;
};
std::ostream& operator<<(std::ostream& out, const Refused& row) {
    return out << row.why;
}

const std::string kGood = signatureOf(kBody, kSecret);
const Refused kRefused[] = {
    {"no header at all", {}},
    {"only the old SHA-1 header", {{"X-Hub-Signature", kGood}}},
    {"empty value", {{kHeader, ""}}},
    {"no prefix", {{kHeader, kGood.substr(7)}}},
    {"other prefix", {{kHeader, "sha512=" + kGood.substr(7)}}},
    {"prefix in capitals", {{kHeader, "SHA256=" + kGood.substr(7)}}},
    {"one character short", {{kHeader, kGood.substr(0, kGood.size() - 1)}}},
    {"a prefix of the right digest", {{kHeader, kGood.substr(0, 7 + 32)}}},
    {"one character too many", {{kHeader, kGood + "0"}}},
    {"not hexadecimal", {{kHeader, kGood.substr(0, kGood.size() - 1) + "g"}}},
    {"blank in front", {{kHeader, " " + kGood}}},
    {"two of them, the right one first", {{kHeader, kGood}, {"x-hub-signature-256", kGood}}},
    {"of another body", {{kHeader, signatureOf(kBody + " ", kSecret)}}},
    {"under another secret", {{kHeader, signatureOf(kBody, "other")}}},
    {"under an empty secret", {{kHeader, signatureOf(kBody, "")}}},
};

struct Handshake {
    const char* why;
    std::map<std::string, std::string> query;
    std::optional<std::string> answer;
};
std::ostream& operator<<(std::ostream& out, const Handshake& row) {
    return out << row.why;
}

const Handshake kHandshakes[] = {
    {"as documented",
     {{"hub.mode", "subscribe"},
      {"hub.verify_token", "our token"},
      {"hub.challenge", "1158201444"}},
     "1158201444"},
    {"any printable characters, verbatim",
     {{"hub.mode", "subscribe"}, {"hub.verify_token", "our token"}, {"hub.challenge", "a+B/9=~"}},
     "a+B/9=~"},
    {"wrong token",
     {{"hub.mode", "subscribe"}, {"hub.verify_token", "our toke"}, {"hub.challenge", "1"}},
     {}},
    {"empty token",
     {{"hub.mode", "subscribe"}, {"hub.verify_token", ""}, {"hub.challenge", "1"}},
     {}},
    {"no token", {{"hub.mode", "subscribe"}, {"hub.challenge", "1"}}, {}},
    {"other mode",
     {{"hub.mode", "unsubscribe"}, {"hub.verify_token", "our token"}, {"hub.challenge", "1"}},
     {}},
    {"no mode", {{"hub.verify_token", "our token"}, {"hub.challenge", "1"}}, {}},
    {"no challenge", {{"hub.mode", "subscribe"}, {"hub.verify_token", "our token"}}, {}},
    {"empty challenge",
     {{"hub.mode", "subscribe"}, {"hub.verify_token", "our token"}, {"hub.challenge", ""}},
     {}},
    {"a line break in the challenge",
     {{"hub.mode", "subscribe"}, {"hub.verify_token", "our token"}, {"hub.challenge", "1\r\nX: y"}},
     {}},
    {"a challenge beyond ASCII",
     {{"hub.mode", "subscribe"}, {"hub.verify_token", "our token"}, {"hub.challenge", "\xC3\xA9"}},
     {}},
    {"a challenge of 129 characters",
     {{"hub.mode", "subscribe"},
      {"hub.verify_token", "our token"},
      {"hub.challenge", std::string(129, '1')}},
     {}},
    {"dots turned into underscores",
     {{"hub_mode", "subscribe"}, {"hub_verify_token", "our token"}, {"hub_challenge", "1"}},
     {}},
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_signed_body_is_authentic_whatever_the_case_of_the_header_name) {
    const auto channel = channelWith(kSecret);
    BOOST_TEST(channel.isAuthentic({{{kHeader, kGood}}, kBody}));
    BOOST_TEST(channel.isAuthentic({{{"Host", "x"}, {"x-hub-signature-256", kGood}}, kBody}));
}

BOOST_DATA_TEST_CASE(
    a_missing_or_odd_signature_is_refused, boost::unit_test::data::make(kRefused)
) {
    BOOST_TEST(!channelWith(kSecret).isAuthentic({sample.headers, kBody}));
}

BOOST_AUTO_TEST_CASE(the_previous_secret_is_accepted_while_it_is_configured_and_no_longer) {
    const Headers old = {{kHeader, signatureOf(kBody, "old secret")}};
    BOOST_TEST(channelWith(kSecret, "old secret").isAuthentic({old, kBody}));
    BOOST_TEST(channelWith(kSecret, "old secret").isAuthentic({{{kHeader, kGood}}, kBody}));
    BOOST_TEST(!channelWith(kSecret).isAuthentic({old, kBody}));
}

BOOST_AUTO_TEST_CASE(every_single_bit_of_the_body_and_of_the_signature_counts) {
    const auto channel = channelWith(kSecret);
    for (std::size_t i = 0; i < kBody.size() * 8; ++i) {
        auto changed = kBody;
        changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << (i % 8)));
        BOOST_TEST(!channel.isAuthentic({{{kHeader, kGood}}, changed}), "bit " << i);
    }
    for (std::size_t i = 7; i < kGood.size(); ++i) {
        auto changed = kGood;
        changed[i] = changed[i] == '0' ? '1' : '0';
        BOOST_TEST(!channel.isAuthentic({{{kHeader, changed}}, kBody}), "digit " << i);
    }
}

BOOST_AUTO_TEST_CASE(an_empty_secret_or_token_is_a_broken_configuration) {
    BOOST_CHECK_THROW(channelWith(""), ConfigError);
    BOOST_CHECK_THROW(channelWith(kSecret, ""), ConfigError);
    BOOST_CHECK_THROW(channelOf(kSecret, std::nullopt, ""), ConfigError);
}

BOOST_DATA_TEST_CASE(
    the_handshake_answers_the_challenge_to_our_token_only, boost::unit_test::data::make(kHandshakes)
) {
    BOOST_TEST((channelWith(kSecret).verifyHandshake(queryOf(sample.query)) == sample.answer));
}

BOOST_AUTO_TEST_CASE(the_published_signature_vectors_hold) {
    const auto folder = bodies::shared() / "signature-vectors";
    if (!std::filesystem::exists(folder)) {
        BOOST_TEST_MESSAGE("SKIPPED: no signature vectors; set BOWLINE_SHARED to run this test");
        return;
    }
    std::istringstream lines(bodies::contentOf(folder / "hub-vectors.tsv"));
    std::string line;
    std::getline(lines, line);
    int seen = 0;
    while (std::getline(lines, line)) {
        std::istringstream cells(line);
        std::string file, secret, signature;
        std::getline(cells, file, '\t');
        std::getline(cells, secret, '\t');
        std::getline(cells, signature, '\t');
        const auto body = bodies::contentOf(folder / file);
        BOOST_TEST(channelWith(secret).isAuthentic({{{kHeader, signature}}, body}), line);
        BOOST_TEST(!channelWith(secret).isAuthentic({{{kHeader, signature}}, body + "\n"}), line);
        ++seen;
    }
    BOOST_TEST(seen == 7);
}

BOOST_AUTO_TEST_CASE(a_channel_serves_its_own_number_and_notices_about_the_account) {
    const MetaCloudSettings settings{
        AppSecret(kSecret), std::nullopt, VerifyToken("our token"), "106540352242922"};
    const MetaCloudChannel channel(settings);
    const auto serves = [](const MetaCloudChannel& who, const std::string& number) {
        Update update;
        update.number = number;
        return who.serves(update);
    };
    BOOST_TEST(serves(channel, "106540352242922"));
    BOOST_TEST(serves(channel, ""));
    BOOST_TEST(!serves(channel, "106540352242923"));
    BOOST_TEST(!serves(channel, "10654035224292"));
    BOOST_TEST(serves(channelWith(kSecret), "106540352242923"));
}
