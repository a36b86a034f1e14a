// The root `in`: what a cleared item shows, as values. Only what the mapping released is in it.
#pragma once

#include "adapters/rest/spec.h"
#include "connector/adapter_api/adapter.h"
#include "connector/expression/value.h"

#include <span>
#include <vector>

namespace bowline::adapters::rest {

/// `in` as the item gives it. HealthCheck has none of it.
expression::Map inputOf(adapter_api::Primitive primitive, const adapter_api::PrimitiveInput& input);

/// `in.files` for them: names and types, the bytes stay where they are.
expression::List filesOf(std::span<const adapter_api::File> files);
/// `in.key`: the key of the object that the primitive is about.
const std::string& keyOf(adapter_api::Primitive primitive, const ItemKeys& keys);

/// The same as the templates see it: without control characters, its subject within the limit.
expression::Map prepared(expression::Map in, const Content& content);

/// One `in` a message that the system gets for a prepared one: a text beyond `content.body` becomes
/// several, each with its own `key`, `op_id` and `part`; files and notice go with the first.
std::vector<expression::Map> partsOf(const expression::Map& in, const Content& content);

/// `in` with an object's entry set: `in.contact.id` and the like.
expression::Map withEntry(
    expression::Map in, const std::string& object, const std::string& name, expression::Value value
);

}  // namespace bowline::adapters::rest
