#include "adapters/rest/case_values.h"

#include "adapters/rest/values.h"
#include "connector/expression/json_value.h"
#include "connector/expression/letters.h"
#include "connector/settings/scalar.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using expression::List;
using expression::Map;
using expression::Value;
using settings::YamlKind;
using settings::YamlNode;

constexpr std::size_t kMostDifferences = 5;
constexpr std::size_t kMostQuoted = 200;

Value scalarOf(const YamlNode& node) {
    if (node.isQuoted)
        return Value(node.text);
    if (const auto number = settings::parseInt(node.text))
        return Value(*number);
    if (const auto flag = settings::parseBool(node.text))
        return Value(*flag);
    return Value(node.text);
}

class Comparison {
public:
    explicit Comparison(std::string said) : said_(std::move(said)) {}

    void compare(const Value& expected, const Value& came, const std::string& at) {
        if (expected == came || found.size() == kMostDifferences)
            return;
        if (mapIn(expected) && mapIn(came))
            return compareMaps(*mapIn(expected), *mapIn(came), at);
        const List* a = listIn(expected);
        const List* b = listIn(came);
        if (a && b && a->size() == b->size()) {
            for (std::size_t i = 0; i < a->size(); ++i)
                compare((*a)[i], (*b)[i], fmt::format("{}/{}", at, i));
            return;
        }
        tell(at, quotedValue(expected), quotedValue(came));
    }

    std::vector<std::string> found;

private:
    void compareMaps(const Map& expected, const Map& came, const std::string& at) {
        for (const auto& [key, value] : expected) {
            const auto other = came.find(key);
            if (other == came.end())
                tell(at + "/" + key, quotedValue(value), "nothing");
            else
                compare(value, other->second, at + "/" + key);
        }
        for (const auto& [key, value] : came) {
            if (!expected.contains(key))
                tell(at + "/" + key, "nothing", quotedValue(value));
        }
    }

    void tell(const std::string& at, const std::string& expected, const std::string& came) {
        if (found.size() < kMostDifferences)
            found.push_back(fmt::format(
                "{}{}expected {}, {} {}", at, at.empty() ? "" : ": ", expected, said_, came
            ));
    }

    std::string said_;
};

}  // namespace

Value valueOfYaml(const YamlNode& node) {
    switch (node.kind) {
        case YamlKind::Null:
            return {};
        case YamlKind::Scalar:
            return scalarOf(node);
        case YamlKind::List: {
            List list;
            for (const YamlNode& item : node.items)
                list.push_back(valueOfYaml(item));
            return Value(std::move(list));
        }
        case YamlKind::Map: {
            Map map;
            for (const auto& entry : node.entries)
                map.insert_or_assign(entry.key, valueOfYaml(entry.value));
            return Value(std::move(map));
        }
    }
    return {};
}

std::vector<std::string> differencesOf(
    const Value& expected, const Value& came, const std::string& said
) {
    Comparison comparison(said);
    comparison.compare(expected, came, "");
    return std::move(comparison.found);
}

std::string quotedValue(const Value& value) {
    const auto json = expression::toJson(value);
    const std::string cut(expression::cutAtCodePoint(json, kMostQuoted));
    return cut.size() < json.size() ? cut + "…" : json;
}

}  // namespace bowline::adapters::rest
