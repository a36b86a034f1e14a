// `settings:` of an adapter file: what a destination in bowline.yaml may or must say.
#pragma once

#include "adapters/rest/loader_context.h"

namespace bowline::adapters::rest {

std::vector<Setting> readSettings(const settings::YamlNode& node, Faults& faults);

}  // namespace bowline::adapters::rest
