// `webhook:` of an adapter file: who may call us, and what a call tells.
#pragma once

#include "adapters/rest/loader_context.h"

namespace bowline::adapters::rest {

Webhook readWebhook(const settings::YamlNode& node, Loading& loading);

}  // namespace bowline::adapters::rest
