#include "adapters/rest/case_outcome.h"

#include "adapters/rest/loader_section.h"
#include "adapters/rest/scalar_reader.h"

#include <chrono>

namespace bowline::adapters::rest {

using settings::YamlKind;
using settings::YamlNode;

namespace {

void readWait(ExpectedOutcome& expected, FileSection& section, Faults& faults) {
    auto* retry = std::get_if<RetryLater>(&expected.outcome);
    const YamlNode* after = retry ? section.find("after") : nullptr;
    if (!after)
        return;
    expected.comparesWait = true;
    retry->after =
        std::chrono::duration_cast<std::chrono::seconds>(durationOf(*after, "after", faults));
}

}  // namespace

ExpectedOutcome readOutcome(const YamlNode& node, Faults& faults) {
    ExpectedOutcome expected;
    if (node.kind == YamlKind::Scalar && node.text == "absent") {
        expected.outcome = adapter_api::Absent{};
        return expected;
    }
    FileSection section(node, "outcome", faults);
    const std::size_t before = faults.errors();
    int found = 0;
    const auto take = [&](std::string_view key, auto make) {
        if (const YamlNode* value = section.find(key)) {
            expected.outcome = make(value->text);
            ++found;
        }
    };
    take("delivered", [](const auto& id) { return Delivered{id}; });
    take("duplicate", [](const auto& id) {
        return adapter_api::Duplicate{id.empty() ? std::nullopt : std::optional(id)};
    });
    take("denied", [](const auto& code) { return adapter_api::Denied{code}; });
    take("retry", [](const auto& code) { return RetryLater{code, std::nullopt}; });
    take("rejected", [](const auto& code) { return Rejected{code}; });
    take("uncertain", [](const auto& code) { return Uncertain{code}; });
    readWait(expected, section, faults);
    section.close();
    if (found != 1 && faults.errors() == before) {
        faults.error(
            node.mark,
            "bad_outcome",
            "an outcome is one thing",
            "Write absent, {delivered: ID}, {duplicate: ID}, {denied: CODE}, {retry: CODE}, "
            "{rejected: CODE} or {uncertain: CODE}"
        );
    }
    return expected;
}

}  // namespace bowline::adapters::rest
