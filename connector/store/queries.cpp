// The list is written down, not gathered by static objects: the linker drops those from a library.
#include "connector/store/queries.h"

namespace bowline::store {

std::vector<NamedQuery> allQueries() {
    std::vector<NamedQuery> all;
    for (const auto& part :
         {alarmQueries(),          aliasQueries(),         auditLogQueries(),
          blockQueries(),          conversationQueries(),  countQueries(),
          deliveryStepQueries(),   episodeQueries(),       eventQueries(),
          eventWaitQueries(),      incidentQueries(),      journalQueries(),
          linkQueries(),           mergeProposalQueries(), messageProgressQueries(),
          messageVersionQueries(), migrationQueries(),     outboxQueries(),
          outboxClaimQueries(),    outboxGroupQueries(),   outboxListQueries(),
          personQueries(),         reviewedSetQueries(),   sealedCellQueries(),
          sealingKeyQueries(),     senderQueries(),        stopQueries(),
          timelineQueries(),       tokenQueries()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace bowline::store
