// A second count of what a webhook body holds, to hold the decoder's list against. Slow and
// obvious: it reads the provider's reference, not the decoder.
// Source: reference whatsapp.md 2 and 2.1.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace bowline::app {

/// How many elements a Cloud API body has: the messages, statuses and so on of all lists of all
/// changes of all entries; of history each old message. A change without any is one element, an
/// entry without changes too, and a body without entries. Nothing when the bytes are no JSON within
/// the bounds of channels. Pure; never throws on any bytes.
std::optional<std::size_t> countElements(std::string_view rawBody);

}  // namespace bowline::app
