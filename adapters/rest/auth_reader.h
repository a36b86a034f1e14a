// `auth:` of an adapter file: who we are.
#pragma once

#include "adapters/rest/loader_context.h"

namespace bowline::adapters::rest {

/// The names that a session's login picks, so that other places may write `auth.NAME`.
std::vector<std::string> tokensNamed(const settings::YamlNode& auth);

/// `algo: sha1|sha256` and `encoding: hex|base64` of a signature.
adapter_api::Signing signingOf(const settings::YamlNode& node, Faults& faults);
bool isBase64(const settings::YamlNode& node, Faults& faults);

Auth readAuth(const settings::YamlNode& node, Loading& loading);

}  // namespace bowline::adapters::rest
