// Recognises opt-out words: the seven of the FCC, as a whole message. Pure; called by intake before
// the journal commit, so that a stop is effective before the acknowledgement.
#pragma once

#include "connector/base/sensitive.h"

#include <string_view>

namespace bowline::detect {

enum class ConsentSignal { None, Stop, Start };

/// Stop for stop, quit, end, revoke, opt out, cancel, unsubscribe; Start for start, unstop: in any
/// case, with punctuation, emoji, blanks and zero-width characters around or between, full-width or
/// styled letters; only when nothing else stands in the message. Source: FCC 24-18 (in force 11
/// April 2025).
[[nodiscard]] ConsentSignal consentSignalIn(std::string_view text);
/// The same for rooms that may not look into a text.
[[nodiscard]] inline ConsentSignal consentSignalIn(const MessageText& text) {
    return consentSignalIn(text.expose());
}

}  // namespace bowline::detect
