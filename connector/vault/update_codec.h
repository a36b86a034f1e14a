// What an update says, as a part of an event's record: the alternative's place in the variant as a
// byte, then its fields. For event_codec only.
#pragma once

#include "connector/model/update.h"
#include "connector/vault/record.h"

namespace bowline::vault {

void writeUpdateBody(RecordWriter& out, const UpdateBody& body);

/// Reads every version of the record since the first. Errors: Error for a record that is none.
UpdateBody readUpdateBody(RecordReader& in);

}  // namespace bowline::vault
