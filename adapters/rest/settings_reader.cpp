#include "adapters/rest/settings_reader.h"

#include "adapters/rest/loader_section.h"
#include "adapters/rest/scalar_reader.h"
#include "connector/settings/scalar.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using settings::FieldSpec;
using settings::FieldType;
using settings::inBackquotes;
using settings::YamlEntry;
using settings::YamlNode;

constexpr std::size_t kMostSettings = 64;
// Every destination has these of its own.
constexpr std::array<std::string_view, 2> kTaken = {"name", "adapter"};

SettingType typeOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, SettingType>> kTypes = {
        {"string", SettingType::String},
        {"int", SettingType::Int},
        {"bool", SettingType::Bool},
        {"url", SettingType::Url},
        {"secret", SettingType::Secret},
        {"map", SettingType::Map}};
    return choiceOf<SettingType>(node, "type", kTypes, faults);
}

bool isDefaultSound(const Setting& setting) {
    switch (setting.type) {
        case SettingType::Int:
            return settings::parseInt(setting.byDefault).has_value();
        case SettingType::Bool:
            return settings::parseBool(setting.byDefault).has_value();
        case SettingType::Url:
            return setting.byDefault.starts_with("https://");
        case SettingType::Secret:
        case SettingType::Map:
            return false;
        case SettingType::String:
            return true;
    }
    return false;
}

void checkDefault(const Setting& setting, const YamlNode& node, Faults& faults) {
    if (!isDefaultSound(setting)) {
        faults.error(
            node.mark,
            "bad_default",
            inBackquotes(setting.name) + " cannot have this default",
            "An int is digits, a bool true or false, a url begins with https://; a secret and a "
            "map "
            "have none"
        );
    } else if (setting.required) {
        faults.error(
            node.mark,
            "bad_default",
            inBackquotes(setting.name) + " is required and has a default",
            "Keep one of the two"
        );
    }
}

Setting readSetting(const YamlEntry& entry, Faults& faults) {
    FileSection section(entry.value, entry.key, faults);
    Setting setting;
    setting.name = entry.key;
    if (const YamlNode* type = section.require("type"))
        setting.type = typeOf(*type, faults);
    if (const YamlNode* required = section.find("required"))
        setting.required = flagOf(*required, "required", faults);
    if (const YamlNode* help = section.find("help"))
        setting.help = wordOf(*help, "help", faults);
    if (const YamlNode* byDefault = section.find("default")) {
        setting.byDefault = wordOf(*byDefault, "default", faults);
        checkDefault(setting, *byDefault, faults);
    }
    section.close();
    return setting;
}

void checkName(const YamlEntry& entry, std::size_t count, Faults& faults) {
    const bool isTaken = std::ranges::find(kTaken, entry.key) != kTaken.end();
    if (isIdentifier(entry.key) && !isTaken && count < kMostSettings)
        return;
    faults.error(
        entry.keyMark,
        "bad_name",
        isTaken ? "every destination has its own " + inBackquotes(entry.key)
                : inBackquotes(entry.key) + " cannot be a setting",
        fmt::format("Use another word of a-z, 0-9 and _; at most {} settings", kMostSettings)
    );
}

FieldType fieldTypeOf(SettingType type) {
    switch (type) {
        case SettingType::Int:
            return FieldType::Int;
        case SettingType::Bool:
            return FieldType::Bool;
        case SettingType::Secret:
            return FieldType::Secret;
        case SettingType::Map:
            return FieldType::Map;
        case SettingType::String:
        case SettingType::Url:
            return FieldType::Text;
    }
    return FieldType::Text;
}

std::string sentenceOf(const Setting& setting) {
    const std::string help =
        setting.help.empty() ? "The adapter's setting " + setting.name : setting.help;
    return help.ends_with('.') ? help : help + ".";
}

std::string exampleOf(const Setting& setting) {
    switch (setting.type) {
        case SettingType::Url:
            return "https://tickets.example.org";
        case SettingType::Secret:
            return "\"${cred:" + setting.name + "}\"";
        case SettingType::Int:
            return "1";
        case SettingType::Bool:
            return "true";
        case SettingType::Map:
            return "{open: 1}";
        case SettingType::String:
            return "text";
    }
    return {};
}

}  // namespace

std::vector<Setting> readSettings(const YamlNode& node, Faults& faults) {
    std::vector<Setting> list;
    for (const YamlEntry& entry : entriesOf(node, "settings", faults)) {
        checkName(entry, list.size(), faults);
        if (list.size() < kMostSettings)
            list.push_back(readSetting(entry, faults));
    }
    return list;
}

std::string secretOf(const YamlNode& node, std::string_view key, Loading& loading) {
    constexpr std::string_view kRoot = "settings.";
    std::vector<std::string> known;
    for (const Setting& setting : loading.settings) {
        if (setting.type != SettingType::Secret)
            continue;
        known.push_back(std::string(kRoot) + setting.name);
        if (node.kind == settings::YamlKind::Scalar && node.text == known.back())
            return setting.name;
    }
    // What stands here may be the secret itself: it is not quoted.
    loading.faults.error(
        node.mark,
        "not_a_secret",
        fmt::format("`{}` must name a setting of type secret", key),
        known.empty() ? "Declare `token: {type: secret, required: true}` and write `settings.token`"
                      : fmt::format("Known here: {}", fmt::join(known, ", "))
    );
    return {};
}

settings::FieldVariant settingsOf(const AdapterSpec& spec) {
    settings::FieldVariant variant{spec.name, {}};
    for (const Setting& setting : spec.settings) {
        FieldSpec field;
        field.name = setting.name;
        field.type = fieldTypeOf(setting.type);
        field.sentence = sentenceOf(setting);
        field.byDefault = setting.byDefault;
        field.isRequired = setting.required;
        field.example = setting.byDefault.empty() ? exampleOf(setting) : setting.byDefault;
        variant.fields.push_back(std::move(field));
    }
    return variant;
}

}  // namespace bowline::adapters::rest
