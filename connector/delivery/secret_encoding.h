// How a text is written inside JSON, a URL or a form, and what a Basic header says. Pure; what goes
// in may be a secret, so no error here quotes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bowline::delivery {

/// As the inside of a JSON string. Absence: nothing when `text` is not UTF-8. Source: RFC 8259 7.
std::optional<std::string> insideJsonString(std::string_view text);

/// All but the unreserved characters as %XX; fit for each part of a URL's path and query and for a
/// form. Source: RFC 3986 2.3.
std::string percentEncoded(std::string_view text);

/// With padding, in one line. Source: RFC 4648 4.
std::string base64(std::string_view bytes);

/// No control character: fit for a line of its own. Tab counts as one: a secret that holds it was
/// pasted wrongly.
bool isOneLine(std::string_view text);

}  // namespace bowline::delivery
