// One request after another: the steps of an operation or of a poll.
#pragma once

#include "adapters/rest/loader_context.h"
#include "adapters/rest/loader_section.h"

#include <vector>

namespace bowline::adapters::rest {

/// `steps:`; adds to `scope` what each picks, for those that follow and for the caller. `earlier`:
/// steps whose names are taken already.
std::vector<Step> readSteps(
    const settings::YamlNode& node,
    std::string_view key,
    const std::vector<Step>& earlier,
    NameScope& scope,
    Loading& loading
);

/// Everything of an operation or a step that looks at the answer: `responses`, `pick`, `assert`.
struct AnswerParts {
    std::vector<AnswerRule> answers;
    std::vector<Pick> picks;
    TemplatePtr assertion;
};
AnswerParts readAnswerParts(FileSection& section, NameScope scope, Loading& loading);

}  // namespace bowline::adapters::rest
