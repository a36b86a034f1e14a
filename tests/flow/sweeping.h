// The sweep of `bowline demo` over the daemon of a test.
#pragma once

#include "connector/app/demo/surfaces.h"
#include "tests/support/daemon_process.h"

#include <string>

namespace bowline::tests {

inline app::Installation installationOf(const DaemonProcess& daemon) {
    return {daemon.configFile(), daemon.stateFolder(), daemon.logFile()};
}

/// What was found where, a line each.
inline std::string toText(const app::SweepReport& report) {
    std::string all;
    for (const auto& one : report.found)
        all += one.cls + " in " + one.surface + " (" + one.how + ")\n";
    for (const auto& one : report.blind)
        all += "blind: " + one + "\n";
    return all;
}

}  // namespace bowline::tests
