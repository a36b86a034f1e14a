#include "adapters/rest/step_log.h"

#include "adapters/rest/values.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"
#include "connector/expression/json_value.h"
#include "connector/expression/template.h"

namespace bowline::adapters::rest {

namespace {

using expression::Map;
using expression::Value;

constexpr std::size_t kMostOutput = std::size_t{60} * 1024;
constexpr std::size_t kMarkBytes = 4;

std::string textAt(const Map& in, const std::string& root, std::string_view pointer) {
    const auto found = in.find(root);
    const Value* value = found == in.end() ? nullptr : valueAt(found->second, pointer);
    return value ? expression::toText(*value) : std::string();
}

}  // namespace

std::string runMark(const Map& in) {
    std::string run;
    for (const auto object : {"contact", "ticket", "comment"})
        run += textAt(in, object, "/id") + '\n';
    run += textAt(in, "ticket", "/status") + '\n' + textAt(in, "notice", "") + '\n';
    run += textAt(in, "part", "");
    if (run.find_first_not_of('\n') == std::string::npos)
        return {};
    return ":" + toHex(asText(sha256(run)).substr(0, kMarkBytes));
}

// An item's primitives share one space of names.
std::string StepLog::nameOf(std::string_view step) const {
    return std::string(adapter_api::toText(primitive_)) + '/' + std::string(step) + mark_;
}

std::optional<Value> StepLog::find(std::string_view step) const {
    const auto kept = keeps_ ? exchange_.checkpointed(nameOf(step)) : std::nullopt;
    return kept ? expression::valueFromJson(*kept, kMostOutput) : std::nullopt;
}

void StepLog::keep(std::string_view step, const Value& output) {
    const auto text = keeps_ ? expression::toJson(output) : std::string();
    if (keeps_ && text.size() <= kMostOutput)
        exchange_.checkpoint(nameOf(step), text);
}

}  // namespace bowline::adapters::rest
