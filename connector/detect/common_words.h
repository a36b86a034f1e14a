// Words that people put into display names and everybody else uses in ordinary sentences.
//
// Neither guard can look for them literally: a person who calls herself "the" or "Order" would stop
// every ticket. They are masked by position only. A list of facts, shared by the detector and the
// guards' search.
#pragma once

#include <string_view>

namespace bowline::detect {

/// `word` in lower case without accents, ASCII. English, Spanish, Portuguese, German, French,
/// Italian.
bool isCommonWord(std::string_view word);

}  // namespace bowline::detect
