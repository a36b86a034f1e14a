// Undoes the encodings under which a value can stand in bytes. Each answer holds the bytes with one
// encoding undone everywhere; an encoding that does not occur gives none. Linear; never throws on
// any bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bowline::detect {

struct Undone {
    std::string_view
        form;  ///< "percent", "json", "html", "quoted_printable", "utf16", "base64", "hex"
    std::string bytes;
};

/// Percent, JSON, HTML, quoted-printable, UTF-16: at most the size of `bytes` each.
std::vector<Undone> undoEscapes(std::string_view bytes);

/// Base64 (both alphabets, across line breaks) at all four, hexadecimal at both starting points:
/// together at most four times the size of `bytes`. What stood in different runs is kept apart.
std::vector<Undone> undoRuns(std::string_view bytes);

}  // namespace bowline::detect
