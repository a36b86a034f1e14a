#include "connector/channels/content_parts.h"

#include "connector/base/base64.h"
#include "connector/base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace bowline::channels {

namespace {

constexpr std::size_t kHashSize = 32;
constexpr std::size_t kLongestType = 127;  ///< RFC 6838, both names with the slash
constexpr std::size_t kReserve = 64;       ///< of the bytes, for the line about what was left out

bool isOfMediaType(char c) {
    constexpr std::string_view kOthers = "/.+;=_- ";
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || kOthers.find(c) != kOthers.npos;
}

}  // namespace

ContentParts& ContentParts::add(PartRole role, std::optional<std::string_view> text) {
    if (!text || text->empty())
        return *this;
    const bool hasRoom = parts_.size() < kMostParts - 1 && leftOut_ == 0;
    const auto kept =
        hasRoom ? cutText(*text, kMostPartBytes - kReserve - bytes_) : std::string_view{};
    if (!kept.empty())
        parts_.push_back({role, MessageText(kept)});
    bytes_ += kept.size();
    leftOut_ += text->size() - kept.size();
    return *this;
}

std::vector<TextPart> ContentParts::finish() {
    if (leftOut_ > 0)
        parts_.push_back({PartRole::Body, MessageText(fmt::format("(… + {} bytes)", leftOut_))});
    return std::move(parts_);
}

std::string fileHash(std::string_view written) {
    auto bytes = fromBase64(written);
    if (!bytes || bytes->size() != kHashSize)
        bytes = fromHex(written);
    return bytes && bytes->size() == kHashSize ? *bytes : std::string();
}

std::string mediaType(std::string_view written) {
    auto type = toLowerAscii(written);
    const bool isType = type.size() <= kLongestType && std::ranges::all_of(type, isOfMediaType);
    return isType ? type : std::string();
}

}  // namespace bowline::channels
