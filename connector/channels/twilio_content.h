// What one message of Twilio's holds: its texts, its files, its error. For the Twilio decoder only.
// Source: reference whatsapp.md 8.1.
#pragma once

#include "connector/channels/form_body.h"
#include "connector/model/content.h"

#include <optional>
#include <vector>

namespace bowline::channels {

/// At least one content: the first has the texts, each further one is a file of its own. What has
/// neither words nor files is MessageKind::Unsupported, so that it is seen.
std::vector<MessageContent> twilioContents(const FormBody& form);

/// True when the form holds something that a customer can have sent.
bool hasContent(const FormBody& form);

/// ErrorCode, 0 to 99,999,999.
std::optional<int> twilioErrorCode(const FormBody& form);

}  // namespace bowline::channels
