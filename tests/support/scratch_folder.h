// A folder of its own for one test, removed afterwards.
#pragma once

#include "connector/base/hmac.h"
#include "connector/base/text.h"

#include <filesystem>
#include <string>

namespace bowline::tests {

class ScratchFolder {
public:
    ScratchFolder()
        : path_(
              std::filesystem::temp_directory_path() / ("bowline-test-" + toHex(randomBytes(8)))
          ) {
        std::filesystem::create_directories(path_);
    }
    ~ScratchFolder() {
        std::error_code
            ignored;  // a destructor is silent; the folder is in the temporary directory
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

}  // namespace bowline::tests
