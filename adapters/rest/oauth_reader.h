// `kind: oauth2`: how a token is got and renewed.
#pragma once

#include "adapters/rest/auth_section_reader.h"

namespace bowline::adapters::rest {

/// Asks `auth` for the keys of its grant; those of another one stay unknown.
OAuth2 readOAuth2(AuthSection& auth);

}  // namespace bowline::adapters::rest
