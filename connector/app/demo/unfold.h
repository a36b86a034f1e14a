// Undoes encodings for the bait sweep, written apart from the product's own guard on purpose: what
// one of the two does not see, the other may. Pure; never throws on any bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bowline::app {

/// The same bytes read in one way; `how` lists the encodings undone, the outermost first: "raw",
/// "base64", "json/percent".
struct Reading {
    std::string how;
    std::string bytes;
};

/// `bytes` as they are and with encodings undone, two deep: JSON escapes, percent, HTML references,
/// base64 at every alignment, hex at both, UTF-16. Readings that would equal the bytes are left
/// out.
std::vector<Reading> readingsOf(std::string_view bytes);

/// What remains when all but letters and digits is dropped, letters in lower case, digits of other
/// scripts (full width, Arabic, Devanagari) as ASCII.
std::string compact(std::string_view utf8);
/// The digits of compact().
std::string digitsOnly(std::string_view utf8);

}  // namespace bowline::app
