// The adapters that are compiled into bowline. One line each in builtin.cpp; YAML adapters need
// none.
#pragma once

#include "connector/adapter_api/registry.h"

#include <span>

namespace bowline::adapters {

/// Constant; for adapter_api::makeAdapter.
std::span<const adapter_api::AdapterKind> builtinAdapters();

}  // namespace bowline::adapters
