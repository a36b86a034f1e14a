// The content of a message as a part of an event's record. For event_codec only.
#pragma once

#include "connector/model/content.h"
#include "connector/vault/record.h"

namespace bowline::vault {

void writeContent(RecordWriter& out, const MessageContent& content);

/// Errors: Error for a record that is none; more than kMostParts parts are not believed.
MessageContent readContent(RecordReader& in);

/// A number of the platform's int, when the flag before it says that there is one.
std::optional<int> readOptionalInt(RecordReader& in);

}  // namespace bowline::vault
