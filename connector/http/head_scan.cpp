// The byte rules of a request head. A line is closed by CR LF; nothing below blank but TAB may
// stand in it.
#include "connector/http/head_scan.h"

namespace bowline::http {

namespace {

// More than any provider or proxy sends (Meta: about 12); bounds the memory of one head.
constexpr std::size_t kMaxHeaders = 100;

}  // namespace

bool HeadScan::isForbidden(std::string_view bytes) const {
    const auto c = static_cast<unsigned char>(bytes[at_]);
    if (at_ > 0 && bytes[at_ - 1] == '\r')
        return true;  // CR without LF
    if (at_ == lineStart_ && (c == ' ' || c == '\t'))
        return true;
    if (c == '\t')
        return lines_ == 0;
    return c != '\r' && (c < ' ' || c == 0x7F);
}

HeadState HeadScan::endLine(std::string_view bytes) {
    if (at_ == 0 || bytes[at_ - 1] != '\r')
        return HeadState::Malformed;
    const bool empty = at_ - lineStart_ == 1;
    if (empty && lines_ == 0)
        return HeadState::Malformed;
    if (empty) {
        size_ = at_ + 1;
        return HeadState::Complete;
    }
    lineStart_ = at_ + 1;
    return ++lines_ > kMaxHeaders + 1 ? HeadState::Malformed : HeadState::NeedMore;
}

HeadState HeadScan::look(std::string_view bytes) {
    for (; at_ < bytes.size(); ++at_) {
        if (bytes[at_] != '\n') {
            if (isForbidden(bytes))
                return HeadState::Malformed;
            continue;
        }
        if (const auto state = endLine(bytes); state != HeadState::NeedMore)
            return state;
    }
    return HeadState::NeedMore;
}

}  // namespace bowline::http
