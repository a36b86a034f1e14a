// Passwords, PINs and one-time codes: nothing in them says what they are, the words beside them do.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/scan_text.h"

namespace bowline::detect {

/// Class "secret" (detail "password" or "code", reason "context"): what follows "my password is",
/// "PIN", "OTP:", "the code I received is", or stands before "is your code". A value has a digit,
/// or a colon or quote before it; a code has four characters at least. Class "card_security_code"
/// for three or four digits behind "cvv".
Candidates findPasswords(const ScanText& text);

}  // namespace bowline::detect
