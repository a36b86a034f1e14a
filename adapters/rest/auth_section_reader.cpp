#include "adapters/rest/auth_section_reader.h"

#include "adapters/rest/loader_checks.h"

#include <fmt/format.h>

namespace bowline::adapters::rest {

using settings::YamlNode;

TemplatePtr AuthSection::required(std::string_view key, StandIns standIns) {
    const YamlNode* node = section.require(key);
    if (!node)
        return nullptr;
    auto made = ExpressionReader(loading.faults).text(*node, key, scope, standIns);
    checkThere(made, key, node->mark, loading.settings, loading.faults);
    return made;
}

std::string AuthSection::secret(std::string_view key) {
    const YamlNode* node = section.require(key);
    if (!node)
        return {};
    auto name = secretOf(*node, key, loading);
    const Setting* setting = loading.settingNamed(name);
    if (setting && !setting->required) {
        loading.faults.error(
            node->mark,
            "optional_setting",
            fmt::format("`{}` is a secret that a destination may leave out", key),
            "Give the setting `required: true`"
        );
    }
    return name;
}

NameScope AuthSection::answerScope() const {
    NameScope answer = settingsScope(loading.settings, {});
    answer.addAnswer();
    return answer;
}

}  // namespace bowline::adapters::rest
