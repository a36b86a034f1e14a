// Fuzzes the template language: the first line of the input is the source, the rest are the values.
// Any failure, endless loop or output beyond the bound is a bug.
#include "connector/base/text.h"
#include "connector/expression/filters.h"
#include "connector/expression/template.h"

#include <cstdlib>

using namespace bowline;
using namespace bowline::expression;

namespace {

Dialect everything(const std::string& open) {
    Dialect dialect = mappingDialect();
    dialect.open = open;
    for (const auto& filter : filters())
        dialect.filters.emplace(filter.name);
    return dialect;
}

Map rootsFrom(std::string_view bytes) {
    const std::string text(bytes);
    const auto millis = static_cast<std::int64_t>(std::hash<std::string_view>{}(bytes));
    return {
        {"message", Map{{"text", text}, {"sent_at", fromMillis(millis)}, {"kind", List{text, 1}}}},
        {"contact", Map{{"name", Map{{text, text}}}, {"alias", text}}},
        {"route", Map{{"queue", true}, {"rule", millis}}}};
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
        if (program && program->render(rootsFrom(rest)).size() > 256 * 1024)
            std::abort();
    }
    return 0;
}
