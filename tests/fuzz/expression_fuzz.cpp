// Fuzzes the template language: the first line of the input is the source, the rest are the values.
// Any failure, endless loop, output beyond the bound or body that is no JSON is a bug.
#include "connector/base/text.h"
#include "connector/expression/json_value.h"
#include "connector/expression/template.h"

#include <cstdlib>

using namespace bowline;
using namespace bowline::expression;

namespace {

/// Every filter; all paths below the roots that adapters and mappings have.
Dialect everything(const std::string& open) {
    return {
        open, {"message.*", "contact.*", "route.*", "in.*", "res.*", "steps.*"}, adapterFilters()};
}

/// The values: as a text, and as the tree that they are if they are JSON.
Map rootsFrom(std::string_view bytes) {
    const std::string text(bytes);
    const auto millis = static_cast<std::int64_t>(std::hash<std::string_view>{}(bytes));
    const Value body = valueFromJson(bytes, bytes.size()).value_or(Value(List{text, 1}));
    return {
        {"message", Map{{"text", text}, {"sent_at", fromMillis(millis)}, {"kind", List{text, 1}}}},
        {"contact", Map{{"name", Map{{text, text}}}, {"alias", text}}},
        {"route", Map{{"queue", true}, {"rule", millis}}},
        {"in", Map{{"key", text}, {"files", List{Map{{"name", text}}, Map{{"name", 1}}}}}},
        {"res", Map{{"body", body}, {"text", text}, {"status", 200}}},
        {"steps", Map{{"up", List{body, Map{{"token", text}}}}}}};
}

void require(bool holds) {
    if (!holds)
        std::abort();
}

/// What is sent of a value is JSON again, and as deep as what came in at most.
void checkBody(const Value& value) {
    constexpr std::size_t kMost = 8 << 20;
    const std::string json = toJson(Value(List{toText(value)}));
    const auto read = valueFromJson(json, kMost);
    require(read.has_value());
    static_cast<void>(toJson(value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Dialect kDialects[] = {everything("{"), everything("${")};
    const std::string_view input = asText({data, size});
    const auto line = input.find('\n');
    const auto source = input.substr(0, line);
    const auto rest = line == std::string_view::npos ? std::string_view() : input.substr(line + 1);
    for (const auto& dialect : kDialects) {
        const auto compiled = Template::compile(source, dialect);
        const auto* program = std::get_if<Template>(&compiled);
        if (!program)
            continue;
        const Map roots = rootsFrom(rest);
        require(program->render(roots).size() <= 256 * 1024);
        checkBody(program->evaluate(roots));
    }
    return 0;
}
