// What one Cloud API message holds: its texts, its file, its error. For the Meta decoder only.
// Source: reference whatsapp.md 3.
#pragma once

#include "connector/channels/json_document.h"
#include "connector/model/content.h"

#include <optional>
#include <string_view>

namespace bowline::channels {

/// The content of a message object (also the one inside an edit). Every type has one: what the
/// provider calls unsupported, and what it may invent, becomes MessageKind::Unsupported with the
/// provider's word. Missing keys cost their own part only.
MessageContent metaContent(JsonView message);

/// The code of the first error in the list under "errors", 0 to 99,999,999.
std::optional<int> metaErrorCode(JsonView element);

}  // namespace bowline::channels
