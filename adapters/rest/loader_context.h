// What the readers of one adapter file share while it is loaded.
#pragma once

#include "adapters/rest/loader_faults.h"
#include "adapters/rest/loader_scope.h"
#include "adapters/rest/macros.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace bowline::adapters::rest {

struct Loading {
    Faults& faults;
    const FieldScope& fields;
    Macros macros{};
    std::vector<Setting> settings{};
    std::vector<std::string> tokens{};              ///< what the session's login picks
    std::set<adapter_api::Primitive> operations{};  ///< all that the file names
    std::map<std::string, std::string> cures{};     ///< of codes, as far as the file was read

    /// Absence: null.
    [[nodiscard]] const Setting* settingNamed(std::string_view name) const {
        const auto found = std::ranges::find(settings, name, &Setting::name);
        return found == settings.end() ? nullptr : &*found;
    }

    [[nodiscard]] NameScope settingsScope() const { return rest::settingsScope(settings, tokens); }
};

/// `settings.NAME` of a secret setting as its NAME; empty after a fault.
std::string secretOf(const settings::YamlNode& node, std::string_view key, Loading& loading);

}  // namespace bowline::adapters::rest
