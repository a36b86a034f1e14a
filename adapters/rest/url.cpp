#include "adapters/rest/url.h"

#include "adapters/rest/encoding.h"
#include "connector/base/text.h"

#include <algorithm>

namespace bowline::adapters::rest {

namespace {

constexpr std::string_view kSchemeEnd = "://";

bool mayStandInAddress(char c) {
    constexpr std::string_view kNever = "\"<>\\^`{|}";
    return c > ' ' && c < '\x7F' && kNever.find(c) == std::string_view::npos;
}

bool isPort(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// The end of "scheme://host:port".
std::size_t authorityEnd(std::string_view url) {
    const auto begin = url.find(kSchemeEnd);
    if (begin == std::string_view::npos)
        return 0;
    return std::min(url.find_first_of("/?#", begin + kSchemeEnd.size()), url.size());
}

/// Host and port; a colon inside the brackets of an IPv6 address is no port's.
std::optional<Origin> split(std::string scheme, std::string_view authority) {
    const auto bracket = authority.rfind(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    const auto host = authority.substr(0, colon);
    const auto port = colon == std::string_view::npos ? (scheme == "https" ? "443" : "80")
                                                      : authority.substr(colon + 1);
    if (host.empty() || !isPort(port))
        return std::nullopt;
    return Origin{std::move(scheme), toLowerAscii(host), std::string(port)};
}

}  // namespace

std::optional<Origin> originOf(std::string_view url) {
    const auto begin = url.find(kSchemeEnd);
    if (begin == std::string_view::npos || !std::ranges::all_of(url, mayStandInAddress))
        return std::nullopt;
    auto scheme = toLowerAscii(url.substr(0, begin));
    const auto from = begin + kSchemeEnd.size();
    const auto authority = url.substr(from, authorityEnd(url) - from);
    if ((scheme != "http" && scheme != "https") || authority.find('@') != std::string_view::npos)
        return std::nullopt;
    return split(std::move(scheme), authority);
}

bool isSameOrigin(std::string_view a, std::string_view b) {
    const auto first = originOf(a);
    return first && first == originOf(b);
}

Target targetOf(std::string_view url) {
    const auto rest = url.substr(authorityEnd(url));
    const auto whole = rest.substr(0, rest.find('#'));
    const auto mark = std::min(whole.find('?'), whole.size());
    Target target{std::string(whole.substr(0, mark)), {}};
    if (mark < whole.size())
        target.query = whole.substr(mark + 1);
    if (target.path.empty())
        target.path = "/";
    return target;
}

std::string resolved(std::string_view base, std::string_view reference) {
    if (reference.find(kSchemeEnd) < reference.find_first_of("/?#"))
        return std::string(reference);
    const std::string origin(base.substr(0, authorityEnd(base)));
    if (reference.starts_with("//"))
        return origin.substr(0, origin.find(':') + 1) + std::string(reference);
    if (reference.starts_with('/'))
        return origin + std::string(reference);
    const auto path = targetOf(base).path;
    if (reference.empty() || reference.starts_with('?'))
        return origin + path + std::string(reference);
    return origin + path.substr(0, path.rfind('/') + 1) + std::string(reference);
}

bool hasDotSegment(std::string_view path) {
    for (std::size_t begin = 0; begin <= path.size();) {
        const auto end = std::min(path.find('/', begin), path.size());
        const auto part = percentDecoded(path.substr(begin, end - begin));
        if (part == "." || part == "..")
            return true;
        begin = end + 1;
    }
    return false;
}

}  // namespace bowline::adapters::rest
