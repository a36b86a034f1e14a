// Plain text in other systems' markup and back: shown as it was written, whatever it looks like.
#include "connector/expression/filters.h"
#include "connector/expression/json_value.h"
#include "connector/expression/template.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <random>

using namespace bowline;
using namespace bowline::expression;
namespace data = boost::unit_test::data;

namespace {

Value applied(std::string_view filter, const Value& input) {
    return findFilter(filter)->apply(input, {{}, nullptr});
}

struct Row {
    std::string text;
    std::string expected;
};
std::ostream& operator<<(std::ostream& out, const Row& c) {
    return out << c.text;
}

const Row kToHtml[] = {
    {"", ""},
    {R"(a < b & "c" > 'd')", "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;"},
    {"a\nb\r\nc\rd\n\n", "a<br>b<br>c<br>d<br><br>"},
    {"&amp;<br>", "&amp;amp;&lt;br&gt;"},
    {"</b>\xFF\0x", "&lt;/b&gt;\xFF"},
};

const Row kToText[] = {
    {"", ""},
    {"plain", "plain"},
    {"<p>a</p><p>b</p>", "a\nb"},
    {"a<br>b<br/>c<BR />d", "a\nb\nc\nd"},
    {"a<br><br>b<br><br><br><br>c", "a\n\nb\n\nc"},
    {"<div>one</div>\n  <div>two\n lines</div>", "one\ntwo lines"},
    {"<ul><li>a</li><li>b</li></ul>after", "- a\n- b\nafter"},
    {"<pre>a\n  b</pre> c", "a\n  b\nc"},
    {"&lt;b&gt; &amp;amp; &#65;&#x42; &uuml;&szlig; &euro; &nbsp;&nbsp;x", "<b> &amp; AB üß €   x"},
    {"&unknown; & &; &#; &#x; &#xZ; &#0; &#55296; &#1114112;",
     "&unknown; & &; &#; &#x; &#xZ; \uFFFD \uFFFD \uFFFD"},
    {"a<script>alert('<p>')</SCRIPT >b<style>p{}</style>c", "abc"},
    {"a<!-- <p>no</p> -->b", "ab"},
    {"a<!-- never closed", "a"},
    {"<head><title>t</title></head><body>x</body>", "x"},
    {"<a href=\"x>y\" title='>'>link</a>", "link"},
    {"<img src=\"data:image/png;base64,AAAA\">x", "x"},
    {"a < b, 5 > 3, <3", "a < b, 5 > 3, <3"},
    {"never <a closed", "never <a closed"},
    {"odd <a title=\"quote>shown", "odd shown"},
    {"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
    {"<b>bo</b>ld", "bold"},
    {"\xFF<p>\xC3</p>", "\xFF\n\xC3"},
};

const Row kMarkdown[] = {
    {"", ""},
    {"plain words, 12:30 - 5 (ok).", "plain words, 12:30 - 5 (ok)."},
    {"*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~\u2060d\\~"},
    {"[x](y) ![i](j) <z>", R"(\[x\](y) !\[i\](j) \<z\>)"},
    {"# heading", R"(\# heading)"},
    {"see #12 and (#13)", "see \\#\u206012 and (\\#\u206013)"},
    {"{{macro}} [[page]]", "\\{\u2060\\{macro\\}\\} \\[\u2060\\[page\\]\\]"},
    {"@admin me@example.org", "@\u2060admin me@example.org"},
    {"user:admin", "user:\u2060admin"},
    {"https://example.org/a_b#c?d=1&e=2", R"(https\://example.org/a\_b\#c?d=1\&e=2)"},
    {"www.example.org", R"(www\.example.org)"},
    {"- item\n+ item\n1. one\n2) two", "\\- item\\\n\\+ item\\\n1\\. one\\\n2\\) two"},
    {"title\n===\ntitle\n---", "title\\\n\\===\\\ntitle\\\n\\---"},
    {"    code\n\ttab", "\u00A0\u00A0\u00A0\u00A0code\\\n\u00A0\u00A0\u00A0\u00A0tab"},
    {"a  \nb\n\nc\n", "a\\\nb\n\nc\n"},
    {"end\\\nnext", "end\\\\\\\nnext"},
    {"> quote", R"(\> quote)"},
    {"a|b\n-|-", "a\\|b\\\n\\-\\|-"},
    {"&lt; &#35;", "\\&\u2060lt; \\&\\#\u206035;"},
    {"\r\n\r\nx", "\n\nx"},
};

const Row kReferences[] = {
    {"plain words; it's 5/6, or not. Yes.", "plain words; it's 5/6, or not. Yes."},
    {"*a* #1 {{m}}", "&#42;a&#42; &#35;1 &#123;&#123;m&#125;&#125;"},
    {"h1. x\nbq. y", "h1&#46; x\nbq&#46; y"},
    {"<pre>", "&#60;pre&#62;"},
    {"\"a\":http://example.org", "&#34;a&#34;&#58;http&#58;//example.org"},
    {"&lt;", "&#38;lt;"},
    {"  two", "\u00A0\u00A0two"},
    {"a \r\n\r\n- b", "a\n\n&#45; b"},
    {R"(\)", "&#92;"},
};

}  // namespace

BOOST_DATA_TEST_CASE(text_becomes_html_that_shows_it, data::make(kToHtml), c) {
    BOOST_TEST((applied("text_to_html", c.text) == Value(c.expected)));
}

BOOST_DATA_TEST_CASE(html_becomes_what_a_reader_sees, data::make(kToText), c) {
    const Value text = applied("html_to_text", c.text);
    BOOST_TEST((text == Value(c.expected)), "gave " << toJson(text));
}

BOOST_DATA_TEST_CASE(text_becomes_markdown_that_shows_it, data::make(kMarkdown), c) {
    const Value text = applied("markdown", c.text);
    BOOST_TEST((text == Value(c.expected)), "gave " << toJson(text));
}

BOOST_DATA_TEST_CASE(text_becomes_textile_and_wiki_that_show_it, data::make(kReferences), c) {
    BOOST_TEST((applied("textile", c.text) == Value(c.expected)));
    BOOST_TEST((applied("wiki", c.text) == Value(c.expected)));
}

BOOST_AUTO_TEST_CASE(html_that_never_ends_is_read_in_one_pass) {
    for (const std::string piece :
         {"<a", "<a \"", "<a '<a \"", "<!--", "<script>", "&", "<p>", "</"}) {
        std::string html;
        while (html.size() < 250'000)
            html += piece;
        const Value text = applied("html_to_text", html);
        BOOST_TEST(std::get<std::string>(text.data()).size() <= html.size());
    }
}

BOOST_AUTO_TEST_CASE(a_text_and_its_html_show_the_same) {
    std::mt19937 random(5);
    const std::string marks = "<>&\"'ab;#/1- ";
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (auto n = random() % 30; n > 0; --n)
            text += marks[random() % marks.size()];
        const Value once = applied("html_to_text", applied("text_to_html", "x" + text + "x"));
        std::string shown = "x" + text + "x";
        for (auto twice = shown.find("  "); twice != std::string::npos; twice = shown.find("  "))
            shown.erase(twice, 1);
        BOOST_REQUIRE((once == Value(shown)));
    }
}

BOOST_AUTO_TEST_CASE(text_becomes_a_document_of_atlassian) {
    BOOST_TEST(
        toJson(applied("adf", "a\r\nb\n\n\nc")) ==
        R"({"content":[{"content":[{"text":"a","type":"text"},{"type":"hardBreak"},)"
        R"({"text":"b","type":"text"}],"type":"paragraph"},)"
        R"({"content":[{"text":"c","type":"text"}],"type":"paragraph"}],"type":"doc","version":1})"
    );
    BOOST_TEST(
        toJson(applied("adf", "\n")) ==
        R"({"content":[{"content":[],"type":"paragraph"}],"type":"doc","version":1})"
    );
    const auto many = toJson(applied("adf", std::string(100'000, '\n') + "end"));
    BOOST_TEST(many.find("end\"") != std::string::npos);
}
