#include "connector/app/new_files.h"

#include "connector/base/error.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bowline::app {

namespace fs = std::filesystem;

void refuseExisting(std::string_view command, const fs::path& file) {
    if (!fs::exists(file))
        return;
    throw ConfigError(
        fmt::format("{}: {} exists already", command, file.string()),
        "nothing was changed; move it away or choose another folder"
    );
}

void writeNew(std::string_view command, const fs::path& file, std::string_view text, mode_t mode) {
    std::error_code failure;  // told by the file that then cannot be made
    fs::create_directories(file.parent_path(), failure);
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    const bool written =
        fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(fd) == 0;
    if (fd >= 0)
        ::close(fd);
    if (!written)
        throw ConfigError(
            fmt::format("{}: cannot write {}", command, file.string()),
            "look at the folder's owner and free space"
        );
}

void replaceFile(
    std::string_view command, const fs::path& file, std::string_view text, mode_t mode
) {
    const fs::path fresh = file.string() + ".new";
    std::error_code failure;
    fs::remove(fresh, failure);  // of a command that was interrupted
    writeNew(command, fresh, text, mode);
    fs::rename(fresh, file, failure);
    if (failure)
        throw ConfigError(
            fmt::format("{}: cannot replace {}", command, file.string()),
            "look at the folder's owner"
        );
}

}  // namespace bowline::app
