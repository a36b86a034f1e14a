// What a folder cannot do; see the header.
#include "connector/delivery/outlets.h"

#include "connector/base/error.h"

namespace bowline::delivery {

std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer> FolderOutlet::send(
    const adapter_api::OutboundRequest& /*request*/
) {
    throw Error(
        "delivery: a folder destination cannot send requests",
        "give the destination an adapter that writes files, or a URL"
    );
}

}  // namespace bowline::delivery
