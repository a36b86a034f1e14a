// Seals before the writer gets it, opens after the reader gave it; see the header.
#include "connector/delivery/step_log.h"

#include "connector/base/error.h"
#include "connector/vault/seal.h"

#include <algorithm>

namespace bowline::delivery {

namespace {

constexpr std::size_t kLongestName = 128;
constexpr std::size_t kLargestOutput = std::size_t{1} << 20;  // ids and tickets, not documents
constexpr std::uint32_t kCellVersion = 1;                     // as store/sealed_cells has it

bool isNameCharacter(char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    return letter || digit || std::string_view("_./:[]@#-").find(c) != std::string_view::npos;
}

// The name stands bare in the store: it comes from an adapter's file, never from an answer.
void checkName(std::string_view step) {
    const bool fits =
        !step.empty() && step.size() <= kLongestName && std::ranges::all_of(step, isNameCharacter);
    if (!fits)
        throw Error("delivery: an adapter's step has a name that cannot be kept");
}

vault::CellAddress cellOf(const store::OutboxItem& row, std::string_view column) {
    return {row.tenant.str(), "delivery_steps", column, row.id.bytes(), kCellVersion};
}

}  // namespace

std::optional<std::string> StepLog::find(std::string_view step) const {
    const auto cell = store::DeliverySteps(reader_).find(row_.item.id, step);
    if (!cell)
        return std::nullopt;
    return vault::open(key_, cellOf(row_.item, store::stepColumn(step)), *cell).text;
}

bool StepLog::any() const {
    return store::DeliverySteps(reader_).any(row_.item.id);
}

store::DeliveryStep StepLog::sealed(std::string_view step, std::string output) const {
    checkName(step);
    if (output.size() > kLargestOutput)
        throw Error("delivery: an adapter's step gave more than 1 MiB");
    const StepOutput plain{std::move(output)};
    return {
        .lease = row_.lease(),
        .step = std::string(step),
        .tenant = row_.item.tenant,
        .keyId = row_.item.keyId,
        .output = vault::seal(key_, cellOf(row_.item, store::stepColumn(step)), plain),
        .createdAt = clock_.now(),
    };
}

void StepLog::keep(std::string_view step, std::string output) {
    const auto row = sealed(step, std::move(output));
    writer_.call([&row](store::Database& db) { keepStep(db, row); });
}

void keepStep(store::Database& db, const store::DeliveryStep& step) {
    if (!store::DeliverySteps(db).keep(step))
        throw Error("delivery: a step was finished after the lease was over");
}

}  // namespace bowline::delivery
