// What systemd is told: ready, stopping, one line of state, and signs of life. Nothing happens
// outside systemd.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace bowline::app {

void tellReady(const std::string& state);
void tellState(const std::string& state);
void tellStopping();
void tellAlive();
/// How often systemd wants tellAlive(): half of WatchdogSec; nothing when no watchdog is set.
std::optional<std::chrono::milliseconds> watchdogInterval();

}  // namespace bowline::app
