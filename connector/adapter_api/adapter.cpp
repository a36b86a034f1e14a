#include "connector/adapter_api/adapter.h"

namespace bowline::adapter_api {

std::string_view toText(Primitive primitive) {
    constexpr std::string_view kNames[] = {
        "contact.find",
        "contact.create",
        "ticket.find",
        "ticket.create",
        "ticket.update",
        "comment.find",
        "comment.public",
        "comment.internal",
        "health.check"};
    return kNames[static_cast<int>(primitive)];
}

}  // namespace bowline::adapter_api
