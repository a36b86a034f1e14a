// The texts of an item on their way into a request: without control characters, a long message cut
// into several. Nothing is cut inside a code point, and no text of a message is ever lost.
#pragma once

#include "adapters/rest/spec.h"
#include "connector/expression/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace bowline::adapters::rest {

/// Without C0 controls but line feed and tab, without U+007F; bytes that are no UTF-8 as U+FFFD.
std::string cleaned(std::string_view text);
/// All texts in it; keys are ours.
expression::Value cleanedTexts(const expression::Value& value);

/// `text` as one message or several, each within the limit of `content.body` when it is written in
/// `content.format`: what that format has to escape counts as what it becomes. Cut after a line end
/// or a blank where there is one in the later half; several begin with "(1/3) ", where the limit
/// has room for that. Bound: no message is longer than an expression's output can be, also when
/// there is no limit.
std::vector<std::string> messagesOf(std::string_view text, const Content& content);

}  // namespace bowline::adapters::rest
