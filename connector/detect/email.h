// E-mail addresses: the shape around an '@', with a top-level domain.
#pragma once

#include "connector/detect/candidate.h"

#include <string_view>

namespace bowline::detect {

/// Class "email", reason "pattern". Local part up to 64 bytes, letters of any script; domain of at
/// least two labels, the last of letters. Linear: each byte is looked at from at most two '@'.
Candidates findEmails(std::string_view view);

}  // namespace bowline::detect
