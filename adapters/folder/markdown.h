// The page a human reads: a ticket file rendered as Markdown. It is made from the JSON alone and
// can be made again at any time. Promises that no text of a customer becomes structure, markup or
// HTML of the page.
#pragma once

#include "adapters/folder/ticket_file.h"

#include <string>
#include <string_view>

namespace bowline::adapters::folder {

/// `text` on one line, every character that Markdown or HTML could read as markup as a character
/// reference
/// ("*" becomes "&#42;"). References and not backslashes, because the egress guard undoes
/// references. Source: CommonMark 0.30, 2.5: a reference cannot stand for a character that makes
/// structure.
std::string inlineMarkdown(std::string_view text);

/// `text` as a block quote, line breaks kept; ends with a newline.
std::string quotedMarkdown(std::string_view text);

std::string toMarkdown(const TicketFile& ticket);

}  // namespace bowline::adapters::folder
