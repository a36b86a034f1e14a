// The encodings that a request needs after its templates are evaluated: percent and base64. JSON is
// the expression room's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bowline::adapters::rest {

/// All but A-Z a-z 0-9 - . _ ~ as %XX (RFC 3986, 2.3).
std::string percentEncoded(std::string_view bytes);
/// `literal` with what no path may hold as %XX; slashes and percent signs stay.
std::string asPath(std::string_view literal);
/// %XX undone; a percent sign without two digits stays.
std::string percentDecoded(std::string_view text);

std::string base64(std::string_view bytes);
/// RFC 4648, 5: without padding. For signed assertions.
std::string base64Url(std::string_view bytes);

/// A header's value on one line: control characters are blanks.
std::string asHeaderValue(std::string_view text);

}  // namespace bowline::adapters::rest
