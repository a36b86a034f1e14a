// How agents' replies come to us: `poll:` and `webhook:` of an adapter file.
#pragma once

#include "adapters/rest/loader_context.h"

namespace bowline::adapters::rest {

Poll readPoll(const settings::YamlNode& node, Loading& loading);
Webhook readWebhook(const settings::YamlNode& node, Loading& loading);

}  // namespace bowline::adapters::rest
