#include "connector/pipeline/failure_kind.h"

#include "connector/pipeline/parts.h"

namespace bowline::pipeline {

FailureKind kindOf(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const Stale&) {
        return FailureKind::Stale;
    } catch (const StoreBusy&) {
        return FailureKind::StoreBusy;
    } catch (...) {
        return FailureKind::Unexpected;
    }
}

}  // namespace bowline::pipeline
