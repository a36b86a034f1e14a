#include "adapters/rest/over.h"

#include "adapters/rest/picks.h"
#include "adapters/rest/values.h"
#include "connector/expression/evaluator.h"

namespace bowline::adapters::rest {

namespace {

using expression::Map;
using expression::Value;

// Stands for the body while the rest is evaluated; no header can hold these bytes.
const std::string kHere = "\x01\x02whole\x02\x01";

}  // namespace

std::optional<std::string> textOver(
    const TemplatePtr& over, const Map& roots, const std::string& root, const std::string& name
) {
    const auto found = roots.find(root);
    const Value* whole = found == roots.end() ? nullptr : valueAt(found->second, "/" + name);
    const auto* bytes = whole ? textIn(*whole) : nullptr;
    if (!bytes || bytes->size() < expression::kOutputBytes / 2 || !reads(over, root + "." + name))
        return textOf(over, roots);
    Map marked = roots;
    marked[root] = withValueAt(marked[root], "/" + name, Value(kHere));
    auto text = textOf(over, marked);
    const auto at = text.find(kHere);
    if (at == std::string::npos)
        return std::nullopt;
    return text.replace(at, kHere.size(), *bytes);
}

}  // namespace bowline::adapters::rest
