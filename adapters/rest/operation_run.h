// One primitive, as its operation describes it: the steps in their order, writing ones checkpointed
// where a repeat would do something twice, and what comes of them as an outcome.
#pragma once

#include "adapters/rest/caller.h"
#include "adapters/rest/step_run.h"

#include <variant>

namespace bowline::adapters::rest {

struct Ran {
    adapter_api::PrimitiveOutcome outcome;
    expression::Map picked{};  ///< of the operation, when it was delivered
};

/// Runs it with the roots `settings`, `in` and `now`.
Ran runOperation(
    adapter_api::Primitive primitive, const Operation& operation, Caller& caller, const Roots& roots
);

/// contact.find, ticket.find, comment.find: an `id` that is null means that there is none.
[[nodiscard]] bool isFind(adapter_api::Primitive primitive);

}  // namespace bowline::adapters::rest
