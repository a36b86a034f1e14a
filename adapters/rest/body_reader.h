// The body of a request: JSON, a form, parts, or bytes as they are.
#pragma once

#include "adapters/rest/loader_context.h"

namespace bowline::adapters::rest {

Body readBody(const settings::YamlNode& node, const NameScope& scope, Loading& loading);

}  // namespace bowline::adapters::rest
