#include "connector/stages/plain_form.h"

#include "connector/expression/letters.h"

#include <algorithm>
#include <iterator>

namespace bowline::stages {

namespace {

bool isAsciiLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::string lettersAndDigits(std::string_view value) {
    std::string out;
    std::ranges::copy_if(value, std::back_inserter(out), isAsciiLetterOrDigit);
    return out;
}

std::string plainForm(std::string_view value) {
    const std::string small = expression::toLower(value);
    const bool isAscii = std::ranges::all_of(small, [](char c) { return c > 0; });
    return isAscii ? lettersAndDigits(small) : small;
}

}  // namespace bowline::stages
