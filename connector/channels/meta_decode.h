// What a Cloud API body says, update by update. Pure.
// Source: reference whatsapp.md 2-5.
#pragma once

#include "connector/base/clock.h"
#include "connector/model/update.h"

#include <span>
#include <string>
#include <string_view>

namespace bowline::channels {

/// Walks every entry, every change and every list of the change. Text messages, statuses and
/// marketing preferences are decoded, everything else is a placeholder; an entry, a change or a
/// body without any element gives one placeholder "empty", so that nothing that was sent is
/// uncounted. Nothing is required: a key that is missing or of another type costs at most its own
/// element. Errors: none thrown; `undecodable` is "json_syntax", "json_depth" (64), "json_size"
/// (10^6 values) or "not_whatsapp" (not an object, or another product's).
Decoded decodeMetaCloud(std::string_view rawBody, Instant receivedAt);

/// The same for the value of a change that came without its envelope: contacts, messages, statuses,
/// errors at the top, as the on-premises API sent them. It names no number, so it gets `number`.
/// `undecodable` is "not_whatsapp" when none of the lists that we know is there.
Decoded decodeBareMetaValue(
    std::string_view rawBody, const std::string& number, Instant receivedAt
);

/// Every kind that a placeholder can have, sorted.
std::span<const std::string_view> metaPlaceholderKinds();

}  // namespace bowline::channels
