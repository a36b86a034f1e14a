// What finished steps of deliveries gave, sealed under the person's key: a delivery that was
// interrupted goes on after them. A row of the outbox takes its steps with it when it leaves.
#pragma once

#include "connector/base/clock.h"
#include "connector/base/ids.h"
#include "connector/model/outcome.h"
#include "connector/store/database.h"
#include "connector/store/outbox_item.h"
#include "connector/vault/sealed.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bowline::store {

/// What the seal's address calls the cell of `step`; its table is "delivery_steps", its row the
/// item.
std::string stepColumn(std::string_view step);

struct DeliveryStep {
    Lease lease;       ///< of the delivery that made the step
    std::string step;  ///< "ticket.create/main"; one name space an item
    TenantId tenant;
    KeyId keyId;
    vault::Sealed<StepOutput> output;
    Instant createdAt;
};

class DeliverySteps {
public:
    explicit DeliverySteps(Database& db) : db_(db) {}

    /// Keeps a step; a later output of the same step replaces the earlier one. False, and nothing
    /// is kept, when the lease is not valid any more: nobody would take the step away again.
    [[nodiscard]] bool keep(const DeliveryStep& step);
    [[nodiscard]] std::optional<vault::Sealed<StepOutput>> find(
        const ItemId& item, std::string_view step
    );
    [[nodiscard]] bool any(const ItemId& item);
    /// Forgets the steps of the item whose names begin with `prefix`.
    void forget(const ItemId& item, std::string_view prefix);
    /// Forgets what was sealed under the key: the person is erased. Returns how many steps.
    std::int64_t forgetSealedUnder(const KeyId& key);

private:
    Database& db_;
};

}  // namespace bowline::store
