// A surface is unfolded once and every bait looked for in each reading. Values stay in here: what
// leaves are classes, names of surfaces and ways of writing.
#include "connector/app/demo/sweep.h"

#include "connector/app/demo/unfold.h"
#include "connector/base/text.h"
#include "connector/detect/forbidden_search.h"

#include <Poco/Base64Encoder.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

namespace bowline::app {

namespace {

/// Of a bait in a script that compact() does not read hardly anything is left, which stands
/// everywhere.
constexpr std::size_t kFewest = 5;

/// One bait in the forms that are compared.
struct Needle {
    std::string cls;
    std::string lower;
    std::string joined;  ///< letters and digits only
    std::string digits;  ///< empty for words
};

Needle needleOf(const Bait& bait) {
    constexpr std::size_t kShared = 9;  // what the international and the national form share
    auto joined = compact(bait.value);
    auto digits = digitsOnly(bait.value);
    if (digits.size() != joined.size())
        digits.clear();
    else if (bait.cls == "phone" && digits.size() > kShared)
        digits.erase(0, digits.size() - kShared);
    return {bait.cls, toLowerAscii(bait.value), std::move(joined), std::move(digits)};
}

/// The digits of a database file, cut where a record's control bytes stand: thousands of cells with
/// one digit each hold any number, and mean none.
std::string digitsOfCells(std::string_view bytes) {
    const auto isControl = [](unsigned char c) {
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    };
    std::string digits;
    while (!bytes.empty()) {
        const auto end = std::ranges::find_if(bytes, isControl);
        digits += digitsOnly({bytes.begin(), end}) + '\n';
        bytes = {end == bytes.end() ? end : end + 1, bytes.end()};
    }
    return digits;
}

/// One reading in the forms that are searched.
struct Haystack {
    Haystack(const Reading& reading, bool isText)
        : how(reading.how),
          lower(toLowerAscii(reading.bytes)),
          joined(compact(reading.bytes)),
          digits(isText ? digitsOnly(joined) : digitsOfCells(reading.bytes)) {}

    [[nodiscard]] const char* holds(const Needle& needle) const {
        if (lower.find(needle.lower) != std::string::npos)
            return "plain";
        if (!needle.digits.empty())
            return digits.find(needle.digits) != std::string::npos ? "digits" : nullptr;
        const bool isJoined =
            needle.joined.size() >= kFewest && joined.find(needle.joined) != std::string::npos;
        return isJoined ? "joined" : nullptr;
    }

    std::string how;
    std::string lower;
    std::string joined;
    std::string digits;
};

std::vector<Needle> needlesOf(const std::vector<Bait>& baits) {
    std::vector<Needle> needles;
    for (const auto& bait : baits)
        needles.push_back(needleOf(bait));
    return needles;
}

/// (class, how) of the first reading in which each bait stands.
std::vector<std::pair<std::string, std::string>> foundIn(
    std::string_view bytes, bool isText, const std::vector<Needle>& needles
) {
    std::vector<std::pair<std::string, std::string>> found;
    std::set<const Needle*> seen;
    for (const auto& reading : readingsOf(bytes)) {
        const Haystack haystack(reading, isText);
        for (const auto& needle : needles) {
            const char* way = seen.contains(&needle) ? nullptr : haystack.holds(needle);
            if (way == nullptr)
                continue;
            seen.insert(&needle);
            found.emplace_back(needle.cls, haystack.how + " " + way);
        }
    }
    return found;
}

Forbidden forbiddenFrom(const std::vector<Bait>& baits) {
    Forbidden forbidden;
    for (const auto& bait : baits)
        forbidden.values.push_back({FoundValue(bait.value), bait.cls});
    return forbidden;
}

/// `bytes` in pieces of whole lines, each about as long as the longest that the guard is made for:
/// an item or a request. A record of a hundred thousand lines is not one of them.
std::vector<std::string_view> piecesOf(std::string_view bytes) {
    constexpr std::size_t kPiece = std::size_t{64} << 10;
    std::vector<std::string_view> pieces;
    while (bytes.size() > kPiece) {
        const auto end = bytes.find('\n', kPiece);
        if (end == std::string_view::npos)
            break;
        pieces.push_back(bytes.substr(0, end + 1));
        bytes.remove_prefix(end + 1);
    }
    pieces.push_back(bytes);
    return pieces;
}

std::string base64(std::string_view bytes) {
    std::ostringstream out;
    Poco::Base64Encoder encoder(out);
    encoder.rdbuf()->setLineLength(0);
    encoder.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    encoder.close();
    return std::move(out).str();
}

}  // namespace

Sweep::Sweep(std::vector<Bait> baits) : baits_(std::move(baits)) {}

std::optional<std::string> Sweep::howIn(std::string_view bytes, const Bait& bait) {
    const auto found = foundIn(bytes, true, {needleOf(bait)});
    return found.empty() ? std::nullopt : std::optional(found.front().second);
}

std::vector<BaitFound> Sweep::in(const Surface& surface) const {
    std::vector<BaitFound> all;
    for (auto& [cls, how] : foundIn(surface.bytes, surface.text, needlesOf(baits_)))
        all.push_back({surface.name, cls, how});
    if (!surface.text)
        return all;
    const detect::ForbiddenSearch guard(forbiddenFrom(baits_));
    for (const auto piece : piecesOf(surface.bytes)) {
        if (const auto hit = guard.in(piece, detect::kNoChecksums))
            all.push_back({surface.name, hit->cls, hit->form + " (by the guard)"});
    }
    return all;
}

bool Sweep::seesAllIn(const Surface& copy) const {
    return foundIn(copy.bytes, copy.text, needlesOf(baits_)).size() == baits_.size();
}

void Sweep::addControls(const Surface& surface, SweepReport& report) const {
    std::string bare;
    std::string coded;
    for (const auto& bait : baits_) {
        bare += "\n" + bait.value + "\n";
        coded += "\n" + base64(bait.value) + "\n";
    }
    std::vector<std::pair<const char*, bool>> controls{
        {"planted bare", seesAllIn({surface.name, surface.bytes + bare, "", surface.text})},
        {"planted in base64", seesAllIn({surface.name, surface.bytes + coded, "", surface.text})}};
    if (!surface.control.empty()) {
        const bool seen = surface.bytes.find(surface.control) != std::string::npos;
        controls.emplace_back("its own text", seen);
    }
    for (const auto& [what, seen] : controls) {
        ++report.controls;
        if (!seen)
            report.blind.push_back(surface.name + " (" + what + ")");
    }
}

SweepReport Sweep::over(std::span<const Surface> surfaces) const {
    SweepReport report;
    for (const auto& surface : surfaces) {
        ++report.surfaces;
        report.bytes += surface.bytes.size();
        std::ranges::move(in(surface), std::back_inserter(report.found));
        addControls(surface, report);
    }
    return report;
}

}  // namespace bowline::app
