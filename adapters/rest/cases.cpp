#include "adapters/rest/cases.h"

#include "adapters/rest/case_compare.h"
#include "adapters/rest/case_exchange.h"
#include "adapters/rest/case_values.h"
#include "adapters/rest/input.h"
#include "adapters/rest/rest_adapter.h"

#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using expression::Map;
using expression::Value;

std::vector<adapter_api::File> filesIn(const Case& played) {
    std::vector<adapter_api::File> files;
    for (const auto& file : played.files)
        files.push_back({file.name, file.mime, file.bytes});
    return files;
}

std::set<std::string> secretsOf(const AdapterSpec& spec) {
    std::set<std::string> names;
    for (const Setting& setting : spec.settings) {
        if (setting.type == SettingType::Secret)
            names.insert(setting.name);
    }
    return names;
}

bool isAsExpected(const ExpectedOutcome& expected, adapter_api::PrimitiveOutcome came) {
    auto* retry = std::get_if<RetryLater>(&came);
    if (retry && !expected.comparesWait)
        retry->after.reset();
    return expected.outcome == came;
}

void comparePicked(const Case& played, const Map& picked, std::vector<std::string>& differences) {
    for (const auto& [name, value] : played.picked) {
        const auto found = picked.find(name);
        const auto came = found == picked.end() ? Value() : found->second;
        for (const auto& difference : differencesOf(value, came, "picked"))
            differences.push_back(fmt::format("picked `{}`: {}", name, difference));
    }
}

CaseResult played(const Case& one, RestAdapter& adapter) {
    CaseExchange exchange(one);
    const auto files = filesIn(one);
    auto in = one.in;
    const auto values = filesOf(std::span(files));
    in["file"] = values.empty() ? Value() : values.front();
    in["files"] = Value(values);
    const auto ran = adapter.runOn(one.op, std::move(in), files, exchange);
    CaseResult result{one.name, one.mark, exchange.differences()};
    comparePicked(one, ran.picked, result.differences);
    if (!isAsExpected(one.expected, ran.outcome)) {
        result.differences.push_back(fmt::format(
            "outcome: expected {}, came {}", asWritten(one.expected.outcome), asWritten(ran.outcome)
        ));
    }
    return result;
}

}  // namespace

std::vector<CaseResult> runCases(
    std::string_view text, const AdapterSpecPtr& spec, settings::LintSink& sink
) {
    const auto file = readCaseFile(text, *spec, sink);
    std::vector<CaseResult> results;
    if (!file)
        return results;
    for (const Case& one : file->cases) {
        RestAdapter adapter(spec, file->settings, secretsOf(*spec));
        results.push_back(played(one, adapter));
    }
    return results;
}

}  // namespace bowline::adapters::rest
