// `page:` of a poll: how the next page of its first step is asked for.
#pragma once

#include "adapters/rest/loader_context.h"

namespace bowline::adapters::rest {

Paging readPage(const settings::YamlNode& node, const NameScope& scope, Loading& loading);

}  // namespace bowline::adapters::rest
