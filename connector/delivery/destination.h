// One configured ticket system: what it is called, how to talk to it, and the bare way out to it.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/base/ids.h"

#include <memory>

namespace bowline::delivery {

/// Both parts are used by all threads of the courier at once.
struct Destination {
    DestinationId id;
    std::unique_ptr<adapter_api::Adapter> adapter;
    std::unique_ptr<adapter_api::Exchange> outlet;  ///< unguarded; see outlets.h
};

}  // namespace bowline::delivery
