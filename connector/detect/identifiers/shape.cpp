#include "connector/detect/identifiers/shape.h"

#include <algorithm>

namespace bowline::detect {

namespace {

bool fits(char c, char sign) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = c >= 'A' && c <= 'Z';
    switch (sign) {
        case '#':
            return digit;
        case '@':
            return letter;
        case '*':
            return digit || letter;
        default:
            return c == sign;
    }
}

}  // namespace

bool hasShape(std::string_view text, std::string_view shape) {
    return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(), fits);
}

std::string_view nextShape(std::string_view& shapes, char parting) {
    const auto end = std::min(shapes.find(parting), shapes.size());
    const auto shape = shapes.substr(0, end);
    shapes.remove_prefix(std::min(end + 1, shapes.size()));
    return shape;
}

bool hasOneShape(std::string_view text, std::string_view shapes, char parting) {
    while (!shapes.empty()) {
        if (hasShape(text, nextShape(shapes, parting)))
            return true;
    }
    return false;
}

}  // namespace bowline::detect
