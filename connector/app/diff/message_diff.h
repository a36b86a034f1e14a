// One message under two rule sets: what each destination would get under the one and the other.
// Pure; speaks of classes and fields, never of values.
#pragma once

#include "connector/app/trial/stage_run.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace bowline::app {

/// One destination at which the two differ.
struct DestinationDiff {
    DestinationId destination;
    std::set<std::string> newlyVisible;  ///< classes, and stages::kPlainText
    std::set<std::string> newlyHidden;
    std::set<std::string> changedFields;  ///< "comment.text"
    std::optional<std::string> refused;   ///< class for which the leak guard stops it now only
};

/// A message before its consent and detection, which are part of what is compared.
struct DiffInput {
    stages::Placed placed;
    const Event* target = nullptr;
    stages::PersonValues person;
    std::string openedBy;
    std::function<stages::DestinationView(const DestinationId&)> viewAt;
    stages::Neighbours neighbours{};  ///< what was said around it
};

class MessageDiff {
public:
    MessageDiff(RuleSetPtr before, RuleSetPtr after);
    /// Empty when nobody would see a difference. Threads: const calls from any.
    [[nodiscard]] std::vector<DestinationDiff> compare(const DiffInput& message) const;

private:
    StageRun before_;
    StageRun after_;
    bool isInspectedAlike_;
};

}  // namespace bowline::app
