// Lines end with CR LF; a header is a name, a colon and a value.
#include "connector/http/answer_head.h"

#include "connector/base/text.h"
#include "connector/http/header_name.h"

#include <algorithm>
#include <charconv>

namespace bowline::http {

namespace {

bool isControl(char c) {
    return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 0x7F;
}

/// "HTTP/1.1 200 OK": 200. Nothing when it is not such a line.
std::optional<int> statusIn(std::string_view line) {
    const bool known = line.starts_with("HTTP/1.1 ") || line.starts_with("HTTP/1.0 ");
    if (!known || line.size() < 12 || (line.size() > 12 && line[12] != ' '))
        return std::nullopt;
    int status = 0;
    const auto [stopped, failure] = std::from_chars(line.data() + 9, line.data() + 12, status);
    if (failure != std::errc{} || stopped != line.data() + 12 || status < 100)
        return std::nullopt;
    return status;
}

std::optional<std::uint64_t> lengthIn(std::string_view text) {
    std::uint64_t length = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data(), end, length);
    if (failure != std::errc{} || stopped != end)
        return std::nullopt;
    return length;
}

}  // namespace

std::optional<ClientAnswer> readAnswerHead(std::string_view head) {
    ClientAnswer answer;
    for (bool first = true; !head.empty(); first = false) {
        const auto line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(head.size(), line.size() + 2));
        if (std::ranges::any_of(line, isControl))
            return std::nullopt;
        if (first) {
            const auto status = statusIn(line);
            if (!status)
                return std::nullopt;
            answer.status = *status;
            continue;
        }
        const auto colon = line.find(':');
        const auto name = line.substr(0, colon);
        if (colon == std::string_view::npos || name.empty())
            return std::nullopt;
        if (name.find_first_of(" \t") != std::string_view::npos)
            return std::nullopt;
        answer.headers.emplace_back(name, trimmed(line.substr(colon + 1)));
    }
    if (answer.status == 0)
        return std::nullopt;
    return answer;
}

std::optional<BodyFraming> framingOf(const ClientAnswer& answer) {
    using enum BodyFraming::Kind;
    std::optional<BodyFraming> found;
    for (const auto& [name, value] : answer.headers) {
        const bool coding = sameName(name, "transfer-encoding");
        if (!coding && !sameName(name, "content-length"))
            continue;
        if (found || (coding && !sameName(value, "chunked")))
            return std::nullopt;
        const auto length = coding ? 0 : lengthIn(value);
        if (!length)
            return std::nullopt;
        found = BodyFraming{.kind = coding ? Chunked : Length, .length = *length};
    }
    return found.value_or(BodyFraming{.kind = ToEnd, .length = 0});
}

}  // namespace bowline::http
