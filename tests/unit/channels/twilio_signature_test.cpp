// Who may write as Twilio: the published vectors, and everything that differs from them by one
// byte.
#include "connector/base/base64.h"
#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/channels/twilio.h"
#include "tests/unit/channels/forms.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <sstream>

using namespace bowline;
using namespace bowline::channels;

namespace {

constexpr const char* kToken = "12345";  ///< of all published vectors
constexpr const char* kHeader = "X-Twilio-Signature";
constexpr const char* kUrl = "https://mycompany.com/myapp.php";
constexpr const char* kQuery = "foo=1&bar=2";
const std::string kCall =
    "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%"
    "2B18005551212";
const std::string kJson = R"({"property": "value", "boolean": true})";
const std::string kJsonHash =
    "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

struct Vector {
    const char* name;
    std::string url;
    std::string query;
    std::string body;
    std::string signature;
};
std::ostream& operator<<(std::ostream& out, const Vector& row) {
    return out << row.name;
}

/// Source: reference whatsapp.md 13; the documentation page, twilio-python, twilio-go.
const Vector kVectors[] = {
    {"docs-page",
     kUrl,
     kQuery,
     "To=%2B18005551212&CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%"
     "2B12349013030",
     "0/KCTR6DLpKmkAf8muzZqo1nDgQ="},
    {"helper-python", kUrl, kQuery, kCall, "RSOYDt4T1cUTdK1PDd93/VVr8B8="},
    {"helper-go-prefix-keys",
     kUrl,
     kQuery,
     kCall + "&ReasonConferenceEnded=test&Reason=Participant",
     "vOEb5UThFn24KEfnOFLQY2AE5FY="},
    {"duplicates-sorted-unique",
     kUrl,
     kQuery,
     "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234",
     "IK+Dwps556ElfBT0I3Rgjkr1wJU="},
    {"https-port-443",
     "https://mycompany.com:443/myapp.php",
     kQuery,
     kCall,
     "kvajT1Ptam85bY51eRf/AJRuM3w="},
    {"http-port-80",
     "http://mycompany.com:80/myapp.php",
     kQuery,
     kCall,
     "0ZXoZLH/DfblKGATFgpif+LLRf4="},
    {"http-port-1234",
     "http://mycompany.com:1234/myapp.php",
     kQuery,
     kCall,
     "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="},
    {"json-bodySHA256",
     kUrl,
     std::string(kQuery) + "&" + kJsonHash,
     kJson,
     "a9nBmqA0ju/hNViExpshrM61xv4="},
    {"json-bodySHA256-only", kUrl, kJsonHash, kJson, "y77kIzt2vzLz71DgmJGsen2scGs="},
};

TwilioChannel channelAt(
    const std::string& url,
    const std::string& token = kToken,
    std::optional<std::string> previous = std::nullopt
) {
    return TwilioChannel(
        {{AppSecret(token), previous ? std::optional<AppSecret>(*previous) : std::nullopt}, url, ""}
    );
}

bool isAuthentic(const TwilioChannel& channel, const Vector& row) {
    return channel.isAuthentic({{{kHeader, row.signature}}, row.body, row.query, {}});
}

/// What Twilio would sign, made the way its documentation tells it and not the way we do it.
std::string signatureBy(const std::string& token, const std::string& text) {
    const std::string_view parts[] = {text};
    return toBase64(asText(KeyedSha1(token).of(parts)));
}

bool sameFields(const std::string& a, const std::string& b) {
    return FormBody(a, kTwilioFormLimits).canonical() == FormBody(b, kTwilioFormLimits).canonical();
}

}  // namespace

BOOST_DATA_TEST_CASE(a_published_signature_holds, boost::unit_test::data::make(kVectors)) {
    BOOST_TEST(isAuthentic(channelAt(sample.url), sample));
}

BOOST_AUTO_TEST_CASE(the_nine_vectors_are_the_published_ones) {
    const auto file = bodies::shared() / "signature-vectors/twilio-vectors.tsv";
    if (!std::filesystem::exists(file)) {
        BOOST_TEST_MESSAGE("SKIPPED: no signature vectors; set BOWLINE_SHARED to run this test");
        return;
    }
    std::istringstream lines(bodies::contentOf(file));
    std::string line;
    std::getline(lines, line);
    std::size_t seen = 0;
    while (std::getline(lines, line)) {
        std::istringstream cells(line);
        std::array<std::string, 5> cell;
        for (auto& one : cell)
            std::getline(cells, one, '\t');
        const auto* row = std::ranges::find(kVectors, cell[0], &Vector::name);
        BOOST_REQUIRE_MESSAGE(row != std::end(kVectors), cell[0]);
        BOOST_TEST(row->signature == cell[4]);
        BOOST_TEST(cell[2].starts_with(row->url + "?" + row->query), cell[0]);
        BOOST_TEST(signatureBy(cell[1], cell[2]) == cell[4]);
        ++seen;
    }
    BOOST_TEST(seen == std::size(kVectors));
}

BOOST_DATA_TEST_CASE(every_bit_of_the_body_counts, boost::unit_test::data::make(kVectors)) {
    const auto channel = channelAt(sample.url);
    for (std::size_t bit = 0; bit < sample.body.size() * 8; ++bit) {
        auto changed = sample;
        changed.body[bit / 8] = static_cast<char>(changed.body[bit / 8] ^ (1 << (bit % 8)));
        // %2b for %2B is another writing of the same form.
        const bool isJson = sample.body == kJson;
        BOOST_TEST(
            isAuthentic(channel, changed) == (!isJson && sameFields(sample.body, changed.body)),
            "bit " << bit
        );
    }
}

BOOST_DATA_TEST_CASE(
    every_bit_of_the_query_and_of_the_signature_counts, boost::unit_test::data::make(kVectors)
) {
    const auto channel = channelAt(sample.url);
    for (std::size_t bit = 0; bit < sample.query.size() * 8; ++bit) {
        auto changed = sample;
        changed.query[bit / 8] = static_cast<char>(changed.query[bit / 8] ^ (1 << (bit % 8)));
        BOOST_TEST(!isAuthentic(channel, changed), "query, bit " << bit);
    }
    for (std::size_t bit = 0; bit < sample.signature.size() * 8; ++bit) {
        auto changed = sample;
        changed.signature[bit / 8] =
            static_cast<char>(changed.signature[bit / 8] ^ (1 << (bit % 8)));
        BOOST_TEST(!isAuthentic(channel, changed), "signature, bit " << bit);
    }
}

BOOST_AUTO_TEST_CASE(another_writing_of_the_same_base64_is_refused) {
    auto row = kVectors[0];  // "…Q=" ends in two bits that mean nothing
    row.signature[row.signature.size() - 2] = 'R';
    BOOST_TEST((fromBase64(row.signature) == fromBase64(kVectors[0].signature)));
    BOOST_TEST(!isAuthentic(channelAt(row.url), row));
    row.signature = kVectors[0].signature;
    row.signature.pop_back();
    BOOST_TEST(!isAuthentic(channelAt(row.url), row));
}

BOOST_AUTO_TEST_CASE(the_port_may_be_signed_left_out_or_be_the_schemes_own) {
    const auto row = [](const std::string& url) {
        return Vector{"", "", "", "A=1", signatureBy(kToken, url + "A1")};
    };
    const auto plain = channelAt("https://example.org/hook");
    BOOST_TEST(isAuthentic(plain, row("https://example.org/hook")));
    BOOST_TEST(isAuthentic(plain, row("https://example.org:443/hook")));
    BOOST_TEST(!isAuthentic(plain, row("https://example.org:8443/hook")));
    BOOST_TEST(!isAuthentic(plain, row("http://example.org/hook")));
    BOOST_TEST(!isAuthentic(plain, row("https://example.com/hook")));
    BOOST_TEST(!isAuthentic(plain, row("https://example.org/hook/")));
    const auto odd = channelAt("https://example.org:8443/hook");
    BOOST_TEST(isAuthentic(odd, row("https://example.org:8443/hook")));
    BOOST_TEST(isAuthentic(odd, row("https://example.org/hook")));
    BOOST_TEST(!isAuthentic(odd, row("https://example.org:443/hook")));
    BOOST_TEST(isAuthentic(channelAt("https://[2001:db8::1]/h"), row("https://[2001:db8::1]:443/h"))
    );
    BOOST_TEST(isAuthentic(channelAt("https://example.org"), row("https://example.org")));
}

BOOST_AUTO_TEST_CASE(no_header_says_what_the_address_is) {
    const auto channel = channelAt("https://example.org/hook");
    const auto signature = signatureBy(kToken, "https://evil.example/hookA1");
    const Headers headers{
        {kHeader, signature},
        {"Host", "evil.example"},
        {"X-Forwarded-Host", "evil.example"},
        {"X-Forwarded-Proto", "https"}};
    BOOST_TEST(!channel.isAuthentic({headers, "A=1"}));
}

BOOST_AUTO_TEST_CASE(a_request_without_parameters_is_signed_by_its_address) {
    const auto channel = channelAt("https://example.org/hook");
    BOOST_TEST(
        isAuthentic(channel, {"", "", "", "", signatureBy(kToken, "https://example.org/hook")})
    );
    BOOST_TEST(isAuthentic(
        channel,
        {"", "", "a=1&b=%20", "", signatureBy(kToken, "https://example.org/hook?a=1&b=%20")}
    ));
}

BOOST_AUTO_TEST_CASE(bytes_are_signed_as_decoded_and_not_as_repaired) {
    const auto channel = channelAt("https://example.org/hook");
    const auto signature = signatureBy(
        kToken,
        "https://example.org/hookA\xFF"
        "B"
    );
    BOOST_TEST(isAuthentic(channel, {"", "", "", "B=&A=%FF", signature}));
    BOOST_TEST(!isAuthentic(channel, {"", "", "", "B=&A=%EF%BF%BD", signature}));
}

BOOST_AUTO_TEST_CASE(the_previous_token_is_accepted_while_it_is_configured_and_no_longer) {
    const auto old = kVectors[1];
    BOOST_TEST(isAuthentic(channelAt(kUrl, "new token", kToken), old));
    BOOST_TEST(isAuthentic(channelAt(kUrl, kToken, "old token"), old));
    BOOST_TEST(!isAuthentic(channelAt(kUrl, "new token"), old));
}

BOOST_AUTO_TEST_CASE(the_signature_stands_in_one_header_of_any_case) {
    const auto channel = channelAt(kUrl);
    const auto& row = kVectors[1];
    const auto by = [&](const Headers& headers) {
        return channel.isAuthentic({headers, row.body, row.query, {}});
    };
    BOOST_TEST(by({{"x-twilio-SIGNATURE", row.signature}}));
    BOOST_TEST(!by({}));
    BOOST_TEST(!by({{kHeader, ""}}));
    BOOST_TEST(!by({{kHeader, " " + row.signature}}));
    BOOST_TEST(!by({{kHeader, row.signature}, {kHeader, row.signature}}));
    BOOST_TEST(!by({{"X-Hub-Signature-256", row.signature}}));
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_refused_before_it_is_hashed) {
    const auto channel = channelAt("https://example.org/hook");
    const std::string many(1'000, '&');
    const auto signature = signatureBy(kToken, "https://example.org/hook");
    BOOST_TEST(isAuthentic(channel, {"", "", "", many.substr(1), signature}));
    BOOST_TEST(!isAuthentic(channel, {"", "", "", many, signature}));
    const std::string large((std::size_t{1} << 20) + 1, 'a');
    BOOST_TEST(!isAuthentic(
        channel, {"", "", "", large, signatureBy(kToken, "https://example.org/hook" + large)}
    ));
}

BOOST_AUTO_TEST_CASE(an_empty_token_or_an_address_that_is_none_is_a_broken_configuration) {
    BOOST_CHECK_THROW(channelAt(kUrl, ""), ConfigError);
    BOOST_CHECK_THROW(channelAt(kUrl, kToken, ""), ConfigError);
    for (const char* url :
         {"",
          "example.org/hook",
          "/hook",
          "ftp://example.org/hook",
          "https:///hook",
          "https://:443/hook",
          "https://user:word@example.org/hook",
          "https://example.org/hook?x=1",
          "https://example.org/hook#rc=5"})
        BOOST_CHECK_THROW(channelAt(url), ConfigError);
}
