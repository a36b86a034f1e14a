// The master key at rest and its recovery copy: a file that only its owner reads, and shares to
// print on paper. Reading the file is declared in keys.h.
#pragma once

#include "connector/vault/keys.h"

#include <span>
#include <string>
#include <vector>

namespace bowline::vault {

/// 32 random bytes.
MasterKey newMasterKey();

/// Writes `key` as 64 hex characters and a newline into a new file of mode 0600; file and directory
/// are on disk when it returns. Errors: ConfigError with path and cure when the file exists (it is
/// never overwritten) or cannot be written; a half-written file is removed.
void createMasterKeyFile(const std::string& path, const MasterKey& key);

/// One printed line: "bowline-3of5-1-9f86d081-" and 16 groups of 4 hex characters and a check
/// group of 8.
using PrintedShare = Sensitive<struct PrintedShareTag>;

/// `total` shares of which any `needed` restore the key; fewer tell nothing about it.
/// Errors: Error unless 2 <= needed <= total <= 255.
std::vector<PrintedShare> splitMasterKey(const MasterKey& key, unsigned needed, unsigned total);

/// The share's line for paper: the one way to see it.
std::string forPrinting(const PrintedShare& share);

/// The key from `needed` or more shares of one set. Letter case and blanks around do not matter.
/// Errors: ConfigError that names the share (by its place, from 1) that is mistyped, of another set
/// or there twice, or says how many are missing; also when more shares than needed contradict each
/// other.
MasterKey restoreMasterKey(std::span<const PrintedShare> shares);

}  // namespace bowline::vault
