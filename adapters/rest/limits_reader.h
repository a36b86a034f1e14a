// `limits:` and `content:`: how often a system lets itself be asked, how much text it takes.
#pragma once

#include "adapters/rest/loader_context.h"

namespace bowline::adapters::rest {

void readLimits(AdapterSpec& spec, const settings::YamlNode& node, Loading& loading);
Content readContent(const settings::YamlNode& node, Faults& faults);

}  // namespace bowline::adapters::rest
