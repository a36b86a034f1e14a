#include "connector/app/commands/word.h"

#include <algorithm>

namespace bowline::app {

std::string wordOrWhy(const std::string& text) {
    const bool isWord = std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == '-';
    });
    return isWord ? "" : "letters, digits, '.', '_' and '-' only";
}

}  // namespace bowline::app
