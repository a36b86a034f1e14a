// The search for forbidden values: one number in many spellings and encodings, and what must not be
// a hit.
#include "connector/detect/forbidden_search.h"

#include "connector/base/text.h"

#include <Poco/Base64Encoder.h>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <sstream>

namespace bowline::detect {

namespace {

using namespace std::string_literals;

std::string base64(const std::string& plain, int lineLength = 0) {
    std::ostringstream out;
    Poco::Base64Encoder encoder(out);
    encoder.rdbuf()->setLineLength(lineLength);
    encoder << plain;
    encoder.close();
    return out.str();
}

template <class Spell>
std::string each(const std::string& text, Spell spell) {
    std::string out;
    for (const char c : text)
        out += spell(c);
    return out;
}

std::string hexOf(char c) {
    return toHex(std::string_view(&c, 1));
}

const std::string kE164 = "4915550100123";

ForbiddenSearch searchFor(std::string_view value, const std::string& cls) {
    return ForbiddenSearch(Forbidden{{{FoundValue(value), cls}}});
}

std::string formIn(const ForbiddenSearch& search, const std::string& bytes) {
    const auto hit = search.in(bytes, kNoChecksums);
    return hit ? hit->form : "not found";
}

struct Spelling {
    std::string why;
    std::string bytes;
};
std::ostream& operator<<(std::ostream& out, const Spelling& row) {
    return out << row.why;
}

const std::vector<Spelling> kSpellings{
    {"E.164", "+" + kE164},
    {"digits only", kE164},
    {"blanks", "+49 155 50100123"},
    {"dashes, brackets", "(+49) 155-5010-0123"},
    {"national", "015550100123"},
    {"national in groups", "0155 / 501 00 123"},
    {"two zeros", "004915550100123"},
    {"last nine", "550100123"},
    {"inside a longer run", "990" + kE164 + "77"},
    {"no-break and thin spaces", "155\u00A05\u20090\u202F10\u00A00123"},
    {"one a line", each(kE164, [](char c) { return std::string(1, c) + "\r\n"; })},
    {"full width", "４９１５５５０１００１２３"},
    {"Arabic-Indic", "٤٩١٥٥٥٠١٠٠١٢٣"},
    {"Devanagari", "४९१५५५०१००१२३"},
    {"mathematical", "𝟒𝟗𝟏𝟓𝟓𝟓𝟎𝟏𝟎𝟎𝟏𝟐𝟑"},
    {"circled", "④⑨①⑤⑤⑤⓪①⓪⓪①②③"},
    {"superscript", "⁴⁹¹⁵⁵⁵⁰¹⁰⁰¹²³"},
    {"keycaps", each(kE164, [](char c) { return c + "\uFE0F\u20E3"s; })},
    {"zero-width", each(kE164, [](char c) { return c + "\u200B"s; })},
    {"soft hyphen", each(kE164, [](char c) { return c + "\u00AD"s; })},
    {"commas", each(kE164, [](char c) { return c + ", "s; })},
    {"JSON strings side by side", R"(["155","501","00123"])"},
    {"percent", each(kE164, [](char c) { return "%" + hexOf(c); })},
    {"percent, only the plus", "%2B" + kE164},
    {"JSON escapes", each(kE164, [](char c) { return "\\u00" + hexOf(c); })},
    {"JSON in JSON", each(kE164, [](char c) { return "\\\\u00" + hexOf(c); })},
    {"JSON escapes of full width",
     "\\uFF11\\uFF15\\uFF15\\uFF15\\uFF10\\uFF11\\uFF10\\uFF10\\uFF11\\uFF12\\uFF13"},
    {"HTML decimal",
     each(kE164, [](char c) { return "&#" + std::to_string(static_cast<int>(c)) + ";"; })},
    {"HTML hexadecimal", each(kE164, [](char c) { return "&#x" + hexOf(c) + ";"; })},
    {"quoted-printable", each(kE164, [](char c) { return "=" + hexOf(c); })},
    {"quoted-printable soft break", "49155=\r\n50100123"},
    {"RFC 2047 B", "=?utf-8?B?" + base64("tel +" + kE164) + "?="},
    {"RFC 2047 B over words",
     "=?utf-8?B?" + base64("+49155") + "?=\r\n =?UTF-8?b?" + base64("50100123") + "?="},
    {"RFC 2047 Q", "=?iso-8859-1?Q?=2B49=31555=30100123?="},
    {"RFC 2047 Q over words", "=?utf-8?q?+49155?= =?utf-8?q?50100123?="},
    {"RFC 2047 in a list", R"(["=?utf-8?q?+49155?=","=?utf-8?q?50100123?="])"},
    {"markup", R"(\+49\(155\)\-\-501\-00\-123)"},
    {"markup in JSON", R"({"t":"\\+49\\(155\\)\\-\\-501\\-00\\-123"})"},
    {"quotes of a query language", R"('\'155\'\'\'50100123\'')"},
    {"doubled quotes", "'155''''50100123'"},
    {"line ends of HTML", "49155<br>501<BR />00123"},
    {"tags inside", "49155<b>501</b><span class='x'>00</span>123"},
    {"paragraphs", "<p>49155</p><p>50100123</p>"},
    {"an attribute", "<a href=tel:&#43;49155&#53;0100123>call</a>"},
    {"Atlassian document",
     R"({"content":[{"text":"+49 155","type":"text"},{"type":"hardBreak"},)"
     R"({"text":"501 00123","type":"text"}],"type":"paragraph"})"},
    {"list in a JSON text in JSON", R"({"a":"[\"49155\",\"501\",\"00123\"]"})"},
    {"texts of other keys between", R"([{"k":"name","v":"+49155"},{"k":"id","v":"50100123"}])"},
    {"repeated names of a form", "a=1&tag=%2B49155&tag=501&tag=00123"},
    {"repeated names of a query", "GET /x?k[]=49155&k[]=50100123 HTTP/1.1"},
    {"hexadecimal", "id=" + toHex(kE164)},
    {"hexadecimal at an odd place", "a" + toHex(kE164)},
    {"base64, place 0", base64(kE164)},
    {"base64, place 1", base64("x" + kE164)},
    {"base64, place 2", base64("xy" + kE164)},
    {"base64 glued to text", "abc" + base64(kE164)},
    {"base64 over lines", base64("a long text so that lines break: " + kE164 + " and more", 8)},
    {"base64 twice", base64(base64(kE164))},
    {"base64 three times", base64(base64(base64(kE164)))},
    {"base64 of percent", base64(each(kE164, [](char c) { return "%" + hexOf(c); }))},
    {"a provider id", "wamid.HBgN" + base64("\x01\x02" + kE164 + "\x15\x02")},
    {"UTF-16 LE", each(kE164, [](char c) { return std::string(1, c) + '\0'; })},
    {"UTF-16 BE", each(kE164, [](char c) { return '\0' + std::string(1, c); })},
    {"UTF-16 in base64", base64(each(kE164, [](char c) { return std::string(1, c) + '\0'; }))},
};

const std::vector<Spelling> kLookAlikes{
    {"another last digit", "+4915550100124"},
    {"eight of nine", "50100123"},
    {"words between", "155 apples, 501 pears and 00123 nuts"},
    {"letters between", "155a501b00123"},
    {"far apart", "155 .... 501 .... 00123"},
    {"backwards", "3210010555194"},
    {"date and time", "2026-05-12 10:30:55"},
    {"order", "ORD-550100"},
    {"a digit lost", "49155501023"},
    {"twisted digits", "4915550100213"},
    {"card", "4111 1111 1111 1111"},
    {"two runs of base64", base64("tel 49155") + ". " + base64("50100123x")},
    {"two runs of hexadecimal", toHex("tel 49155") + ". " + toHex("50100123")},
    {"base64 of another", base64("4915550100124")},
    {"hexadecimal of another", toHex("4915550100124")},
    {"percent of another", "%34%39%31%35%35%35%30%31%30%30%31%32%34"},
    {"plain words", "please call me back tomorrow"},
    {"empty", ""},
    {"blanks", "     "},
    {"NUL bytes", std::string(20, '\0')},
    {"one of our keys", "0123456789abcdef0123456789abcdef"},
    {"version", "1.55.501.0.0.12"},
    {"money", "1,555.01 EUR and 123 more"},
    {"table of words", "one 1 five 5 five 5 five 5 zero 0 one 1"},
    {"JSON members", R"({"a":155,"b":501,"c":123})"},
    {"JSON texts of another number", R"({"a":"49155","b":"501","c":"00124"})"},
    {"a form of another number", "a=49155&a=501&a=00124"},
    {"HTML of another number", "<p>49155</p><p>501</p><p>00124</p>"},
    {"RFC 2047 of another number", "=?utf-8?q?+49155?= =?utf-8?q?50100124?="},
    {"RFC 2047 that is none", "=?utf-8?X?49155?= =?utf-8?q?50100123 =? =?"},
    {"less and more", "155 < a and b > 501 <3 00123 <"},
    {"a time", "2026-11-23T15:36:11Z 9999-99-99T99:99:99 T"},
    {"broken JSON", R"({"a":["155", {"b" : "501\)"},
    {"percent signs", "100% of 50% is 50%"},
    {"lonely ampersands", "a & b &# c &#x; d"},
    {"lonely backslashes", "\\u12 \\ \\x"},
    {"equals signs", "a=b=c=="},
    {"invalid UTF-8", "\xFF\xFE\x80 155"},
    {"coordinates", "49.155501 north, 00.123 east"},
    {"a postcode and a house", "49155 Example, Street 50"},
    {"an account", "DE49 1555 0010 0012 3000 00"},
    {"halves in two sentences", "it begins with 49155. And it ends with 50100123."},
};

}  // namespace

BOOST_DATA_TEST_CASE(
    one_number_is_found_in_every_spelling, boost::unit_test::data::make(kSpellings), row
) {
    const auto hit = searchFor("+" + kE164, "phone").in(row.bytes, kNoChecksums);
    BOOST_TEST_REQUIRE(hit.has_value());
    BOOST_TEST(hit->cls == "phone");
}

BOOST_DATA_TEST_CASE(a_look_alike_is_no_hit, boost::unit_test::data::make(kLookAlikes), row) {
    BOOST_TEST(!searchFor("+" + kE164, "phone").in(row.bytes, kNoChecksums).has_value());
}

BOOST_AUTO_TEST_CASE(the_form_names_the_outer_encoding) {
    const auto search = searchFor("+" + kE164, "phone");
    BOOST_TEST(formIn(search, kE164) == "digits");
    BOOST_TEST(formIn(search, base64(kE164)) == "base64");
    BOOST_TEST(formIn(search, "id:" + toHex(kE164)) == "hex");
    BOOST_TEST(formIn(search, "%34%39%31%35%35%35%30%31%30%30%31%32%33") == "percent");
}

namespace {

struct Word {
    const char* why;
    const char* value;
    const char* cls;
    const char* bytes;
    bool found;
};
std::ostream& operator<<(std::ostream& out, const Word& row) {
    return out << row.why;
}

const Word kWords[] = {
    {"whole name", "Maria Lopez", "contact_name", "from Maria Lopez.", true},
    {"part of the name", "Maria Lopez", "contact_name", "dear LOPEZ", true},
    {"name in a JSON escape", "Márquez", "contact_name", R"("M\u00e1rquez")", true},
    {"name in percent", "Márquez", "contact_name", "q=M%C3%A1rquez&x", true},
    {"name in HTML", "Márquez", "contact_name", "M&#225;rquez", true},
    {"name in full width", "Lopez", "contact_name", "ＬＯＰＥＺ", true},
    {"name with invisible characters", "Lopez", "contact_name", "Lo\u200Bpez", true},
    {"name behind an escaped line break", "Lopez", "contact_name", R"("\nLopez")", true},
    {"short name over two words", "Ana Li", "contact_name", "for ana li", true},
    {"name inside a word", "Lopez", "contact_name", "lopezian", false},
    {"four letters", "Anna", "contact_name", "Anna", false},
    {"everyday word", "Order", "contact_name", "your order", false},
    {"everyday words", "Thank You", "contact_name", "thank you", false},
    {"article", "the", "contact_name", "the", false},
    {"few digits", "1234", "contact_name", "order 1234", false},
    {"address", "maria@example.com", "email", "mailto:MARIA@example.com", true},
    {"address in percent", "maria@example.com", "email", "to=maria%40example.com", true},
    {"other address", "maria@example.com", "email", "maria@example.org", false},
    {"provider id",
     "wamid.HBgNNDkxNTU1MDEwMDEyMxUCABE=",
     "provider_id",
     "xwamid.HBgNNDkxNTU1MDEwMDEyMxUCABE=x",
     true},
    {"user id", "US.13491208655302741918", "bsuid", "id us.13491208655302741918", true},
    {"user id, digits only", "US.13491208655302741918", "bsuid", "13491208655302741918", true},
    {"card", "4111 1111 1111 1111", "payment_card", "4111-1111-1111-1111", true},
    {"own class", "kidney failure", "pet_health", "has Kidney failure", true},
    {"short national number", "+3545551234", "phone", "555-1234", true},
    {"number from a text", "0155 50100123", "phone", "+4915550100123", true},
};

}  // namespace

BOOST_DATA_TEST_CASE(
    words_are_found_on_borders_and_everyday_words_never, boost::unit_test::data::make(kWords), row
) {
    BOOST_TEST(searchFor(row.value, row.cls).in(row.bytes, kNoChecksums).has_value() == row.found);
}

BOOST_AUTO_TEST_CASE(a_number_that_became_a_time_is_found) {
    const auto search = searchFor("+3545551234", "phone");
    BOOST_TEST(formIn(search, "at 2082-05-09T11:20:34Z") == "date");
    BOOST_TEST(!search.in("at 2082-05-09T11:20:35Z", kNoChecksums).has_value());
}

BOOST_AUTO_TEST_CASE(a_name_is_found_over_the_nodes_of_a_document) {
    const auto search = searchFor("Ana Li", "contact_name");
    const std::string open =
        R"({"content":[{"text":"dear Ana","type":"text"},{"type":"hardBreak"},)";
    BOOST_TEST(formIn(search, open + R"({"text":"Li","type":"text"}]})") == "leaves");
    BOOST_TEST(!search.in(open + R"({"text":"Lisa","type":"text"}]})", kNoChecksums).has_value());
    BOOST_TEST(formIn(search, "<div>Ana</div><div>Li</div>") == "html");
}

BOOST_AUTO_TEST_CASE(a_long_honest_ticket_is_looked_through_to_the_end) {
    // All marks that the encodings begin with, as a rich ticket has them.
    const std::string piece =
        R"(<p class=\"x\">Hello, the order 4711 &amp; more &lt;soon&gt;\n5 % off, a_b = c; )"
        R"(see https://example.org/a?b=1&c=%20d \u00e9 importantinformation</p>)";
    std::string text;
    while (text.size() < 100'000)
        text += piece;
    const std::string body =
        R"({"ticket":{"subject":"S","text":")" + text + R"(","tags":["a","b"]}})";
    BOOST_TEST(!searchFor("+" + kE164, "phone").in(body, kAllChecksums).has_value());
    const auto hit = searchFor("+" + kE164, "phone").in(body + "%2B" + kE164, kAllChecksums);
    BOOST_TEST((hit && hit->cls == "phone"));
}

BOOST_AUTO_TEST_CASE(a_name_by_its_form_of_address_is_forbidden_when_it_is_more_than_one_word) {
    const auto single = searchFor("Becker", "person_name");
    BOOST_TEST(formIn(single, "Welcome at Becker Ltd") == "not found");
    const auto whole = searchFor("Anna Becker", "person_name");
    BOOST_TEST(formIn(whole, "she is anna  BECKER") == "plain");
    BOOST_TEST(formIn(whole, "Welcome at Becker Ltd") == "not found");
}

BOOST_AUTO_TEST_CASE(a_street_is_forbidden_with_its_number_only) {
    const auto search = searchFor("Hauptbahnhofstraße 5", "street_address");
    BOOST_TEST(formIn(search, "zur HAUPTBAHNHOFSTRASSE 5") == "not found");  // another spelling
    BOOST_TEST(formIn(search, "in der Hauptbahnhofstraße 5!") == "plain");
    BOOST_TEST(formIn(search, "die Hauptbahnhofstraße ist gesperrt") == "not found");
    BOOST_TEST(formIn(searchFor(" Drive", "street_address"), "please drive on") == "not found");
    BOOST_TEST(
        formIn(searchFor("Hauptbahnhofstrassenkiosk", "secret"), "xHauptbahnhofstrassenkioskx") ==
        "plain"
    );
}

BOOST_AUTO_TEST_CASE(bytes_made_to_explode_are_answered_and_never_passed_unseen) {
    for (const std::string& piece :
         {"A"s,
          "41"s,
          "%25"s,
          "\\\\"s,
          "&amp;"s,
          "=3D"s,
          "\0"s,
          "٤"s,
          "QUFB"s,
          "<b>"s,
          "<a"s,
          "=?u?q?"s,
          "=?u?q?a?= "s,
          "\"a\":\"b\","s,
          "[\""s,
          "a=b&"s,
          "{\"a"s}) {
        std::string bytes;
        while (bytes.size() < 65536)
            bytes += piece;
        const auto hit = searchFor("+" + kE164, "phone").in(bytes, kAllChecksums);
        BOOST_TEST_CONTEXT(piece) {
            BOOST_TEST((!hit || hit->form == "too_nested"));
        }
    }
}

}  // namespace bowline::detect
