#include "connector/ledger/checkpoint.h"

#include "connector/base/error.h"
#include "connector/base/text.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace bowline::ledger {

namespace {

constexpr std::size_t kMaxOrigin = 255;
constexpr std::size_t kBase64Size = 44;  // of 32 bytes

bool isOrigin(std::string_view text) {
    const auto fits = [](char c) { return c > ' ' && c <= '~' && c != '+'; };
    return !text.empty() && text.size() <= kMaxOrigin && std::ranges::all_of(text, fits);
}

std::string toBase64(const Digest& digest) {
    std::array<unsigned char, kBase64Size + 1> out;
    EVP_EncodeBlock(out.data(), digest.data(), static_cast<int>(digest.size()));
    return std::string(asText(out).substr(0, kBase64Size));
}

/// Accepts what `toBase64` makes and nothing else.
std::optional<Digest> fromBase64(std::string_view text) {
    std::array<unsigned char, kBase64Size / 4 * 3> bytes;
    const auto* in = reinterpret_cast<const unsigned char*>(text.data());
    if (text.size() != kBase64Size || EVP_DecodeBlock(bytes.data(), in, kBase64Size) < 0)
        return std::nullopt;
    Digest out;
    std::copy_n(bytes.begin(), out.size(), out.begin());
    return toBase64(out) == text ? std::optional(out) : std::nullopt;
}

/// The text before the next newline, which is taken too; nothing when there is none.
std::optional<std::string_view> takeLine(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

std::optional<std::uint64_t> decimal(std::string_view text) {
    std::uint64_t out = 0;
    const auto [after, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || std::to_string(out) != text)
        return std::nullopt;
    return out;
}

}  // namespace

std::string formatCheckpoint(const Checkpoint& checkpoint) {
    if (!isOrigin(checkpoint.origin))
        throw Error(
            "ledger: cannot write a checkpoint: the origin is not a name",
            "give the log a name of printable ASCII characters without blanks and '+'"
        );
    return checkpoint.origin + '\n' + std::to_string(checkpoint.head.size) + '\n' +
           toBase64(checkpoint.head.root) + '\n';
}

std::optional<Checkpoint> parseCheckpoint(std::string_view text) {
    const auto origin = takeLine(text);
    const auto size = takeLine(text);
    const auto root = takeLine(text);
    if (!root || !text.empty() || !isOrigin(*origin))
        return std::nullopt;
    const auto parsedSize = decimal(*size);
    const auto parsedRoot = fromBase64(*root);
    if (!parsedSize || !parsedRoot)
        return std::nullopt;
    return Checkpoint{std::string(*origin), {*parsedSize, *parsedRoot}};
}

}  // namespace bowline::ledger
