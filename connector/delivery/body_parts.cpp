// Cuts at delimiters; see the header.
#include "connector/delivery/body_parts.h"

#include "connector/base/text.h"

#include <algorithm>

namespace bowline::delivery {

namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";

/// The value of the parameter `name` in "; a=b; c=\"d\"".
std::string parameter(std::string_view parameters, std::string_view name) {
    const auto at = toLowerAscii(parameters).find(std::string(name) + "=");
    if (at == std::string::npos)
        return {};
    auto value = parameters.substr(at + name.size() + 1);
    if (value.starts_with('"')) {
        value.remove_prefix(1);
        return std::string(value.substr(0, value.find('"')));
    }
    return std::string(trimmed(value.substr(0, value.find(';'))));
}

/// The value of the header `name` (small letters) in a part's head.
std::string_view headerIn(std::string_view head, std::string_view name) {
    while (!head.empty()) {
        const auto end = std::min(head.find("\r\n"), head.size());
        const auto line = head.substr(0, end);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos && toLowerAscii(line.substr(0, colon)) == name)
            return trimmed(line.substr(colon + 1));
        head.remove_prefix(std::min(end + 2, head.size()));
    }
    return {};
}

MultipartPiece contentUnder(std::string_view head, std::string_view bytes) {
    return {
        .bytes = bytes,
        .isContent = true,
        .type = headerIn(head, "content-type"),
        .isEncoded = !headerIn(head, "content-transfer-encoding").empty()};
}

}  // namespace

MediaType mediaTypeIn(std::string_view header) {
    const auto end = std::min(header.find(';'), header.size());
    return {
        toLowerAscii(trimmed(header.substr(0, end))), parameter(header.substr(end), "boundary")};
}

bool isJson(const MediaType& type) {
    return type.name == "application/json" || type.name.ends_with("+json");
}

bool isForm(const MediaType& type) {
    return type.name == "application/x-www-form-urlencoded";
}

bool isMultipart(const MediaType& type) {
    return type.name.starts_with("multipart/");
}

std::vector<MultipartPiece> piecesOf(std::string_view body, std::string_view boundary) {
    const auto delimiter = "\r\n--" + std::string(boundary);
    std::vector<MultipartPiece> pieces;
    std::size_t taken = 0;
    // The first delimiter may be the very beginning, without an end of line before it.
    auto at = body.starts_with(std::string_view(delimiter).substr(2)) ? 0 : body.find(delimiter);
    while (!boundary.empty() && at != std::string_view::npos) {
        const auto behind = at + delimiter.size() - (at == 0 ? 2 : 0);
        const auto headEnd = body.find(kHeadEnd, behind);
        const auto next = body.find(delimiter, behind);
        const bool ends = headEnd == std::string_view::npos || next == std::string_view::npos;
        if (ends || headEnd + kHeadEnd.size() > next)
            break;
        const auto begin = headEnd + kHeadEnd.size();
        pieces.push_back({.bytes = body.substr(taken, begin - taken)});
        pieces.push_back(
            contentUnder(body.substr(behind, headEnd - behind), body.substr(begin, next - begin))
        );
        taken = at = next;
    }
    pieces.push_back({.bytes = body.substr(taken)});
    return pieces;
}

bool JsonStrings::holds(std::size_t place) {
    while (at_ < place && at_ < json_.size())
        step();
    return inside_ && at_ == place;
}

void JsonStrings::step() {
    const char c = json_[at_];
    if (inside_ && c == '\\') {
        at_ += json_.substr(at_ + 1, 1) == "u" ? 6 : 2;
        return;
    }
    inside_ = c == '"' ? !inside_ : inside_;
    ++at_;
}

}  // namespace bowline::delivery
