#include "connector/app/small_file.h"

#include "connector/base/error.h"

#include <fmt/format.h>
#include <fstream>
#include <system_error>

namespace bowline::app {

namespace {

constexpr std::uintmax_t kLargestFile = std::uintmax_t{1} << 20;

}  // namespace

std::optional<std::string> readSmallFile(const std::filesystem::path& file) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(file, failure);
    if (failure || size > kLargestFile)
        return std::nullopt;
    std::ifstream in(file, std::ios::binary);
    std::string text(size, '\0');
    if (!in.read(text.data(), static_cast<std::streamsize>(size)))
        return std::nullopt;
    return text;
}

std::string readOrRefuse(std::string_view command, const std::filesystem::path& file) {
    if (auto text = readSmallFile(file))
        return std::move(*text);
    throw ConfigError(
        fmt::format("{}: cannot read {}", command, file.string()), "look at the file and its folder"
    );
}

}  // namespace bowline::app
