// Whose signatures count. Before the launch those whom bowline.yaml names; from then on those whom
// the rules name that were activated last, and not those of a changed file: whoever can write the
// file could else name herself and approve her own rules.
#pragma once

#include "connector/app/configuration.h"
#include "connector/settings/review_settings.h"
#include "connector/store/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::app {

/// The form in which the store keeps them.
std::string approversAsText(const std::vector<settings::Approver>& approvers);
/// Errors: Error when the text is none of ours.
std::vector<settings::Approver> approversFromText(std::string_view text);

/// Absence: nothing before the launch. Errors: those of the store.
std::optional<std::vector<settings::Approver>> approversInForce(
    store::Database& db, const TenantId& tenant
);

/// `loaded`'s review as it counts now: for commands, which look into the store beside the daemon.
settings::ReviewSettings reviewInForce(const Configuration& loaded);

/// Faults of the approvers' names and keys in a file.
void checkApprovers(const settings::ReviewSettings& review, settings::LintSink& sink);

}  // namespace bowline::app
