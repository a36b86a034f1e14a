// See the header.
#include "tests/crash/folder_watch.h"

#include <poll.h>
#include <stdexcept>
#include <sys/inotify.h>
#include <unistd.h>

namespace bowline::tests {

FolderWatch::FolderWatch(const std::filesystem::path& folder)
    : inotify_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
    const auto mask = IN_CREATE | IN_MOVED_TO | IN_DELETE;
    if (inotify_ < 0 || inotify_add_watch(inotify_, folder.c_str(), mask) < 0)
        throw std::runtime_error("cannot watch " + folder.string());
}

FolderWatch::~FolderWatch() {
    close(inotify_);
}

bool FolderWatch::waitForChange(std::chrono::milliseconds patience) {
    pollfd waits{inotify_, POLLIN, 0};
    if (poll(&waits, 1, static_cast<int>(patience.count())) <= 0)
        return false;
    char events[4096];
    while (read(inotify_, events, sizeof events) > 0) {
    }
    return true;
}

}  // namespace bowline::tests
