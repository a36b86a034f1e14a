#include "connector/stages/filled_templates.h"

#include "connector/expression/template.h"
#include "connector/model/item.h"

#include <algorithm>
#include <iterator>

namespace bowline::stages {

using expression::Map;

std::string oneLine(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' '
    );
    return text;
}

std::string filled(const TemplatePtr& written, const Map& roots) {
    return written ? written->render(roots) : std::string();
}

std::map<std::string, std::string> filled(
    const std::map<std::string, TemplatePtr>& fields, const Map& roots
) {
    std::map<std::string, std::string> out;
    for (const auto& [field, written] : fields) {
        const auto value = written->evaluate(roots);
        if (!value.isNull())
            out.emplace(field, expression::toText(value));
    }
    return out;
}

std::vector<std::string> filledTags(
    const std::vector<TemplatePtr>& tags, const RouteRule& route, const Map& roots
) {
    std::vector<std::string> out;
    for (const auto& written : tags) {
        if (written->reads() == std::vector<std::string>{"route.tags"}) {
            std::ranges::copy(route.tags, std::back_inserter(out));
            continue;
        }
        std::string tag = oneLine(filled(written, roots));
        if (tag.find_first_not_of(' ') != std::string::npos)
            out.push_back(std::move(tag));
    }
    return out;
}

std::string filledPriority(const TemplatePtr& written, const Map& roots) {
    if (!written)
        return {};
    const auto known = std::ranges::find(kPriorities, filled(written, roots));
    return std::string(known == kPriorities.end() ? "normal" : *known);
}

}  // namespace bowline::stages
