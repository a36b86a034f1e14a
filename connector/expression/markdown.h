// Plain text in the source of rich text, such that readers see the plain text.
#pragma once

#include <string>
#include <string_view>

namespace bowline::expression {

/// For CommonMark and its dialects (GitHub, GitLab, Redmine): backslashes before marks, a word
/// joiner (U+2060, shows nothing) where a dialect would look at the finished text again, no-break
/// blanks at the begin of a line, hard line breaks. Source: CommonMark 0.30, 2.4 and 6.7.
std::string asMarkdown(std::string_view text);

/// For Textile (Redmine's RedCloth) and Jira's wiki markup, whose backslash escapes are partial or
/// absent: every sign that could be a mark as a character reference, no-break blanks at the begin
/// of a line. Sources: Redmine 5.0 redcloth3.rb (incoming_entities keeps references), Atlassian
/// Renderer HtmlEscapeRendererComponent (so does it).
std::string asReferences(std::string_view text);

}  // namespace bowline::expression
