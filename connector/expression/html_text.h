// What a reader sees of a piece of HTML, as plain text: for replies that agents write in rich text.
#pragma once

#include <string>
#include <string_view>

namespace bowline::expression {

/// Tags off, entities undone, blanks as a browser shows them; br, p, div, li, tr and headings end a
/// line, script, style and comments are left out. Never longer than a few bytes a tag beyond
/// `html`; linear; never throws on any bytes.
std::string htmlToText(std::string_view html);

}  // namespace bowline::expression
