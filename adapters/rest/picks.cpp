#include "adapters/rest/picks.h"

#include "adapters/rest/values.h"
#include "connector/expression/evaluator.h"

#include <algorithm>

namespace bowline::adapters::rest {

namespace {

using expression::Map;
using expression::Value;

}  // namespace

Value pickedFrom(const Pick& pick, const Value& whole, const Map& roots) {
    if (pick.expression)
        return pick.expression->evaluate(roots);
    const Value* found = valueAt(whole, pick.pointer);
    return found ? expression::bounded(*found) : Value();
}

Value picked(const Pick& pick, const Map& roots) {
    const auto res = roots.find("res");
    const Value* body = res == roots.end() ? nullptr : valueAt(res->second, "/body");
    return pickedFrom(pick, body ? *body : Value(), roots);
}

Map allPicked(const std::vector<Pick>& picks, const Map& roots) {
    Map out;
    for (const Pick& pick : picks)
        out.insert_or_assign(pick.name, picked(pick, roots));
    return out;
}

const Pick* pickNamed(const std::vector<Pick>& picks, std::string_view name) {
    const auto found = std::ranges::find(picks, name, &Pick::name);
    return found == picks.end() ? nullptr : &*found;
}

bool wantsBody(const Pick& pick) {
    return pick.expression ? reads(pick.expression, "res.body") : true;
}

bool reads(const TemplatePtr& source, std::string_view path) {
    return source && std::ranges::any_of(source->reads(), [&](const std::string& read) {
               return read.starts_with(path);
           });
}

}  // namespace bowline::adapters::rest
