#include "connector/app/commands/lint_print.h"

#include <nlohmann/json.hpp>

namespace bowline::app {

namespace {

nlohmann::json toJson(const settings::Lint& lint) {
    return {
        {"file", lint.file},
        {"line", lint.line},
        {"column", lint.column},
        {"level", lint.level == settings::LintLevel::Error ? "error" : "warning"},
        {"code", lint.code},
        {"message", lint.message},
        {"hint", lint.hint}};
}

}  // namespace

void printLints(std::ostream& out, const std::vector<settings::Lint>& lints) {
    for (const auto& lint : lints)
        out << settings::toText(lint) << "\n";
}

nlohmann::json lintsAsJson(const std::vector<settings::Lint>& lints) {
    nlohmann::json list = nlohmann::json::array();
    for (const auto& lint : lints)
        list.push_back(toJson(lint));
    return list;
}

}  // namespace bowline::app
