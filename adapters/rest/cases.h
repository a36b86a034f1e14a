// Runs an adapter's cases.yaml: what goes out for what comes in, and what each answer means. No
// network, no item, no secret; the exchange is the file's own, in its order, and strict. The format
// is described in README.md of this folder. Texts of a case are made up, so a difference may quote
// them.
#pragma once

#include "adapters/rest/spec.h"
#include "connector/settings/lint.h"

#include <string>
#include <string_view>
#include <vector>

namespace bowline::adapters::rest {

struct CaseResult {
    std::string name;
    settings::Mark mark;                   ///< where the case stands
    std::vector<std::string> differences;  ///< "request 1, query `limit`: expected 2, sent 3"
    [[nodiscard]] bool passed() const { return differences.empty(); }
};

/// One result a case, in the file's order. What is wrong with the file itself goes to `sink`; then
/// no case is run. Precondition: `spec` is not null.
std::vector<CaseResult> runCases(
    std::string_view text, const AdapterSpecPtr& spec, settings::LintSink& sink
);

}  // namespace bowline::adapters::rest
