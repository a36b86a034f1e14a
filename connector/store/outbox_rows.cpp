#include "connector/store/outbox_rows.h"

namespace bowline::store {

OutboxItem outboxItemFrom(Columns& in) {
    return {
        in.id<ItemId>(),
        in.name<TenantId>(),
        in.name<DestinationId>(),
        in.name<PurposeId>(),
        in.oneOf(ItemKind::StopNote),
        in.flag(),
        in.orNone([&] { return in.id<EventId>(); }),
        in.id<PersonId>(),
        in.id<ConversationId>(),
        in.id<EpisodeId>(),
        in.order(),
        in.instant(),
        in.instant(),
        in.text(),
        static_cast<std::uint32_t>(in.integer()),
        in.id<KeyId>(),
        in.orNone([&] { return in.sealed<ClearedItem>(); }),
        in.orNone([&] { return in.sealed<Forbidden>(); })};
}

}  // namespace bowline::store
