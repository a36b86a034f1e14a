// What tells one content of a file from the next without reading it.
#pragma once

#include <cstdint>
#include <filesystem>

namespace bowline::app {

struct FileLook {
    std::int64_t changedNs = 0;
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    friend bool operator==(const FileLook&, const FileLook&) = default;
};

/// A look at the file, links followed. Absence: an empty look when it is not there. Threads: any.
[[nodiscard]] FileLook lookAt(const std::filesystem::path& file);

}  // namespace bowline::app
