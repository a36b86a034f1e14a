// Values of the template language: trees that keep their types; nothing is ever parsed out of a
// text.
#pragma once

#include "connector/base/clock.h"

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace bowline::expression {

class Value;
using List = std::vector<Value>;
using Map = std::map<std::string, Value>;

class Value {
public:
    using Data = std::variant<std::nullptr_t, bool, std::int64_t, std::string, Instant, List, Map>;
    Value() : data_(nullptr) {}
    Value(std::nullptr_t) : data_(nullptr) {}
    Value(bool b) : data_(b) {}
    Value(std::int64_t n) : data_(n) {}
    Value(int n) : data_(std::int64_t{n}) {}
    Value(std::string text) : data_(std::move(text)) {}
    Value(const char* text) : data_(std::string(text)) {}
    Value(Instant t) : data_(t) {}
    Value(List list) : data_(std::move(list)) {}
    Value(Map map) : data_(std::move(map)) {}
    [[nodiscard]] const Data& data() const { return data_; }
    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::nullptr_t>(data_); }
    friend bool operator==(const Value&, const Value&) = default;

private:
    Data data_;
};

}  // namespace bowline::expression
