#include "connector/intake/waiting_bytes.h"

namespace bowline::intake {

WaitingBytes::Place WaitingBytes::enter(std::size_t size, bool mayExceed) {
    if (used_->fetch_add(size) >= limit_ && !mayExceed) {
        *used_ -= size;
        return nullptr;
    }
    return {used_.get(), [used = used_, size](const void*) { *used -= size; }};
}

}  // namespace bowline::intake
