// How agents' replies come to us: `poll:` of an adapter file, and what it shares with `webhook:`.
#pragma once

#include "adapters/rest/loader_context.h"

namespace bowline::adapters::rest {

Poll readPoll(const settings::YamlNode& node, Loading& loading);
/// `emit:`; `scope` has the item.
Emit readEmit(const settings::YamlNode& node, const NameScope& scope, Loading& loading);

}  // namespace bowline::adapters::rest
