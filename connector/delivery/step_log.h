// What finished steps of one item's primitives gave: kept sealed in the store while the item is on
// its way, so that an attempt goes on where an earlier one was interrupted.
#pragma once

#include "connector/base/clock.h"
#include "connector/store/delivery_steps.h"
#include "connector/store/outbox_item.h"
#include "connector/store/writer.h"
#include "connector/vault/keys.h"

#include <optional>
#include <string>
#include <string_view>

namespace bowline::delivery {

/// The references outlive it. Threads: one at a time.
class StepLog {
public:
    StepLog(
        const store::LeasedItem& row,
        const vault::SealingKey& key,
        store::Database& reader,
        store::Writer& writer,
        const Clock& clock
    )
        : row_(row), key_(key), reader_(reader), writer_(writer), clock_(clock) {}

    /// Absence: nothing when the step was not finished. Errors: Error when the cell does not open.
    [[nodiscard]] std::optional<std::string> find(std::string_view step) const;
    /// True when a step of the item is kept. Errors: those of the store.
    [[nodiscard]] bool any() const;
    /// On disk before it returns. Errors: Error for a name that is none (1..128 characters of
    /// [a-zA-Z0-9_./:@#[]-]), for more than 1 MiB, and when the lease is over;
    /// those of the store.
    void keep(std::string_view step, std::string output);
    /// The step as a row, for a write of the caller's own. Errors: as keep.
    [[nodiscard]] store::DeliveryStep sealed(std::string_view step, std::string output) const;

private:
    const store::LeasedItem& row_;
    const vault::SealingKey& key_;
    store::Database& reader_;
    store::Writer& writer_;
    const Clock& clock_;
};

/// The write of a step. Errors: Error when the lease is over: then nothing of it is kept.
void keepStep(store::Database& db, const store::DeliveryStep& step);

}  // namespace bowline::delivery
