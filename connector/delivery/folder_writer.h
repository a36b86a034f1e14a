// Files below one folder, written so that a crash leaves the old or the new content and never a
// part: temp file, fsync, rename, fsync of the directory. Knows nothing of tickets and does not
// guard; the egress guard stands before it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::delivery {

/// An open file or directory, closed when dropped.
class Descriptor {
public:
    explicit Descriptor(int fd) noexcept : fd_(fd) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&&) = delete;
    [[nodiscard]] int get() const noexcept { return fd_; }

private:
    int fd_;
};

/// Makes renames in one directory durable. Callers that come together share one fsync.
/// Threads: any.
class DirectorySync {
public:
    explicit DirectorySync(int directory) : directory_(directory) {}
    /// Returns when every rename that happened before the call is on disk.
    /// Errors: Error when the disk refuses; then also for each caller whose rename that fsync was
    /// to cover, because a later fsync that succeeds says nothing about it.
    void sync();

private:
    void runOne(std::unique_lock<std::mutex>& lock);

    int directory_;
    std::mutex mutex_;
    std::condition_variable done_;
    bool running_ = false;
    std::uint64_t asked_ = 0;
    std::uint64_t synced_ = 0;
    std::uint64_t failed_ = 0;
};

/// Threads: any, one at a time for a name.
class FolderWriter {
public:
    /// Opens the folder and removes what a crash left half written.
    /// Errors: ConfigError when it is missing, not a directory or not writable.
    explicit FolderWriter(const std::string& root);

    /// Replaces the file `name` durably. Files are made with mode 0640.
    /// Shape: a plain name: 1..200 bytes, no '/', no control character, not "." or "..".
    /// Errors: Error for another name or when the disk refuses; the old content then stays whole.
    void replace(std::string_view name, std::string_view bytes);

    /// The content of the file `name`. Absence: nothing when there is none.
    /// Errors: Error for another name, for what is no plain file (a symbolic link is not followed),
    /// for more than 64 MiB, or when the disk refuses.
    [[nodiscard]] std::optional<std::string> read(std::string_view name) const;

private:
    Descriptor root_;
    DirectorySync directory_;
};

}  // namespace bowline::delivery
