// Another destination than the folder that `bowline init` sets up.
#pragma once

#include "tests/support/daemon_process.h"

#include <string>

namespace bowline::tests {

struct DestinationSetup {
    std::string yaml;     ///< one entry of `destinations:`, by the name "helpdesk"
    std::string queue;    ///< of the route
    std::string mapping;  ///< file of mappings/examples
};

/// It is the only destination, and the shipped example is the mapping. Before start().
void sendTo(const DaemonProcess& daemon, const DestinationSetup& setup);

}  // namespace bowline::tests
