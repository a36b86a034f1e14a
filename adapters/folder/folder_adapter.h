// The embedded default destination: tickets as files in a folder. One JSON file a ticket is the
// truth, a Markdown page beside it is rendered from it. Builds bytes and reads them back; the
// Exchange it is handed writes them durably and below the destination's folder.
#pragma once

#include "connector/adapter_api/registry.h"

#include <memory>

namespace bowline::adapters::folder {

/// Keeps no state; one object serves all threads. A repeat of any primitive is a no-op: each
/// message carries our key. Codes of refusal (closed list): "ticket_file_corrupt" (the file is kept
/// as it is), "ticket_name_taken" (the file belongs to another ticket), "folder_refused" (health
/// check).
class FolderAdapter final : public adapter_api::Adapter {
public:
    [[nodiscard]] std::set<adapter_api::Primitive> capabilities() const override;
    /// Errors: Error for a primitive that is not a capability (a programming error); what Exchange
    /// throws when the disk refuses.
    adapter_api::PrimitiveOutcome run(
        adapter_api::Primitive primitive,
        const adapter_api::PrimitiveInput& input,
        adapter_api::Exchange& exchange
    ) override;
};

/// Errors: ConfigError for any setting: the folder itself is opened by `delivery`, the adapter has
/// none.
std::unique_ptr<adapter_api::Adapter> makeFolderAdapter(const adapter_api::AdapterSettings& settings
);

}  // namespace bowline::adapters::folder
