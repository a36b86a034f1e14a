// Waits for what somebody else does in a folder, so that a test can strike in the middle of it.
#pragma once

#include <chrono>
#include <filesystem>

namespace bowline::tests {

class FolderWatch {
public:
    /// Errors: std::runtime_error when the folder cannot be watched.
    explicit FolderWatch(const std::filesystem::path& folder);
    ~FolderWatch();
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    /// Returns after the next file was created, renamed or removed since the last call; false when
    /// nothing happened for `patience`.
    bool waitForChange(std::chrono::milliseconds patience);

private:
    int inotify_;
};

}  // namespace bowline::tests
