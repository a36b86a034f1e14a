// What a Cloud API body says about the account, its numbers and templates: news for operations.
// For the Meta decoder only. Source: reference whatsapp.md 2.1.
#pragma once

#include "connector/channels/json_document.h"
#include "connector/model/update.h"

#include <optional>
#include <span>
#include <string_view>

namespace bowline::channels {

/// The topic of a field whose value is one notice as a whole ("account_update" -> "account");
/// nothing for a field that carries lists, or that we do not know.
std::optional<std::string_view> topicOfField(std::string_view field);

/// The whole change as a notice.
NoticeUpdate readNotice(std::string_view topic, JsonView change);

/// One element of a list "errors": the account's own trouble, not a message's.
NoticeUpdate readAccountError(JsonView error);

/// Every topic that a notice can have, sorted.
std::span<const std::string_view> noticeTopics();

}  // namespace bowline::channels
