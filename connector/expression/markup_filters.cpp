// Plain text for systems that take markup or a tree of their own: shown there as it is.
#include "connector/expression/filter_rows.h"
#include "connector/expression/kinds.h"
#include "connector/expression/lines.h"
#include "connector/expression/markdown.h"

namespace bowline::expression {

namespace {

Value markdown(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    return text ? Value(asMarkdown(*text)) : Value();
}

Value references(const Value& input, const Arguments&) {
    const auto* text = textOf(input);
    return text ? Value(asReferences(*text)) : Value();
}

Map node(const char* type, List content) {
    return {{"type", type}, {"content", std::move(content)}};
}

/// Lines that follow each other, until an empty one; moves `at` past them.
List paragraph(const std::vector<std::string_view>& lines, std::size_t& at) {
    List content;
    for (; at < lines.size() && !lines[at].empty(); ++at) {
        if (!content.empty())
            content.emplace_back(Map{{"type", "hardBreak"}});
        content.emplace_back(Map{{"type", "text"}, {"text", std::string(lines[at])}});
    }
    return content;
}

/// Source: Atlassian Document Format, version 1: a text node is never empty.
Value adf(const Value& input, const Arguments&) {
    // Each line costs some hundred bytes; what comes after so many stays together in the last one.
    constexpr std::size_t kMostLines = 2048;
    const auto* text = textOf(input);
    if (!text)
        return {};
    const auto lines = linesOf(*text, kMostLines);
    List paragraphs;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        List content = paragraph(lines, at);
        if (!content.empty())
            paragraphs.emplace_back(node("paragraph", std::move(content)));
    }
    if (paragraphs.empty())
        paragraphs.emplace_back(node("paragraph", {}));
    Map document = node("doc", std::move(paragraphs));
    document.emplace("version", 1);
    return Value(std::move(document));
}

constexpr Filter kFilters[] = {
    {"adf",
     {},
     0,
     "adf",
     "Plain text as a tree of the Atlassian Document Format.",
     false,
     Disguise::Adf,
     adf},
    {"markdown",
     {},
     0,
     "markdown",
     "Plain text as CommonMark that shows it as it is, line ends kept.",
     false,
     Disguise::Markup,
     markdown},
    {"textile",
     {},
     0,
     "textile",
     "Plain text as Textile (Redmine) that shows it as it is.",
     false,
     Disguise::Html,
     references},
    {"wiki",
     {},
     0,
     "wiki",
     "Plain text as Jira's wiki markup that shows it as it is.",
     false,
     Disguise::Html,
     references},
};

}  // namespace

std::span<const Filter> markupFilters() {
    return kFilters;
}

}  // namespace bowline::expression
