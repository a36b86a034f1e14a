// Which kind a value is: a pointer to what it holds, or null.
#pragma once

#include "connector/expression/value.h"

namespace bowline::expression {

inline const std::string* textOf(const Value& value) {
    return std::get_if<std::string>(&value.data());
}
inline const std::int64_t* numberOf(const Value& value) {
    return std::get_if<std::int64_t>(&value.data());
}
inline const Instant* timeOf(const Value& value) {
    return std::get_if<Instant>(&value.data());
}
inline const List* listOf(const Value& value) {
    return std::get_if<List>(&value.data());
}
inline const Map* mapOf(const Value& value) {
    return std::get_if<Map>(&value.data());
}

}  // namespace bowline::expression
