// What a form of Twilio's says. Pure.
// Source: reference whatsapp.md 8.1.
#pragma once

#include "connector/base/clock.h"
#include "connector/model/update.h"

#include <span>
#include <string_view>

namespace bowline::channels {

/// One update for a form: a message, the status of one of ours, or a placeholder. A message with
/// several files gives one update for each; the first has the texts, the others have the id with
/// "/1", "/2" … Nothing is required: a field that is missing costs at most what it says. Without an
/// id it is "sha256:" and the hash of the form; Twilio tells no time, so `receivedAt` is the time.
///
/// `number` is what the channel is configured for. Update::number is the MessagingServiceSid when
/// that is one ("MG…"), else the digits of our side: To of a message, From of a status.
/// Errors: none thrown; `undecodable` is "form_size" (1 MiB, 1,000 fields).
Decoded decodeTwilio(std::string_view rawBody, std::string_view number, Instant receivedAt);

/// Every kind that a placeholder can have, sorted.
std::span<const std::string_view> twilioPlaceholderKinds();

}  // namespace bowline::channels
