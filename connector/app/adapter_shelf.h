// The adapters that are described in files: those that are part of this program, and the author's
// own in `adapters/NAME/adapter.yaml` beside bowline.yaml. Each is compiled once for any mapping,
// which tells its settings and its faults; what a mapping must fill is judged for each destination
// (configuration.h).
#pragma once

#include "adapters/rest/loader.h"
#include "connector/settings/lint.h"
#include "connector/settings/mapping.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::app {

struct AdapterFile {
    std::string name;         ///< of its folder, and in `adapter: NAME` of a destination
    settings::Source source;  ///< the file as lints name it, and its text
    std::optional<settings::Source> cases;  ///< nothing: there is no cases.yaml beside it
    bool isShipped = false;
    adapters::rest::AdapterSpecPtr spec;  ///< for any mapping; null when the file has an error
};

/// Constant after construction. Threads: const calls from any.
class AdapterShelf {
public:
    /// Those that are part of the program.
    static AdapterShelf shipped();
    /// Those, and the author's own. Never throws on what the files hold.
    static AdapterShelf beside(const std::filesystem::path& configFile);

    /// Absence: null when there is no adapter of this name.
    [[nodiscard]] const AdapterFile* find(std::string_view name) const;
    [[nodiscard]] const std::vector<AdapterFile>& all() const& { return files_; }
    const std::vector<AdapterFile>& all() const&& = delete;  ///< would be gone at once
    /// The faults of all files.
    [[nodiscard]] const std::vector<settings::Lint>& lints() const { return lints_; }

private:
    void addShipped();
    void addOwn(const std::filesystem::path& folder);
    void add(AdapterFile file, settings::LintSink& sink);

    std::vector<AdapterFile> files_;
    std::vector<settings::Lint> lints_;
};

/// The adapter in `file`, with the cases beside it; its name is its folder's. All faults go to
/// `sink`, whose file is this one.
AdapterFile readAdapterFile(const std::filesystem::path& file, settings::LintSink& sink);

}  // namespace bowline::app
