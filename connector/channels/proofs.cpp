// See the header.
#include "connector/channels/proofs.h"

#include "connector/base/text.h"

#include <fmt/format.h>

namespace bowline::channels {

namespace {

constexpr std::size_t kHexOfDigest = 64;
constexpr std::size_t kShortestWord = 16;  ///< 64 bits even when it is hexadecimal

std::optional<KeyedHash> hashOfPrevious(
    const std::optional<AppSecret>& secret, const std::string& what
) {
    if (!secret)
        return std::nullopt;
    return KeyedHash(required(*secret, "previous " + what));
}

void requireLong(const SharedWord& word, const std::string& what) {
    if (word.expose().size() < kShortestWord)
        throw ConfigError(
            fmt::format(
                "channels: cannot set up a channel: the {} has less than {} characters",
                what,
                kShortestWord
            ),
            "choose one at random: openssl rand -hex 32"
        );
}

}  // namespace

std::optional<std::string_view> onlyHeader(const Headers& headers, std::string_view name) {
    std::optional<std::string_view> found;
    for (const auto& [have, value] : headers) {
        if (toLowerAscii(have) != name)
            continue;
        if (found)
            return std::nullopt;
        found = value;
    }
    return found;
}

bool sameWord(std::string_view given, std::string_view ours) {
    return equalInConstantTime(asText(sha256(given)), asText(sha256(ours)));
}

BodySignature::BodySignature(const Rotating<AppSecret>& secrets, const std::string& what)
    : current_(required(secrets.current, what)),
      previous_(hashOfPrevious(secrets.previous, what)) {}

bool BodySignature::holds(std::string_view hex, std::string_view body) const {
    const auto claimed = hex.size() == kHexOfDigest ? fromHex(hex) : std::nullopt;
    if (!claimed)
        return false;
    const bool byCurrent = equalInConstantTime(asText(current_.of(body)), *claimed);
    const bool byPrevious = previous_ && equalInConstantTime(asText(previous_->of(body)), *claimed);
    return byCurrent || byPrevious;
}

KnownWord::KnownWord(const Rotating<SharedWord>& words, const std::string& what) : words_(words) {
    requireLong(words.current, what);
    if (words.previous)
        requireLong(*words.previous, "previous " + what);
}

bool KnownWord::is(std::string_view given) const {
    const bool isCurrent = sameWord(given, words_.current.expose());
    const bool isPrevious = words_.previous && sameWord(given, words_.previous->expose());
    return isCurrent || isPrevious;
}

}  // namespace bowline::channels
