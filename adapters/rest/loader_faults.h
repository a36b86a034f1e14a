// Where the faults of one adapter file go. Knows the source, so that a fault inside a scalar gets
// its own column, and tells each fault once although an alias (`*name`) is read in every place
// where it stands. Used by the loader's readers alone.
#pragma once

#include "connector/settings/lint.h"
#include "connector/settings/yaml_tree.h"

#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace bowline::adapters::rest {

class Faults {
public:
    /// `sink` outlives this object.
    Faults(std::string_view source, settings::LintSink& sink);

    void error(settings::Mark at, std::string code, std::string message, std::string hint);
    void warning(settings::Mark at, std::string code, std::string message, std::string hint);

    /// The place of byte `offset` of a scalar's text. A block scalar, a folded one or one that came
    /// out of a macro gives where it begins.
    [[nodiscard]] settings::Mark placeIn(const settings::YamlNode& scalar, std::size_t offset)
        const;

    /// The source from `at` on; empty for a place that is not in it.
    [[nodiscard]] std::string_view sourceFrom(settings::Mark at) const;

    /// Enough is known to be wrong: dear checks may stop.
    [[nodiscard]] bool isTired() const;
    [[nodiscard]] std::size_t errors() const { return sink_.errors(); }

private:
    [[nodiscard]] bool isNew(settings::Mark at, const std::string& message);

    std::string source_;
    std::vector<std::size_t> lineBegins_;
    settings::LintSink& sink_;
    std::set<std::pair<settings::Mark, std::string>> told_;
    std::size_t seen_ = 0;
};

}  // namespace bowline::adapters::rest
