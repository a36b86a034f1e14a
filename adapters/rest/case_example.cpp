#include "adapters/rest/case_example.h"

#include "adapters/rest/input.h"
#include "adapters/rest/moments.h"
#include "adapters/rest/values.h"

#include <algorithm>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Primitive;
using expression::List;
using expression::Map;
using expression::Value;

const std::string kAlias = "Amber-Falcon-27";

bool isOneOf(Primitive primitive, std::initializer_list<Primitive> all) {
    return std::ranges::find(all, primitive) != all.end();
}

ItemKeys exampleKeys() {
    return {std::string(32, 'c'), std::string(32, 'd'), std::string(32, 'e')};
}

Map exampleContact(Primitive primitive) {
    using enum Primitive;
    const bool isMade = isOneOf(primitive, {ContactFind, ContactCreate, ContactUpsert});
    return {
        {"id", isMade ? Value() : Value("7")},
        {"key", exampleKeys().contact},
        {"alias", kAlias},
        {"name", kAlias},
        {"fields", Map{}}};
}

Map exampleTicket(Primitive primitive) {
    using enum Primitive;
    const bool isMade = isOneOf(primitive, {TicketFind, TicketCreate});
    return {
        {"id", isMade ? Value() : Value("12")},
        {"key", exampleKeys().ticket},
        {"subject", "[WA] " + kAlias},
        {"queue", Value()},
        {"fields", Map{}},
        {"tags", List{}},
        {"priority", Value()},
        {"status", primitive == TicketUpdate ? Value("open") : Value()}};
}

Map exampleMessage() {
    return {
        {"key", exampleKeys().message},
        {"text", "Hello"},
        {"kind", "text"},
        {"sent_at", caseTime()},
        {"late", false},
        {"from_customer", true}};
}

}  // namespace

Instant caseTime() {
    return isoTime("2026-01-05T09:30:00Z").value();
}

Map exampleInput(Primitive primitive) {
    if (primitive == Primitive::HealthCheck)
        return {};
    return {
        {"key", keyOf(primitive, exampleKeys())},
        {"op_id", exampleKeys().message},
        {"contact", exampleContact(primitive)},
        {"ticket", exampleTicket(primitive)},
        {"message", exampleMessage()},
        {"comment", Map{{"id", "33"}}},
        {"internal", primitive == Primitive::CommentInternal},
        {"part", Value()},
        {"file", Value()},
        {"files", List{}},
        {"notice", Value()}};
}

Value merged(const Value& base, const Value& over) {
    const Map* below = mapIn(base);
    const Map* above = mapIn(over);
    if (!below || !above)
        return over;
    Map both = *below;
    for (const auto& [key, value] : *above)
        both.insert_or_assign(key, merged(both[key], value));
    return Value(std::move(both));
}

}  // namespace bowline::adapters::rest
