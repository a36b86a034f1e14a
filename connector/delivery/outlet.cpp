// An exchange that is no Outlet has nothing to wait for.
#include "connector/delivery/outlet.h"

namespace bowline::delivery {

OutboundAnswer sendThrough(
    adapter_api::Exchange& outlet,
    const adapter_api::OutboundRequest& request,
    const BeforeFirstByte& begin
) {
    if (auto* const waiting = dynamic_cast<Outlet*>(&outlet))
        return waiting->send(request, begin);
    begin();
    return outlet.send(request);
}

}  // namespace bowline::delivery
