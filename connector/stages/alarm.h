// Which news of the provider a human of operations must look at. Pure.
#pragma once

#include "connector/model/event.h"

#include <optional>
#include <string>

namespace bowline::stages {

/// The code of the alarm that the event raises: its topic and the provider's word or error code,
/// "account.disabled_update", "errors.131042"; "account.changed" when the provider has no word.
/// At most 130 characters of [a-z_.0-9]. Nothing for what needs nobody.
std::optional<std::string> alarmOf(const Event& event);

/// What is addressed to a number that the channel does not have.
constexpr const char* kForeignNumberAlarm = "number.foreign";

}  // namespace bowline::stages
