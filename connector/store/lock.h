// One process at a time owns the store: flock on bowline.lock, held by the daemon or by one call of
// the command line. The system releases it when the process ends, however it ends.
#pragma once

#include <optional>
#include <string>

namespace bowline::store {

/// Holds the lock while it lives. Movable, not copyable.
class StoreLock {
public:
    /// Takes the lock in the file `path`, which is created when missing and never removed. Never
    /// waits. Absence: nothing when another process (or another StoreLock) holds it. Errors: Error
    /// when the file cannot be opened.
    static std::optional<StoreLock> take(const std::string& path);

    ~StoreLock();
    StoreLock(StoreLock&& other) noexcept;
    StoreLock& operator=(StoreLock&& other) noexcept;

private:
    explicit StoreLock(int file) : file_(file) {}
    int file_;  ///< -1 when moved from
};

}  // namespace bowline::store
