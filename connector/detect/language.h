// Which language a message is written in, among those that placeholders have words for: by the
// script, and for Latin letters by the small words that a language cannot do without. For rules of
// routes, which can live with "not known"; nothing is masked by it. Pure.
#pragma once

#include <string_view>

namespace bowline::detect {

/// ISO 639-1: "en", "de", "es", "pt", "fr", "it", "nl", "hi" (any Devanagari) or "ar" (Arabic
/// letters without those of Persian and Urdu). Empty when none of them stands out: a number, an
/// emoji, a name, another language. Never throws on any bytes; linear in the text.
[[nodiscard]] std::string_view languageOf(std::string_view text);

}  // namespace bowline::detect
