// Files that people write: read whole or not at all.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace bowline::app {

/// A file of at most a megabyte. Absence: it cannot be read, is no file, or is larger.
std::optional<std::string> readSmallFile(const std::filesystem::path& file);
/// The same, or ConfigError that begins with `command` and names the file.
std::string readOrRefuse(std::string_view command, const std::filesystem::path& file);

}  // namespace bowline::app
