// Undoes the encodings under which a value can stand in bytes. Each answer holds the bytes with one
// encoding undone everywhere; an encoding that does not occur gives none. Linear; never throws on
// any bytes.
//
// What a doubled quote, a quote of a query language or a joiner of markup leaves in a value is
// neither letter nor digit, and the reading (guard_text.h) sees through it by itself.
#pragma once

#include "connector/detect/guard_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

struct Undone {
    /// "percent", "json", "quoted_printable", "utf16", "html", "rfc2047", "leaves", "form",
    /// "date", "base64", "hex"
    std::string_view form;
    std::string bytes;
};

/// More characters between than a number may have (guard_text.h): what stands on both sides of them
/// cannot give one value together.
constexpr std::string_view kApart = "\x01\x01\x01\x01\x01";
static_assert(kApart.size() > kMostBetweenDigits);

/// Percent, backslashes (JSON's, and those before the marks of markup and query languages),
/// quoted-printable, UTF-16: at most the size of `bytes` each.
std::vector<Undone> undoEscapes(std::string_view bytes);
/// What undoEscapes makes of one of them alone.
std::string undoPercent(std::string_view bytes);
std::string undoBackslashes(std::string_view bytes);
std::string undoQuotedPrintable(std::string_view bytes);

/// The layers of documents, together at most eight times the size of `bytes`:
/// - "html": references undone, tags taken out of the text and put behind it, so that a value is
///   found across <br> and inside an attribute;
/// - "rfc2047": encoded words of a header, B and Q, with what stands between two of them taken out;
/// - "leaves": the texts of a JSON document without its keys, in order, then once more by key, so
///   that a value is found that lies in several nodes (the Atlassian Document Format, a list);
/// - "form": the same of name=value pairs, where a list repeats the name;
/// - "date": the seconds since 1970 of ISO 8601 times, since a number may have been made one.
std::vector<Undone> undoLayers(std::string_view bytes);

/// Base64 (both alphabets, across line breaks) at all four, hexadecimal at both starting points:
/// together at most four times the size of `bytes`. What stood in different runs is kept apart.
std::vector<Undone> undoRuns(std::string_view bytes);
/// The bytes of one text of base64 in either alphabet; other characters are left out.
std::string undoBase64(std::string_view text);

}  // namespace bowline::detect
