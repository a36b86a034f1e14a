// The primitives of an adapter file, and what must hold between them.
#pragma once

#include "adapters/rest/loader_context.h"

#include <map>

namespace bowline::adapters::rest {

/// The names below `operations:`; unknown ones are told.
std::set<adapter_api::Primitive> operationsNamed(const settings::YamlNode& node, Faults& faults);

/// Needs `loading.operations`.
std::map<adapter_api::Primitive, Operation> readOperations(
    const settings::YamlNode& node, Loading& loading
);

}  // namespace bowline::adapters::rest
