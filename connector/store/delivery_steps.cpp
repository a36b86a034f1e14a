// A step is kept only while the delivery that made it holds its row.
#include "connector/store/delivery_steps.h"

#include "connector/store/columns.h"
#include "connector/store/queries.h"

#include <fmt/format.h>

namespace bowline::store {

namespace {

constexpr std::string_view kHeld = R"sql(SELECT 1 FROM outbox
WHERE item_id = $1 AND state = 'leased' AND attempts = $2)sql";

constexpr std::string_view kKeep = R"sql(INSERT INTO delivery_steps (
    item_id, step, tenant, key_id, output, created_ms
) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (item_id, step) DO UPDATE SET
    key_id = excluded.key_id, output = excluded.output, created_ms = excluded.created_ms)sql";

constexpr std::string_view kFind = R"sql(SELECT output FROM delivery_steps
WHERE item_id = $1 AND step = $2)sql";

constexpr std::string_view kAny =
    R"sql(SELECT 1 FROM delivery_steps WHERE item_id = $1 LIMIT 1)sql";

constexpr std::string_view kForget = R"sql(DELETE FROM delivery_steps
WHERE item_id = $1 AND SUBSTR(step, 1, LENGTH($2)) = $2)sql";

constexpr std::string_view kForgetKey = R"sql(DELETE FROM delivery_steps WHERE key_id = $1)sql";

constexpr NamedQuery kQueries[] = {
    {"delivery_steps.held", kHeld},
    {"delivery_steps.keep", kKeep},
    {"delivery_steps.find", kFind},
    {"delivery_steps.any", kAny},
    {"delivery_steps.forget", kForget},
    {"delivery_steps.forget_key", kForgetKey},
};

}  // namespace

std::span<const NamedQuery> deliveryStepQueries() {
    return kQueries;
}

std::string stepColumn(std::string_view step) {
    return fmt::format("output/{}", step);
}

bool DeliverySteps::keep(const DeliveryStep& step) {
    const auto& [item, attempt] = step.lease;
    if (!db_.queryOne(kHeld, {asValue(item), attempt}, [](const Row&) { return true; }))
        return false;
    db_.execute(
        kKeep,
        {asValue(item),
         std::string_view(step.step),
         asValue(step.tenant),
         asValue(step.keyId),
         asValue(step.output),
         asValue(step.createdAt)}
    );
    return true;
}

std::optional<vault::Sealed<StepOutput>> DeliverySteps::find(
    const ItemId& item, std::string_view step
) {
    return db_.queryOne(kFind, {asValue(item), step}, [](const Row& row) {
        return Columns(row).sealed<StepOutput>();
    });
}

bool DeliverySteps::any(const ItemId& item) {
    return db_.queryOne(kAny, {asValue(item)}, [](const Row&) { return true; }).has_value();
}

void DeliverySteps::forget(const ItemId& item, std::string_view prefix) {
    db_.execute(kForget, {asValue(item), prefix});
}

std::int64_t DeliverySteps::forgetSealedUnder(const KeyId& key) {
    return db_.execute(kForgetKey, {asValue(key)});
}

}  // namespace bowline::store
