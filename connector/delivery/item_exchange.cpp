// See the header.
#include "connector/delivery/item_exchange.h"

#include <fmt/format.h>

namespace bowline::delivery {

namespace {

using adapter_api::Primitive;

bool onlyLooks(Primitive primitive) {
    switch (primitive) {
        case Primitive::ContactFind:
        case Primitive::TicketFind:
        case Primitive::TicketGet:
        case Primitive::CommentFind:
        case Primitive::HealthCheck:
            return true;
        default:
            return false;
    }
}

bool isOfItem(std::string_view step) {
    return step.starts_with('/');
}

}  // namespace

void ItemExchange::enter(Primitive primitive) {
    primitive_ = primitive;
    settled_ = sentDigest();
}

bool ItemExchange::hasOpenWrite() const {
    return !onlyLooks(primitive_) && sentDigest() != settled_;
}

std::optional<std::string> ItemExchange::checkpointed(std::string_view step) const {
    if (onlyLooks(primitive_) && !isOfItem(step))
        return std::nullopt;
    return steps_.find(nameOf(step));
}

void ItemExchange::checkpoint(std::string_view step, const std::string& output) {
    if (!onlyLooks(primitive_) || isOfItem(step))
        steps_.keep(nameOf(step), output);
    settled_ = sentDigest();
}

void ItemExchange::keepToken(
    std::string_view name, const adapter_api::AnswerText& value, std::optional<Instant> expiresAt
) {
    GuardedExchange::keepToken(name, value, expiresAt);
    settled_ = sentDigest();
}

std::string ItemExchange::nameOf(std::string_view step) const {
    if (isOfItem(step))
        return fmt::format("item{}", step);
    return fmt::format("{}/{}", adapter_api::toText(primitive_), step);
}

}  // namespace bowline::delivery
