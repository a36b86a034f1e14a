// The bait sweep: looks for planted values in everything that bowline wrote or showed, in many
// spellings and decoded, and proves of each surface that it could have seen them there. Knows
// neither the demo nor the tests that use it; it reads no files and judges no installation.
//
// Two searchers that share no code look at each surface: the one of this folder (unfold.h) and the
// product's own guard (detect/forbidden_search.h). A surface without a found control is a finding:
// a sweep that sees nothing must not pass for a clean one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::app {

/// A planted value. Digits are looked for by their digits in any writing, numbers of persons also
/// by their last nine; words without case and separators.
struct Bait {
    std::string cls;    ///< "payment_card", "contact_name", ...: a name for reports
    std::string value;  ///< at least six digits or five letters
};

/// Bytes that a bait must not be in.
struct Surface {
    std::string name;  ///< "tickets/Amber-Falcon-27-1a2b3c4d.json"
    std::string bytes;
    /// A harmless text that must be found in it raw; empty where the surface may be empty (a lock).
    std::string control;
    /// False for a database file: digits of one number stand in one cell there, and the product's
    /// guard, which would stumble over its noise, does not look.
    bool text = true;
};

/// Where a bait was found. Holds no value, so that it can be printed.
struct BaitFound {
    std::string surface;
    std::string cls;
    std::string how;  ///< encodings undone and way of comparing: "base64 digits"
};

struct SweepReport {
    std::vector<BaitFound> found;
    std::vector<std::string> blind;  ///< surfaces whose control was not found, with which one
    std::size_t surfaces = 0;
    std::size_t bytes = 0;
    std::size_t controls = 0;  ///< that were looked for; all found when `blind` is empty

    [[nodiscard]] bool clean() const { return found.empty() && blind.empty() && surfaces > 0; }
};

/// Threads: const calls from any.
class Sweep {
public:
    explicit Sweep(std::vector<Bait> baits);

    /// How `bait` stands in `bytes`; nothing when it does not.
    [[nodiscard]] static std::optional<std::string> howIn(std::string_view bytes, const Bait& bait);
    /// Every bait in every surface, and the controls of each: its own text where it has one, and
    /// all baits planted in a copy of it, bare and in base64.
    [[nodiscard]] SweepReport over(std::span<const Surface> surfaces) const;
    [[nodiscard]] const std::vector<Bait>& baits() const { return baits_; }

private:
    [[nodiscard]] std::vector<BaitFound> in(const Surface& surface) const;
    [[nodiscard]] bool seesAllIn(const Surface& copy) const;
    void addControls(const Surface& surface, SweepReport& report) const;

    std::vector<Bait> baits_;
};

}  // namespace bowline::app
