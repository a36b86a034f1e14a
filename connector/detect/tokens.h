// Long words without blanks: where keys, tokens and addresses of currencies stand.
#pragma once

#include "connector/detect/candidate.h"
#include "connector/detect/scan_text.h"

namespace bowline::detect {

/// Class "secret" (detail = whose: "github", "jwt", "private-key", "url"; reason "shape") for keys
/// that show by their beginning whose they are, JSON web tokens, private keys in PEM, and passwords
/// and tokens inside an address of the web, of which the scheme is left, and the host where it is
/// no e-mail address with the password before it. Class "crypto_address" (detail = currency; reason
/// "check", Ethereum's "shape"). Sources: the issuers' documentation of their prefixes.
Candidates findTokens(const ScanText& text);

}  // namespace bowline::detect
