// A changed mapping on its way: kept beside the configuration while it is looked at, put in the
// place of the old one, taken back. Files only; that the daemon uses them is asked of the daemon.
#pragma once

#include "connector/app/configuration.h"
#include "connector/base/clock.h"

#include <filesystem>
#include <optional>
#include <string>

namespace bowline::app {

/// A mapping that is compared with live traffic and decides nothing.
struct Candidate {
    std::string file;
    Instant since{};  ///< of the traffic that it is compared with
};

/// A mapping file that another one took the place of.
struct Replaced {
    std::string file;
    std::string text;
};

/// Threads: one command at a time.
class RuleChange {
public:
    /// `configFile`: its folder keeps `shadow` and `previous`.
    explicit RuleChange(const std::string& configFile);

    /// Keeps a copy of `mappingFile`. Errors: ConfigError with every fault when the rules would be
    /// broken with it.
    void shadow(const std::string& mappingFile, Instant now) const;
    /// False when there was none.
    bool dropShadow() const;
    /// Absence: nothing is shadowed.
    [[nodiscard]] std::optional<Candidate> candidate() const;

    /// Puts `mappingFile` in the place of the mapping for the same destination. Shape: what stood
    /// there. Errors: ConfigError; nothing is changed then.
    [[nodiscard]] Replaced put(const std::string& mappingFile) const;
    void undo(const Replaced& replaced) const;
    /// From now on `replaced` is the previous mapping.
    void keepAsPrevious(const Replaced& replaced) const;
    /// Swaps the previous mapping and the one that took its place. Errors: ConfigError when there
    /// is none.
    void swapBack() const;

private:
    [[nodiscard]] std::filesystem::path targetOf(const std::string& mappingFile) const;

    std::string configFile_;
    std::filesystem::path shadow_;
    std::filesystem::path previous_;
};

}  // namespace bowline::app
