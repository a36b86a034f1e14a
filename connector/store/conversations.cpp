// Every change carries the version that the caller's snapshot saw.
#include "connector/store/conversations.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

namespace bowline::store {

namespace {

constexpr std::string_view kFind = R"sql(SELECT
    tenant, conversation_id, person_id, channel, last_second, last_seq, last_position, version
FROM conversations WHERE tenant = $1 AND person_id = $2 AND channel = $3)sql";

constexpr std::string_view kPartyOf = R"sql(SELECT person_id
FROM conversations WHERE tenant = $1 AND conversation_id = $2)sql";

constexpr std::string_view kInsert = R"sql(INSERT INTO conversations (
    tenant, conversation_id, person_id, channel, last_second, last_seq, last_position, version
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING)sql";

constexpr std::string_view kPlace = R"sql(UPDATE conversations
SET last_second = $3, last_seq = $4, last_position = $5, version = version + 1
WHERE tenant = $1 AND conversation_id = $2 AND version = $6)sql";

constexpr NamedQuery kQueries[] = {
    {"conversations.find", kFind},
    {"conversations.party_of", kPartyOf},
    {"conversations.insert", kInsert},
    {"conversations.place", kPlace},
};

ConversationRow conversationAt(const Row& row) {
    Columns in(row);
    return {
        in.name<TenantId>(),
        in.id<ConversationId>(),
        in.id<PersonId>(),
        in.name<ChannelId>(),
        in.order(),
        in.integer()};
}

}  // namespace

std::span<const NamedQuery> conversationQueries() {
    return kQueries;
}

std::optional<ConversationRow> Conversations::find(
    const TenantId& tenant, const PersonId& person, const ChannelId& channel
) {
    return db_.queryOne(
        kFind, {asValue(tenant), asValue(person), asValue(channel)}, conversationAt
    );
}

std::optional<PersonId> Conversations::partyOf(
    const TenantId& tenant, const ConversationId& conversation
) {
    return db_.queryOne(kPartyOf, {asValue(tenant), asValue(conversation)}, [](const Row& row) {
        return Columns(row).id<PersonId>();
    });
}

bool Conversations::insert(const ConversationRow& conversation) {
    return one(db_.execute(
        kInsert,
        {asValue(conversation.tenant),
         asValue(conversation.id),
         asValue(conversation.person),
         asValue(conversation.channel),
         conversation.lastPlaced.providerSecond,
         conversation.lastPlaced.journalSeq,
         conversation.lastPlaced.position,
         conversation.version}
    ));
}

bool Conversations::place(
    const TenantId& tenant, const ConversationId& id, OrderKey highest, std::int64_t expected
) {
    return one(db_.execute(
        kPlace,
        {asValue(tenant),
         asValue(id),
         highest.providerSecond,
         highest.journalSeq,
         highest.position,
         expected}
    ));
}

}  // namespace bowline::store
