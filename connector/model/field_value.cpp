#include "connector/model/field_value.h"

namespace bowline {

namespace {

struct InWords {
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
};

}  // namespace

std::string toText(const FieldValue& value) {
    return std::visit(InWords{}, value);
}

}  // namespace bowline
