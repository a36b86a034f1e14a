// Reads configuration files from disk, bounded; used by rule_set.cpp alone.
#pragma once

#include "connector/settings/rule_set.h"

#include <filesystem>

namespace bowline::settings {

/// The file's text, at most a byte more than the YAML bound, so that the parser says that it is too
/// large. Absence: an empty text and an error in `sink` when it cannot be read.
Source readSource(const std::filesystem::path& file, LintSink& sink);

/// Adds *.yaml of `folder`, *.yaml of its `policies` and *.txt of its `words`, sorted by name.
/// `named`: where the configuration names the folder.
void readFolder(const std::filesystem::path& folder, Mark named, Sources& sources, LintSink& sink);

}  // namespace bowline::settings
