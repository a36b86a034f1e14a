// What our contacts and tickets are called in the destinations. `ownKey` is our HMAC key for the
// object there (ItemKeys), `remoteId` the destination's id of it.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::store {

enum class LinkKind { Contact, Ticket };

constexpr std::string_view toText(LinkKind kind) {
    constexpr std::string_view kNames[] = {"contact", "ticket"};
    return kNames[static_cast<int>(kind)];
}

struct Link {
    TenantId tenant;
    DestinationId destination;
    LinkKind kind = LinkKind::Contact;
    std::string ownKey;  ///< 32 hex characters
    std::string remoteId;
    Instant createdAt;
    std::optional<std::int64_t> ledgerSeq;  ///< the entry that tells of it, when there is one
};

class Links {
public:
    explicit Links(Database& db) : db_(db) {}

    [[nodiscard]] std::optional<Link> find(
        const TenantId& tenant,
        const DestinationId& destination,
        LinkKind kind,
        std::string_view ownKey
    );
    /// False when the key is linked already; the first link stays.
    [[nodiscard]] bool insert(const Link& link);
    /// Puts `link` in the place of the key's link to `gone`. False, and nothing is changed, when
    /// the key is not linked to that any more.
    [[nodiscard]] bool replace(const Link& link, std::string_view gone);

private:
    Database& db_;
};

}  // namespace bowline::store
