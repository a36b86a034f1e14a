#include "connector/app/service_manager.h"

#include <systemd/sd-daemon.h>

namespace bowline::app {

void tellReady(const std::string& state) {
    sd_notify(0, ("READY=1\nSTATUS=" + state).c_str());
}

void tellState(const std::string& state) {
    sd_notify(0, ("STATUS=" + state).c_str());
}

void tellStopping() {
    sd_notify(0, "STOPPING=1");
}

void tellAlive() {
    sd_notify(0, "WATCHDOG=1");
}

std::optional<std::chrono::milliseconds> watchdogInterval() {
    std::uint64_t microseconds = 0;
    if (sd_watchdog_enabled(0, &microseconds) <= 0)
        return std::nullopt;
    return std::chrono::milliseconds(microseconds / 2000);
}

}  // namespace bowline::app
