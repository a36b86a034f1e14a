// Customer text on the page stays text: no markup, no HTML, no structure.
#include "adapters/folder/markdown.h"

#include "tests/contract/adapter/cleared_items.h"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

using namespace bowline;
using namespace bowline::tests;
using namespace bowline::adapters::folder;
namespace data = boost::unit_test::data;

namespace {

struct Case {
    const char* why;
    std::string text;
    std::string expected;
};
std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.why;
}
const Case kInline[] = {
    {"plain words stay",
     "Where is my parcel? It's 5.30 (late).",
     "Where is my parcel? It's 5.30 (late)."},
    {"emphasis", "*very* _much_ ~no~", "&#42;very&#42; &#95;much&#95; &#126;no&#126;"},
    {"a link", "[pay](http://evil.example)", "&#91;pay&#93;(http://evil.example)"},
    {"a tag", "<b>&amp;</b>", "&#60;b&#62;&#38;amp;&#60;/b&#62;"},
    {"code", "`rm`", "&#96;rm&#96;"},
    {"a cell border", "a|b", "a&#124;b"},
    {"a heading", "# big", "&#35; big"},
    {"a list", "- one", "&#45;&#32;one"},
    {"a numbered list", "12. one", "12&#46; one"},
    {"a number is no list", "12", "12"},
    {"indented code", "    x", "&#32;&#32;&#32;&#32;x"},
    {"line breaks become blanks", "a\r\nb\x01", "a  b "},
    {"other scripts stay",
     "\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 \xF0\x9F\x99\x82",
     "\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 \xF0\x9F\x99\x82"},
};
const Case kQuoted[] = {
    {"one line", "hello", "> hello\n"},
    {"nothing", "", "> \n"},
    {"line breaks are kept", "a\nb\r\nc\rd", "> a  \n> b  \n> c  \n> d\n"},
    {"a line cannot end the quote", "a\n\n# b", "> a  \n>   \n> &#35; b\n"},
    {"underlining makes no heading", "a\n===", "> a  \n> &#61;&#61;&#61;\n"},
};

}  // namespace

BOOST_DATA_TEST_CASE(markup_in_a_line_is_shown_and_not_obeyed, data::make(kInline), c) {
    BOOST_TEST(inlineMarkdown(c.text) == c.expected);
}

BOOST_DATA_TEST_CASE(a_message_is_one_quote_whatever_is_in_it, data::make(kQuoted), c) {
    BOOST_TEST(quotedMarkdown(c.text) == c.expected);
}

BOOST_AUTO_TEST_CASE(a_page_shows_subject_contact_and_messages) {
    auto item = maskedItem(1, 1, "hello\n<b>");
    item.content.messageKind = "image";
    const auto cleared = stages::LeakGuard::pass(item);
    auto ticket = newTicket(cleared);
    ticket.entries = {entryOf(cleared)};
    ticket.tags = {"whatsapp", "a|b"};
    ticket.priority = "high";
    BOOST_TEST(
        toMarkdown(ticket) ==
        "# &#91;WA&#93; support\n\n"
        "| Alias | Amber-Falcon-11 |\n|---|---|\n| Name | Amber-Falcon-11 |\n| Country | DE |\n"
        "| Queue | support |\n| Priority | high |\n| Tags | whatsapp, a&#124;b |\n"
        "| WA-Channel | main |\n"
        "\n## 2001-09-09T01:46:41Z · image\n\n> hello  \n> &#60;b&#62;\n"
    );
}
