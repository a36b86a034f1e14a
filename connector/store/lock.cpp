// flock, not fcntl: it belongs to the open file, so a second lock of the same process is refused
// too.
#include "connector/store/lock.h"

#include "connector/base/error.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace bowline::store {

std::optional<StoreLock> StoreLock::take(const std::string& path) {
    StoreLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.file_ < 0) {
        throw Error(
            fmt::format("store: cannot open the lock {}: error {}", path, errno),
            "check that the directory exists and belongs to bowline's user"
        );
    }
    if (::flock(lock.file_, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (errno == EWOULDBLOCK)
        return std::nullopt;
    throw Error(fmt::format("store: cannot lock {}: error {}", path, errno));
}

StoreLock::~StoreLock() {
    if (file_ >= 0)
        ::close(file_);
}

StoreLock::StoreLock(StoreLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

StoreLock& StoreLock::operator=(StoreLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

}  // namespace bowline::store
