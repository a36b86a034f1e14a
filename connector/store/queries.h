// Every statement that this room can send, by name, so that a test can PREPARE each against a real
// PostgreSQL and look at SQLite's plan for it. Each file lists its own.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace bowline::store {

struct NamedQuery {
    std::string_view name;  ///< "outbox.claim_due"
    std::string_view sql;
};

std::span<const NamedQuery> alarmQueries();
std::span<const NamedQuery> aliasQueries();
std::span<const NamedQuery> auditLogQueries();
std::span<const NamedQuery> blockQueries();
std::span<const NamedQuery> conversationQueries();
std::span<const NamedQuery> countQueries();
std::span<const NamedQuery> deliveryStepQueries();
std::span<const NamedQuery> episodeQueries();
std::span<const NamedQuery> eventQueries();
std::span<const NamedQuery> eventWaitQueries();
std::span<const NamedQuery> incidentQueries();
std::span<const NamedQuery> journalQueries();
std::span<const NamedQuery> linkQueries();
std::span<const NamedQuery> mergeProposalQueries();
std::span<const NamedQuery> messageProgressQueries();
std::span<const NamedQuery> messageVersionQueries();
std::span<const NamedQuery> migrationQueries();
std::span<const NamedQuery> outboxQueries();
std::span<const NamedQuery> outboxClaimQueries();
std::span<const NamedQuery> outboxGroupQueries();
std::span<const NamedQuery> outboxListQueries();
std::span<const NamedQuery> personQueries();
std::span<const NamedQuery> reviewedSetQueries();
std::span<const NamedQuery> sealedCellQueries();
std::span<const NamedQuery> sealingKeyQueries();
std::span<const NamedQuery> senderQueries();
std::span<const NamedQuery> stopQueries();
std::span<const NamedQuery> timelineQueries();
std::span<const NamedQuery> tokenQueries();

/// All of the above.
std::vector<NamedQuery> allQueries();

}  // namespace bowline::store
