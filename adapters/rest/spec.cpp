// The names of an adapter file's closed lists.
#include "adapters/rest/spec.h"

namespace bowline::adapters::rest {

std::string_view toText(AnswerClass cls) {
    constexpr std::string_view kNames[] = {
        "ok",
        "absent",
        "duplicate",
        "auth",
        "throttle",
        "retry",
        "conflict",
        "reject",
        "config",
        "unknown"};
    return kNames[static_cast<int>(cls)];
}

}  // namespace bowline::adapters::rest
