// Each place has its encoding; what has none stops the request; nothing but the stand-ins changes.
#include "connector/delivery/secret_places.h"

#include "connector/base/error.h"
#include "connector/base/text.h"
#include "connector/delivery/body_parts.h"
#include "connector/delivery/secret_encoding.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace bowline;
using namespace bowline::delivery;
using adapter_api::OutboundRequest;

namespace {

const std::string kFamily = "abcdefghij";
const std::string kToken = kFamily + std::string(28, 't');
const std::string kHeader = kFamily + std::string(28, 'h');
const std::string kKey = kFamily + std::string(28, 'k');
const std::string kSecret = R"(q"b\p%s +&=/ü)";
const std::string kJsonSecret = R"(q\"b\\p%s +&=/ü)";
const std::string kUrlSecret = "q%22b%5Cp%25s%20%2B%26%3D%2F%C3%BC";

SecretPlaces places() {
    return {
        kFamily,
        {{kToken, kSecret, "token", SecretUse::AnyPlace},
         {kHeader, "Basic dTpw", "password", SecretUse::HeaderOnly},
         {kKey, "-----BEGIN", "key", SecretUse::NoPlace}}};
}

OutboundRequest post(std::string type, std::string body) {
    OutboundRequest request{"POST", "https://desk.example/tickets", {}, std::move(body)};
    if (!type.empty())
        request.headers.emplace_back("Content-Type", std::move(type));
    return request;
}

OutboundRequest get(std::string url) {
    return {"GET", std::move(url), {}, ""};
}

OutboundRequest withHeader(std::string name, std::string value) {
    return {"GET", "https://desk.example/", {{std::move(name), std::move(value)}}, ""};
}

std::string multipart(const std::string& head, const std::string& content) {
    return "--b1\r\n" + head + "\r\n" + content + "\r\n--b1--\r\n";
}

struct BodyRow {
    const char* why;
    std::string type, body, filled;
    friend std::ostream& operator<<(std::ostream& out, const BodyRow& row) {
        return out << row.why;
    }
};
const std::string kMultipart = "multipart/form-data; boundary=b1";
const BodyRow kBodies[] = {
    {"JSON",
     "application/json",
     R"({"a":")" + kToken + R"("})",
     R"({"a":")" + kJsonSecret + R"("})"},
    {"JSON with a character set",
     "Application/JSON; charset=utf-8",
     R"(["x )" + kToken + R"("])",
     R"(["x )" + kJsonSecret + R"("])"},
    {"a kind of JSON",
     "application/vnd.api+json",
     "[\"" + kToken + "\"]",
     "[\"" + kJsonSecret + "\"]"},
    {"JSON behind escapes",
     "application/json",
     R"({"\\\"":"\u0041\n)" + kToken + R"("})",
     R"({"\\\"":"\u0041\n)" + kJsonSecret + R"("})"},
    {"a key of JSON",
     "application/json",
     R"({")" + kToken + R"(":1})",
     R"({")" + kJsonSecret + R"(":1})"},
    {"twice in JSON",
     "application/json",
     "[\"" + kToken + kToken + "\",\"" + kToken + "\"]",
     "[\"" + kJsonSecret + kJsonSecret + "\",\"" + kJsonSecret + "\"]"},
    {"a form",
     "application/x-www-form-urlencoded",
     "a=1&token=" + kToken + "&b=%20",
     "a=1&token=" + kUrlSecret + "&b=%20"},
    {"plain text", "text/plain", "x " + kToken, "x " + kSecret},
    {"no type", "", kToken, kSecret},
    {"a part",
     kMultipart,
     multipart("Content-Disposition: form-data; name=\"a\"\r\n", kToken),
     multipart("Content-Disposition: form-data; name=\"a\"\r\n", kSecret)},
    {"a JSON part",
     kMultipart,
     multipart("content-type: application/json\r\n", "\"" + kToken + "\""),
     multipart("content-type: application/json\r\n", "\"" + kJsonSecret + "\"")},
    {"a part without head",
     "multipart/form-data; boundary=\"b1\"",
     multipart("", kToken),
     multipart("", kSecret)},
    {"the second part, after a preamble",
     kMultipart,
     "preamble\r\n--b1\r\nA: b\r\n\r\nfile\r\n--b1\r\nC: d\r\n\r\n" + kToken + "\r\n--b1--",
     "preamble\r\n--b1\r\nA: b\r\n\r\nfile\r\n--b1\r\nC: d\r\n\r\n" + kSecret + "\r\n--b1--"},
    {"no stand-in in anything", kMultipart, "no parts at all", "no parts at all"},
};

struct RefusedRow {
    const char* why;
    OutboundRequest request;
    friend std::ostream& operator<<(std::ostream& out, const RefusedRow& row) {
        return out << row.why;
    }
};
const RefusedRow kRefused[] = {
    {"in the method", {kToken, "https://desk.example/", {}, ""}},
    {"in the scheme", get(kToken + "://desk.example/")},
    {"in the host", get("https://" + kToken + ".example/")},
    {"as the user of the URL", get("https://" + kToken + "@desk.example/")},
    {"in the port", get("https://desk.example:" + kToken)},
    {"in no URL", get(kToken)},
    {"in an escape of the URL", get("https://desk.example/?a=%" + kToken)},
    {"in the second half of an escape", get("https://desk.example/?a=%4" + kToken)},
    {"in a header's name", withHeader("X-" + kToken, "a")},
    {"in the boundary", post("multipart/form-data; boundary=" + kToken, "")},
    {"outside of a JSON string", post("application/json", R"({"a":)" + kToken + "}")},
    {"after a JSON string", post("application/json", R"({"a":"b")" + kToken + "}")},
    {"after an escaped backslash that ends a string",
     post("application/json", R"(["\\"])" + kToken)},
    {"in a JSON escape", post("application/json", R"(["\)" + kToken + R"("])")},
    {"in the digits of a JSON escape", post("application/json", R"(["\u00)" + kToken + R"("])")},
    {"in a form's escape", post("application/x-www-form-urlencoded", "a=%" + kToken)},
    {"in the head of a part", post(kMultipart, multipart("X: " + kToken + "\r\n", "a"))},
    {"in the preamble", post(kMultipart, kToken + "\r\n" + multipart("", "a"))},
    {"behind the last part", post(kMultipart, multipart("", "a") + kToken)},
    {"in a part that does not end", post(kMultipart, "--b1\r\n\r\n" + kToken)},
    {"in multipart without boundary", post("multipart/form-data", multipart("", kToken))},
    {"in a part of a part",
     post(
         kMultipart,
         multipart("Content-Type: multipart/mixed; boundary=b2\r\n", "--b2\r\n\r\n" + kToken)
     )},
    {"in a part in base64",
     post(kMultipart, multipart("Content-Transfer-Encoding: base64\r\n", kToken))},
    {"in a body of two types",
     {"POST",
      "https://desk.example/",
      {{"Content-Type", "text/plain"}, {"content-type", "application/json"}},
      kToken}},
    {"in capitals", withHeader("A", "ABCDEFGHIJ" + std::string(28, 'T'))},
    {"in base64", withHeader("A", base64(kToken))},
    {"in base64 behind one byte", withHeader("A", base64("x" + kToken))},
    {"in base64 behind two bytes", post("application/json", base64("u:" + kToken))},
    {"in base64 behind three bytes", get("https://desk.example/?a=" + base64("x-y" + kToken))},
    {"in hexadecimal", withHeader("A", toHex(kToken))},
    {"cut", withHeader("A", kToken.substr(0, 30))},
    {"cut and continued", withHeader("A", kToken.substr(0, 30) + "01234567890")},
    {"never given out", withHeader("A", kFamily + std::string(28, 'z'))},
    {"a header's value in a body", post("text/plain", kHeader)},
    {"a header's value in the URL", get("https://desk.example/" + kHeader)},
    {"a private key in a header", withHeader("Authorization", kKey)},
    {"a private key in a body", post("application/json", "\"" + kKey + "\"")},
};

struct JsonRow {
    const char* why;
    std::string text;
    std::string inside;
    friend std::ostream& operator<<(std::ostream& out, const JsonRow& row) {
        return out << row.why;
    }
};
const JsonRow kJson[] = {
    {"nothing", "", ""},
    {"quotes and backslashes", "\"\\", "\\\"\\\\"},
    {"controls", std::string("\n\t\x01\x7f", 4), "\\u000a\\u0009\\u0001\\u007f"},
    {"other letters", "ü€😀", "ü€😀"},
};

std::string readBack(const std::string& inside) {
    return nlohmann::json::parse("\"" + inside + "\"").get<std::string>();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(secret_places)

BOOST_DATA_TEST_CASE(a_body_gets_its_secret_encoded_for_its_type, kBodies, row) {
    BOOST_TEST(places().filled(post(row.type, row.body)).body == row.filled);
}

BOOST_AUTO_TEST_CASE(path_and_query_get_it_percent_encoded) {
    const auto url = "https://desk.example/bot" + kToken + "/x?token=" + kToken + "&a=%20" + kToken;
    BOOST_TEST(
        places().filled(get(url)).url ==
        "https://desk.example/bot" + kUrlSecret + "/x?token=" + kUrlSecret + "&a=%20" + kUrlSecret
    );
    BOOST_TEST(
        places().filled(get("https://desk.example?t=" + kToken)).url ==
        "https://desk.example?t=" + kUrlSecret
    );
}

BOOST_AUTO_TEST_CASE(a_header_gets_it_as_it_is) {
    BOOST_TEST(
        places().filled(withHeader("X-Token", "Bearer " + kToken)).headers[0].second ==
        "Bearer " + kSecret
    );
    BOOST_TEST(
        places().filled(withHeader("Authorization", kHeader)).headers[0].second == "Basic dTpw"
    );
}

BOOST_AUTO_TEST_CASE(a_request_without_secrets_leaves_as_it_is) {
    const OutboundRequest request{
        "PATCH",
        "https://desk.example/a?b=c",
        {{"Content-Type", "application/json"}, {"X-A", "b"}},
        "{\"text\":\"ABCDEFGHI abcdefghi\"}",
        "ticket:1",
        std::chrono::seconds{7}};
    const auto filled = places().filled(request);
    BOOST_TEST(filled.method == request.method);
    BOOST_TEST(filled.url == request.url);
    BOOST_TEST((filled.headers == request.headers));
    BOOST_TEST(filled.body == request.body);
    BOOST_TEST((filled.totalTimeout == std::chrono::seconds{7}));
}

BOOST_DATA_TEST_CASE(a_secret_that_has_no_place_there_stops_the_request, kRefused, row) {
    const auto quotesNothing = [](const Error& error) {
        const auto said = std::string(error.what()) + error.hint();
        return said.find("desk.example") == std::string::npos &&
               said.find("q\"b") == std::string::npos && said.find(kFamily) == std::string::npos &&
               said.starts_with("delivery: cannot send a request: ");
    };
    BOOST_CHECK_EXCEPTION((void)places().filled(row.request), Error, quotesNothing);
}

BOOST_AUTO_TEST_CASE(a_refusal_names_the_setting_and_the_place) {
    const auto says = [](const Error& error) {
        return std::string(error.what())
                   .find("the secret token stands outside of a string of the JSON body") !=
               std::string::npos;
    };
    BOOST_CHECK_EXCEPTION((void)places().filled(post("application/json", kToken)), Error, says);
}

BOOST_AUTO_TEST_CASE(a_secret_that_is_not_utf8_has_no_place_in_json) {
    const SecretPlaces latin(kFamily, {{kToken, "\xfc", "token", SecretUse::AnyPlace}});
    BOOST_CHECK_THROW((void)latin.filled(post("application/json", "\"" + kToken + "\"")), Error);
    BOOST_TEST(latin.filled(post("text/plain", kToken)).body == "\xfc");
}

BOOST_AUTO_TEST_CASE(a_secret_that_looks_like_a_stand_in_is_not_replaced_again) {
    const SecretPlaces odd(
        kFamily,
        {{kToken, kHeader, "token", SecretUse::AnyPlace},
         {kHeader, "never", "other", SecretUse::AnyPlace}}
    );
    BOOST_TEST(odd.filled(withHeader("A", kToken)).headers[0].second == kHeader);
}

BOOST_DATA_TEST_CASE(the_inside_of_a_json_string_is_read_back_as_it_was, kJson, row) {
    BOOST_TEST(insideJsonString(row.text).value() == row.inside);
    BOOST_TEST(readBack(row.inside) == row.text);
}

BOOST_AUTO_TEST_CASE(base64_gives_the_published_texts) {
    // RFC 4648 section 10.
    const std::pair<const char*, const char*> rows[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : rows)
        BOOST_TEST(base64(plain) == encoded);
    BOOST_TEST(base64("\xff\xfe\xfd") == "//79");
}

BOOST_AUTO_TEST_CASE(pieces_of_a_body_are_the_body) {
    for (const std::string body :
         {"",
          "--b",
          "--b\r\n",
          "--b\r\n\r\n",
          "--b\r\n\r\n--b",
          "--b\r\n\r\nx\r\n--b\r\n\r\n\r\n--b--\r\n",
          "x\r\n--b\r\nA: b\r\n\r\ny\r\n--b--",
          "\r\n--b--\r\n--b\r\n\r\n"}) {
        std::string joined;
        for (const auto& piece : piecesOf(body, "b"))
            joined += piece.bytes;
        BOOST_TEST(joined == body);
    }
}

BOOST_AUTO_TEST_SUITE_END()
