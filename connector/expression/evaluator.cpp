// Running recurses over the program, whose depth the parser bounds. Copying and comparing trees
// recurses over the data, whose depth is capped where JSON is decoded.
#include "connector/expression/evaluator.h"

#include "connector/expression/kinds.h"
#include "connector/expression/letters.h"

#include <algorithm>
#include <span>

namespace bowline::expression {

namespace {

bool isTrue(const Value& value) {
    const auto* asBool = std::get_if<bool>(&value.data());
    return asBool ? *asBool : !value.isNull();
}

/// The text with what is longer than an output may be cut off: bounds every intermediate value.
Value capped(Value value) {
    const auto* text = std::get_if<std::string>(&value.data());
    if (!text || text->size() <= kOutputBytes)
        return value;
    return Value(std::string(cutAtCodePoint(*text, kOutputBytes)));
}

using Steps = std::span<const Step>;

/// What one step leads to; null where it leads nowhere.
struct StepInto {
    const Value& from;
    const Value* operator()(const std::string& name) const {
        const auto* map = mapOf(from);
        if (!map)
            return nullptr;
        const auto found = map->find(name);
        return found == map->end() ? nullptr : &found->second;
    }
    const Value* operator()(std::size_t place) const {
        const auto* list = listOf(from);
        return list && place < list->size() ? &(*list)[place] : nullptr;
    }
    const Value* operator()(EachItem) const { return nullptr; }
};

/// Takes `steps` up to the next `[*]` or the end; null where they lead nowhere.
const Value* follow(const Value& from, Steps& steps) {
    const Value* value = &from;
    while (value && !steps.empty() && !std::holds_alternative<EachItem>(steps.front())) {
        value = std::visit(StepInto{*value}, steps.front());
        steps = steps.subspan(1);
    }
    return value;
}

/// All that the steps lead to, in the order of the lists; what is missing or null is left out.
void collect(const Value& from, Steps steps, List& found) {
    const Value* value = follow(from, steps);
    if (!value || value->isNull())
        return;
    if (steps.empty())
        return found.push_back(*value);
    if (const auto* list = listOf(*value)) {
        for (const auto& item : *list)
            collect(item, steps.subspan(1), found);
    }
}

/// With `[*]` a list, or null when no list stands at the first one.
Value lookUp(const std::vector<Step>& path, const Map& roots) {
    const auto root = roots.find(std::get<std::string>(path.front()));
    if (root == roots.end())
        return {};
    Steps steps = Steps(path).subspan(1);
    const Value* value = follow(root->second, steps);
    if (!value || steps.empty())
        return value ? *value : Value();
    if (!listOf(*value))
        return {};
    List found;
    collect(*value, steps, found);
    return Value(std::move(found));
}

template <class T>
Value ordered(Op op, const T& a, const T& b) {
    switch (op) {
        case Op::Less:
            return Value(a < b);
        case Op::LessEqual:
            return Value(a <= b);
        case Op::Greater:
            return Value(a > b);
        default:
            return Value(a >= b);
    }
}

/// Numbers by size, texts by bytes, times by time.
struct Compare {
    Op op;
    Value operator()(std::int64_t a, std::int64_t b) const { return ordered(op, a, b); }
    Value operator()(const std::string& a, const std::string& b) const { return ordered(op, a, b); }
    Value operator()(Instant a, Instant b) const { return ordered(op, a, b); }
    template <class A, class B>
    Value operator()(const A&, const B&) const {
        return {};
    }
};

Value isIn(const Value& item, const Value& whole) {
    if (const auto* list = std::get_if<List>(&whole.data()))
        return Value(std::ranges::find(*list, item) != list->end());
    const auto* map = std::get_if<Map>(&whole.data());
    const auto* key = std::get_if<std::string>(&item.data());
    return map && key ? Value(map->contains(*key)) : Value();
}

class Run {
public:
    Run(const std::vector<Node>& nodes, const Map& roots) : nodes_(nodes), roots_(roots) {}

    Value at(std::size_t id) const {
        const Node& node = nodes_[id];
        switch (node.op) {
            case Op::Literal:
                return node.literal;
            case Op::Path:
                return capped(lookUp(node.path, roots_));
            case Op::Call:
                return call(node);
            case Op::List:
                return Value(all(node.children));
            case Op::Map:
                return map(node);
            case Op::Choose:
                return at(node.children[isTrue(at(node.children[0])) ? 1 : 2]);
            default:
                return combined(node);
        }
    }

private:
    List all(std::span<const std::size_t> ids) const {
        List out;
        for (const std::size_t id : ids)
            out.push_back(at(id));
        return out;
    }

    Value call(const Node& node) const {
        const Value input = at(node.children.front());
        const List given = all(std::span(node.children).subspan(1));
        return capped(node.filter->apply(input, {given, node.pattern.get()}));
    }

    Value map(const Node& node) const {
        Map out;
        for (std::size_t i = 0; i < node.keys.size(); ++i)
            out.emplace(node.keys[i], at(node.children[i]));
        return Value(std::move(out));
    }

    Value combined(const Node& node) const {
        Value left = at(node.children[0]);
        if (node.op == Op::Not)
            return Value(!isTrue(left));
        if (node.op == Op::Coalesce)
            return left.isNull() ? at(node.children[1]) : left;
        if (node.op == Op::And || node.op == Op::Or) {
            const bool decided = isTrue(left) == (node.op == Op::Or);
            return Value(decided ? isTrue(left) : isTrue(at(node.children[1])));
        }
        return compared(node.op, left, at(node.children[1]));
    }

    static Value compared(Op op, const Value& left, const Value& right) {
        if (op == Op::Equal || op == Op::NotEqual)
            return Value((left == right) == (op == Op::Equal));
        if (op == Op::In)
            return isIn(left, right);
        return std::visit(Compare{op}, left.data(), right.data());
    }

    const std::vector<Node>& nodes_;
    const Map& roots_;
};

/// Copies a tree while the budget lasts.
class Shrink {
public:
    Value operator()(const std::string& text) { return Value(cut(text)); }
    Value operator()(const List& list) {
        List out;
        for (const auto& item : list) {
            if (!pay(1))
                break;
            out.push_back(std::visit(*this, item.data()));
        }
        return Value(std::move(out));
    }
    Value operator()(const Map& map) {
        Map out;
        for (const auto& [key, item] : map) {
            if (!pay(key.size() + 1))
                break;
            out.emplace(key, std::visit(*this, item.data()));
        }
        return Value(std::move(out));
    }
    template <class Scalar>
    Value operator()(const Scalar& scalar) {
        return Value(scalar);
    }

private:
    bool pay(std::size_t bytes) {
        if (bytes > left_)
            return false;
        left_ -= bytes;
        return true;
    }
    std::string cut(const std::string& text) {
        std::string out(cutAtCodePoint(text, left_));
        left_ -= out.size();
        return out;
    }
    std::size_t left_ = kOutputBytes;
};

}  // namespace

Value evaluate(const Expression& expression, const Map& roots) {
    return Run(expression.nodes, roots).at(expression.nodes.size() - 1);
}

Value bounded(Value value) {
    const bool isTree =
        std::holds_alternative<List>(value.data()) || std::holds_alternative<Map>(value.data());
    return isTree ? std::visit(Shrink{}, value.data()) : capped(std::move(value));
}

}  // namespace bowline::expression
