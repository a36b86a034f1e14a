// Grows an address to both sides of each '@'; an '@' ends both, so no byte is read more than twice.
#include "connector/detect/email.h"

#include "connector/detect/digit_groups.h"

#include <algorithm>

namespace bowline::detect {

namespace {

bool isWordByte(char c) {
    return isDigit(c) || isAsciiLetter(c) || static_cast<unsigned char>(c) >= 0x80;
}
// RFC 5322 atext without the quotes and braces that surround addresses in chats more often than
// they are in them.
bool isLocalByte(char c) {
    return isWordByte(c) || std::string_view("!#$%&+-./=?^_~").find(c) != std::string_view::npos;
}
bool isDomainByte(char c) {
    return isWordByte(c) || c == '-' || c == '.';
}

std::size_t localBegin(std::string_view view, std::size_t at) {
    constexpr std::size_t kLongestLocal = 64;
    std::size_t begin = at;
    while (begin > 0 && at - begin < kLongestLocal && isLocalByte(view[begin - 1]))
        --begin;
    while (begin < at && !isWordByte(view[begin]) && view[begin] != '_' && view[begin] != '+')
        ++begin;
    // A cut in the middle of a code point is moved to the next one.
    while (begin < at && (static_cast<unsigned char>(view[begin]) & 0xC0) == 0x80)
        ++begin;
    return begin;
}

/// End of the domain behind '@', with whole labels only; `from` when there is none.
std::size_t domainEnd(std::string_view view, std::size_t from) {
    std::size_t end = from;
    while (end < view.size() && isDomainByte(view[end]))
        ++end;
    while (end > from && !isWordByte(view[end - 1]))
        --end;
    return end;
}

/// "com" of "com" with an emoji or a foreign word glued to it: a top-level domain is of one script.
std::size_t withoutGluedText(std::string_view view, std::size_t from, std::size_t end) {
    const auto label = view.substr(from, end - from).rfind('.');
    if (label == std::string_view::npos)
        return end;
    const std::size_t dot = from + label;
    std::size_t stop = dot + 1;
    while (stop < end && isAsciiLetter(view[stop]))
        ++stop;
    return stop >= dot + 3 && stop < end && static_cast<unsigned char>(view[stop]) >= 0x80 ? stop
                                                                                           : end;
}

bool isTopLevel(std::string_view label) {
    if (label.starts_with("xn--"))
        return label.size() > 4;
    return label.size() >= 2 &&
           std::none_of(label.begin(), label.end(), [](char c) { return isDigit(c) || c == '-'; });
}

bool isDomain(std::string_view domain) {
    const auto dot = domain.rfind('.');
    return dot != std::string_view::npos && dot > 0 &&
           domain.find("..") == std::string_view::npos && isTopLevel(domain.substr(dot + 1));
}

}  // namespace

Candidates findEmails(std::string_view view) {
    Candidates found;
    for (auto at = view.find('@'); at != std::string_view::npos; at = view.find('@', at + 1)) {
        const Span span{
            localBegin(view, at), withoutGluedText(view, at + 1, domainEnd(view, at + 1))};
        if (span.begin == at || !isDomain(view.substr(at + 1, span.end - at - 1)))
            continue;
        found.push_back({{span, "email", "", 0.95, "pattern"}, Strength::Address});
    }
    return found;
}

}  // namespace bowline::detect
