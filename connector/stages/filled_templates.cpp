#include "connector/stages/filled_templates.h"

#include "connector/expression/fitted.h"
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

FilledFields filled(const FieldRules& fields, const Map& roots) {
    FilledFields out;
    for (const auto& [name, rule] : fields) {
        const auto value = rule.written->evaluate(roots);
        if (auto written = expression::fitted(value, rule.form))
            out.values.emplace(name, std::move(*written));
        else if (!expression::toText(value).empty())
            out.unfit.push_back(name);
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
