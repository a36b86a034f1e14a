// A "thank you" after a ticket was solved is an answer to it, not a new question.
#pragma once

#include <string_view>

namespace bowline::stages {

/// True when the whole text is one of the fixed phrases of thanks or agreement in seven languages,
/// whatever its case, punctuation, emoji and blanks; also for nothing but thumbs, hearts and folded
/// hands. A text that says anything else besides is not. Pure; never throws on any bytes.
bool isOnlyThanks(std::string_view text);

}  // namespace bowline::stages
