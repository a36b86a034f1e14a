// Reads one JSON text: escapes resolved, what is no UTF-8 replaced by U+FFFD, never refused.
// For JsonDocument only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::channels {

/// Reads texts out of `in` and appends their characters to `texts`; both outlive it.
class JsonTextReader {
public:
    JsonTextReader(std::string_view in, std::string& texts) : in_(in), texts_(texts) {}

    /// Reads the text whose opening quote stands at `at`. Returns the place behind its closing
    /// quote; nothing when it does not end or has an escape that JSON does not know.
    [[nodiscard]] std::optional<std::size_t> read(std::size_t at);

private:
    [[nodiscard]] bool taken(char c);
    void plainRun();
    [[nodiscard]] bool escape();
    [[nodiscard]] bool unicodeEscape();
    [[nodiscard]] char32_t withLowHalf(char32_t high);
    [[nodiscard]] std::optional<char32_t> fourHexDigits();

    std::string_view in_;
    std::string& texts_;
    std::size_t at_ = 0;
};

}  // namespace bowline::channels
