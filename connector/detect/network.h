// Addresses of machines.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/scan_text.h"

namespace bowline::detect {

/// Classes "ip_address" (detail "v4", "v6"; reason "shape") and "mac_address". Versions of software
/// ("version 10.3.57.4") and times of day are none.
Candidates findNetworkAddresses(const ScanText& text);

}  // namespace bowline::detect
