// Collects the texts of one message within the bounds of MessageContent. For decoders only.
#pragma once

#include "connector/model/content.h"

#include <optional>
#include <string_view>
#include <vector>

namespace bowline::channels {

/// Parts beyond the bounds are not lost without a word: the last one that fits says how many bytes
/// and parts were left out.
class ContentParts {
public:
    /// Nothing is added for no text or an empty one.
    ContentParts& add(PartRole role, std::optional<std::string_view> text);

    /// The parts; call once.
    std::vector<TextPart> finish();

private:
    std::vector<TextPart> parts_;
    std::size_t bytes_ = 0;
    std::size_t leftOut_ = 0;
};

/// 32 bytes from base64 or hex, as providers write the SHA-256 of a file; empty for anything else.
std::string fileHash(std::string_view written);

/// At most 127 characters of a media type in lower case; empty when there are others in it.
std::string mediaType(std::string_view written);

}  // namespace bowline::channels
