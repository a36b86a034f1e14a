// Files that commands lay down, durable: what must not be there yet (`bowline init`, `bowline
// adapter new`), and what takes the place of another.
#pragma once

#include <filesystem>
#include <string_view>
#include <sys/types.h>

namespace bowline::app {

/// Errors: ConfigError naming the file when it exists; `command` is who says it ("init").
void refuseExisting(std::string_view command, const std::filesystem::path& file);

/// A new file and the folders above it, on disk when it returns; `mode` keeps secrets to their
/// owner. Errors: ConfigError when it exists or the disk refuses.
void writeNew(
    std::string_view command, const std::filesystem::path& file, std::string_view text, mode_t mode
);

/// The file has this text from one moment to the next: whoever reads it sees the old one or the new
/// one. Errors: ConfigError when the disk refuses; the old one stays.
void replaceFile(
    std::string_view command, const std::filesystem::path& file, std::string_view text, mode_t mode
);

}  // namespace bowline::app
