#include "connector/app/file_look.h"

#include <sys/stat.h>

namespace bowline::app {

FileLook lookAt(const std::filesystem::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0)
        return {};
    return {
        status.st_ctim.tv_sec * 1'000'000'000 + status.st_ctim.tv_nsec,
        status.st_ino,
        status.st_size};
}

}  // namespace bowline::app
