// Opening, guarding and running one item. This file catches, because an ending must be stored for
// every row that was leased (GUIDE 5: the courier's loop).
#include "connector/delivery/carrier.h"

#include "connector/base/log.h"
#include "connector/base/text.h"
#include "connector/delivery/egress_guard.h"
#include "connector/delivery/workflow.h"
#include "connector/store/links.h"
#include "connector/store/outbox.h"
#include "connector/store/sealing_keys.h"
#include "connector/vault/seal.h"

namespace bowline::delivery {

namespace {

using store::LeasedItem;

// Refusals of the last check.
struct StopCame {};
struct LeaseOver {};

struct OpenedItem {
    ClearedItem item;
    Forbidden forbidden;
};

bool isCarried(store::ItemKind kind) {
    return kind == store::ItemKind::Comment || kind == store::ItemKind::StopNote;
}

vault::CellAddress cellOf(const store::OutboxItem& row, std::string_view column) {
    return {row.tenant.str(), "outbox", column, row.id.bytes(), row.guardVersion};
}

// Nothing when the cell is not what the guard sealed: nothing that waiting could mend.
std::optional<OpenedItem> opened(const store::OutboxItem& row, const vault::SealingKey& key) {
    if (!row.item || !row.forbidden)
        return std::nullopt;
    try {
        return OpenedItem{
            vault::open(key, cellOf(row, "item"), *row.item),
            vault::open(key, cellOf(row, "forbidden"), *row.forbidden),
        };
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::optional<std::string> linkOf(
    const store::OutboxItem& row,
    store::LinkKind kind,
    std::string_view key,
    store::Database& reader
) {
    const auto link = store::Links(reader).find(row.tenant, row.destination, kind, key);
    if (!link)
        return std::nullopt;
    return link->remoteId;
}

store::Link linkTo(
    const store::OutboxItem& row,
    const ItemKeys& keys,
    LinkKind kind,
    std::string remoteId,
    Instant now
) {
    const bool contact = kind == LinkKind::Contact;
    return {
        .tenant = row.tenant,
        .destination = row.destination,
        .kind = contact ? store::LinkKind::Contact : store::LinkKind::Ticket,
        .ownKey = contact ? keys.contact : keys.ticket,
        .remoteId = std::move(remoteId),
        .createdAt = now,
        .ledgerSeq = std::nullopt,
    };
}

Ending asEnding(StepOutcome outcome) {
    return std::visit(
        [](auto& answer) -> Ending {
            if constexpr (!std::is_same_v<std::decay_t<decltype(answer)>, Delivered>) {
                answer.why = asReason(std::move(answer.why));
            }
            return std::move(answer);
        },
        outcome
    );
}

/// One row on its way through the workflow.
class Trip {
public:
    Trip(
        const LeasedItem& row,
        const OpenedItem& open,
        Destination& destination,
        store::Database& reader,
        store::Writer& writer,
        const Clock& clock
    )
        : row_(row),
          open_(open),
          destination_(destination),
          reader_(reader),
          writer_(writer),
          clock_(clock),
          exchange_(open.forbidden, *destination.outlet, [this] { checkLast(); }) {}

    Ending run() {
        try {
            return asEnding(runWorkflow(
                *destination_.adapter,
                input(),
                exchange_,
                [this](LinkKind kind, const std::string& remoteId) { keepLink(kind, remoteId); }
            ));
        } catch (const GuardHit& hit) {
            return Blocked{hit.cls(), hit.form()};
        } catch (const StopCame&) {
            return Stopped{};
        } catch (const LeaseOver&) {
            return broken("lease_over");
        } catch (const StoreBusy&) {
            return broken("store_busy");
        } catch (const Error& e) {
            return failed(e.what());
        } catch (const Poco::Exception& e) {
            return failed(e.name());  // its text may quote content
        } catch (const std::exception&) {
            return failed("an exception of a library");
        }
    }

    [[nodiscard]] std::optional<Digest> commitment(const KeyedHash& subjectKey) const {
        if (!exchange_.begun())
            return std::nullopt;
        return subjectKey.ofFields({"request", asText(exchange_.sentDigest())});
    }

private:
    [[nodiscard]] WorkflowInput input() const {
        const auto& keys = open_.item.keys();
        return {
            .item = &open_.item,
            .contactId = linkOf(row_.item, store::LinkKind::Contact, keys.contact, reader_),
            .ticketId = linkOf(row_.item, store::LinkKind::Ticket, keys.ticket, reader_),
            .lookUpFirst = row_.lookUpFirst,
        };
    }

    // A stop that is committed before this is asked refuses the request; one that comes later meets
    // a request that has begun (DESIGN 5, stop fence).
    void checkLast() const {
        if (clock_.now() >= row_.leaseUntil)
            throw LeaseOver{};
        if (store::Outbox(reader_).isStopped(row_.item.id))
            throw StopCame{};
    }

    // Kept before the next step begins. Somebody else's earlier link to the same object stays.
    void keepLink(LinkKind kind, const std::string& remoteId) {
        const auto link = linkTo(row_.item, open_.item.keys(), kind, remoteId, clock_.now());
        writer_.call([link](store::Database& db) {
            static_cast<void>(store::Links(db).insert(link));
        });
    }

    [[nodiscard]] Ending broken(std::string why) const {
        if (exchange_.begun())
            return Uncertain{std::move(why)};
        return Postponed{std::move(why), std::nullopt};
    }

    [[nodiscard]] Ending failed(std::string_view what) const {
        logEvent("loop.failed", {{"loop", "courier"}, {"item", row_.item.id.hex()}, {"why", what}});
        return broken("failed");
    }

    const LeasedItem& row_;
    const OpenedItem& open_;
    Destination& destination_;
    store::Database& reader_;
    store::Writer& writer_;
    const Clock& clock_;
    GuardedExchange exchange_;
};

}  // namespace

Attempt Carrier::carry(const LeasedItem& row, Destination& destination, store::Database& reader)
    const {
    if (!isCarried(row.item.kind))
        return unopened(Unusable{"kind_not_carried"});
    vault::SealingKeyPtr key;
    try {
        const auto find = [&](const KeyId& id) { return store::SealingKeys(reader).find(id); };
        key = openKeys_.get(row.item.keyId, find);
    } catch (const Error&) {
        return unopened(Postponed{"store_busy", std::nullopt});
    }
    if (!key)
        return unopened(Unusable{"key_destroyed"});
    auto subjectKey = std::make_shared<const KeyedHash>(vault::Keys::ledgerSubjectHash(*key));
    // One whose answer was lost may have arrived: it is looked up, and nothing new is sent.
    if (row.stopped && !row.lookUpFirst)
        return {Stopped{}, std::nullopt, std::move(subjectKey)};
    const auto open = opened(row.item, *key);
    if (!open)
        return {Unusable{"cell_closed"}, std::nullopt, std::move(subjectKey)};
    Trip trip(row, *open, destination, reader, writer_, clock_);
    auto ending = trip.run();
    auto commitment = trip.commitment(*subjectKey);
    return {std::move(ending), commitment, std::move(subjectKey)};
}

}  // namespace bowline::delivery
