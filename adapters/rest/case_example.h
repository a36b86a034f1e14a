// The item that cases are about until they say otherwise; README.md of this folder shows it.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/expression/value.h"

namespace bowline::adapters::rest {

/// When cases happen.
Instant caseTime();
/// `in` of the example item: the ids are there which the primitive is given.
expression::Map exampleInput(adapter_api::Primitive primitive);
/// `over` laid over `base`: maps entry by entry, everything else as a whole.
expression::Value merged(const expression::Value& base, const expression::Value& over);

}  // namespace bowline::adapters::rest
