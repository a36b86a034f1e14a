// Values that a system gave back, as a probe compares and shows them.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/expression/value.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bowline::app {

/// "ticket.create".
std::string nameOf(adapter_api::Primitive primitive);

/// Of `name` in `map`, as text; empty when it is not there. A list of one is its one.
std::string textAt(const expression::Map& map, const std::string& name);
/// Each item of a list as text; of another value itself.
std::vector<std::string> textsIn(const expression::Value& value);
/// Fields by name, from a map of them or from a list of maps with `name` and `value` or `values`.
std::map<std::string, std::string> fieldsIn(const expression::Value& value);
/// "name: value, ..." of the scalars in `map`; "yes" when there are none.
std::string listed(const expression::Map& map);
/// At most 60 bytes, one line, no control characters.
std::string shortened(std::string text);
/// What an operator does about `code`, when the adapter has no advice of its own.
std::string cureForCode(std::string_view code, std::string ofAdapter);

}  // namespace bowline::app
