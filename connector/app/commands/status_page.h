// The status page as commands get it: of the daemon, or of the store when none runs.
#pragma once

#include "connector/settings/config.h"

#include <nlohmann/json.hpp>

#include <string>

namespace bowline::app {

struct Status {
    nlohmann::json page;  ///< insight::toStatusJson
    bool running = false;
};

/// Errors: Error when no daemon runs and there is no store, or it cannot be read.
Status statusOf(const settings::Config& config);

/// "ALARM support account.disabled_update: since …" and what to do.
void printAlarm(const nlohmann::json& alarm);

/// "2026-11-30T19:20:11Z desk: iban (checksum in comment.text), contained 2026-…".
void printIncident(const nlohmann::json& incident);

/// A text of a page; empty for null.
std::string textOf(const nlohmann::json& object, const char* key);

}  // namespace bowline::app
