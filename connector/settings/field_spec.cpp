#include "connector/settings/field_spec.h"

#include <string_view>

namespace bowline::settings {

std::string_view toText(FieldType type) {
    constexpr std::string_view kNames[] = {
        "text",
        "whole number",
        "true or false",
        "duration",
        "size",
        "choice",
        "secret",
        "name",
        "path",
        "list of texts",
        "texts by key",
        "section",
        "list of sections",
        "sections by name",
        "rules"};
    return kNames[static_cast<int>(type)];
}

}  // namespace bowline::settings
