// Shares as lines for paper. The set's name is random and not made from the key: fewer shares than
// needed must tell nothing, not even by a hash. The check group is made from all before it.
#include "connector/base/error.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/vault/aes.h"
#include "connector/vault/master_key_file.h"
#include "connector/vault/shares.h"

#include <openssl/crypto.h>

#include <charconv>

namespace bowline::vault {

namespace {

constexpr std::string_view kOpening = "bowline-";
constexpr std::size_t kGroup = 4;  // hex characters; what an eye takes in at once
constexpr std::size_t kCheck = 8;  // hex characters: one slip in four billion stays unseen

/// A line taken apart.
struct Line {
    std::string set;  ///< "3of5-9f86d081": equal in all shares of one key
    unsigned needed = 0;
    Share share;
};

std::string checkGroup(std::string_view text) {
    return toHex(asText(sha256(text)).substr(0, kCheck / 2));
}

std::string grouped(std::string_view hex) {
    std::string out;
    for (std::size_t at = 0; at < hex.size(); at += kGroup)
        out.append(hex.substr(at, kGroup)).append("-");
    return out;
}

PrintedShare print(const Share& share, const std::string& counts, const std::string& name) {
    auto hex = toHex(share.y.view());
    auto text = std::string(kOpening) + counts + '-' + std::to_string(share.x) + '-' + name + '-';
    text += grouped(hex);
    text += checkGroup(text);
    PrintedShare out(text);
    OPENSSL_cleanse(hex.data(), hex.size());
    OPENSSL_cleanse(text.data(), text.size());
    return out;
}

[[noreturn]] void refuse(std::size_t place, const char* why) {
    throw ConfigError(
        "vault: cannot restore the master key: share " + std::to_string(place) + " " + why,
        "compare it with the paper, character by character"
    );
}

/// Up to the next hyphen, which is taken too.
std::string_view take(std::string_view& rest) {
    const auto part = rest.substr(0, rest.find('-'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    return part;
}

std::optional<std::uint8_t> smallNumber(std::string_view text) {
    std::uint8_t out = 0;
    const auto [after, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    const bool whole = error == std::errc{} && after == text.data() + text.size();
    return whole ? std::optional(out) : std::nullopt;
}

WipedText bytesOfGroups(std::string_view groups) {
    std::string hex;
    for (const char c : groups)
        if (c != '-')
            hex.push_back(c);
    auto bytes = fromHex(hex).value_or("");
    const WipedText out(bytes);
    OPENSSL_cleanse(hex.data(), hex.size());
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return out;
}

/// Nothing when a character is wrong anywhere.
std::optional<Line> parse(std::string_view text) {
    if (!text.starts_with(kOpening) || text.size() < kOpening.size() + kCheck)
        return std::nullopt;
    const auto checked = text.substr(0, text.size() - kCheck);
    if (checkGroup(checked) != text.substr(checked.size()))
        return std::nullopt;
    auto rest = checked.substr(kOpening.size());
    const auto counts = take(rest);
    const auto x = smallNumber(take(rest));
    const auto name = take(rest);
    const auto needed = smallNumber(counts.substr(0, counts.find("of")));
    auto bytes = bytesOfGroups(rest);
    if (!x || *x == 0 || !needed || *needed < 2 || bytes.view().size() != kKeyBytes)
        return std::nullopt;
    return Line{std::string(counts) + '-' + std::string(name), *needed, {*x, std::move(bytes)}};
}

Line read(const PrintedShare& printed, std::size_t place) {
    auto text = toLowerAscii(trimmed(printed.expose()));
    auto line = parse(text);
    OPENSSL_cleanse(text.data(), text.size());
    if (!line)
        refuse(place, "is mistyped: its check group does not fit");
    return std::move(*line);
}

std::vector<Line> readAll(std::span<const PrintedShare> shares) {
    std::vector<Line> lines;
    for (const auto& printed : shares) {
        auto line = read(printed, lines.size() + 1);
        for (const auto& before : lines) {
            if (line.set != before.set)
                refuse(lines.size() + 1, "is of another key than the first one");
            if (line.share.x == before.share.x)
                refuse(lines.size() + 1, "is there twice");
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

WipedText joinFrom(const std::vector<Line>& lines, std::size_t first, std::size_t count) {
    std::vector<Share> shares;
    for (std::size_t i = first; i < first + count; ++i)
        shares.push_back(lines[i].share);
    return joinShares(shares);
}

}  // namespace

std::vector<PrintedShare> splitMasterKey(const MasterKey& key, unsigned needed, unsigned total) {
    const auto counts = std::to_string(needed) + "of" + std::to_string(total);
    const auto name = toHex(randomBytes(4));
    std::vector<PrintedShare> out;
    for (const auto& share : splitSecret(key.expose(), needed, total))
        out.push_back(print(share, counts, name));
    return out;
}

MasterKey restoreMasterKey(std::span<const PrintedShare> shares) {
    const auto lines = readAll(shares);
    const std::size_t needed = lines.empty() ? 2 : lines.front().needed;
    if (lines.size() < needed)
        throw ConfigError(
            "vault: cannot restore the master key: " + std::to_string(needed) +
                " shares are needed, " + std::to_string(lines.size()) + " are there",
            "fetch " + std::to_string(needed - lines.size()) + " more shares of the same set"
        );
    const auto secret = joinFrom(lines, 0, needed);
    // Each further share must lie on the same polynomials.
    for (std::size_t first = 1; first + needed <= lines.size(); ++first)
        if (!(joinFrom(lines, first, needed) == secret))
            refuse(first + needed, "contradicts the others");
    return MasterKey(secret.view());
}

std::string forPrinting(const PrintedShare& share) {
    return std::string(share.expose());
}

}  // namespace bowline::vault
