// The skeleton of an adapter of one's own: three files that pass `bowline adapter check` as they
// are and say where to go on.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace bowline::app {

/// Writes the skeleton into the new folder `parent`/`name`. Shape: the files written.
/// Errors: ConfigError when `name` cannot be an adapter's, is taken by one that is shipped, or a
/// file is there already; nothing is written then.
std::vector<std::filesystem::path> layDownAdapter(
    const std::filesystem::path& parent, const std::string& name
);

}  // namespace bowline::app
