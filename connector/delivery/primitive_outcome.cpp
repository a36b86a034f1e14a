// See the header.
#include "connector/delivery/primitive_outcome.h"

#include <utility>
#include <variant>

namespace bowline::delivery {

namespace {

using adapter_api::Absent;
using adapter_api::Duplicate;
using adapter_api::PrimitiveOutcome;

struct AsWritten {
    StepOutcome operator()(Absent&) const { return Rejected{"adapter_broken"}; }
    StepOutcome operator()(Duplicate&) const { return Rejected{"adapter_broken"}; }
    template <class Same>
    StepOutcome operator()(Same& same) const {
        return std::move(same);
    }
};

}  // namespace

StepOutcome asWritten(PrimitiveOutcome outcome) {
    return std::visit([](auto& answer) -> StepOutcome { return AsWritten{}(answer); }, outcome);
}

std::optional<std::string> idIn(const PrimitiveOutcome& outcome) {
    const auto* made = std::get_if<Delivered>(&outcome);
    return made != nullptr ? std::optional(made->remoteId) : std::nullopt;
}

}  // namespace bowline::delivery
