#include "adapters/rest/tree.h"

#include "adapters/rest/encoding.h"
#include "adapters/rest/values.h"
#include "connector/expression/template.h"

namespace bowline::adapters::rest {

namespace {

using expression::List;
using expression::Map;
using expression::Value;

const std::string kMark(kFileMark);

/// A copy without the marks of files.
Value unmarked(const Value& value) {
    if (const List* list = listIn(value)) {
        List out;
        for (const auto& item : *list)
            out.push_back(unmarked(item));
        return Value(std::move(out));
    }
    const Map* map = mapIn(value);
    if (!map)
        return value;
    Map out;
    for (const auto& [key, item] : *map) {
        if (key != kMark)
            out.emplace(key, unmarked(item));
    }
    return Value(std::move(out));
}

List asItems(const Map& map) {
    List items;
    for (const auto& [key, value] : map)
        items.emplace_back(Map{{"key", key}, {"value", value}});
    return items;
}

/// Nothing: it came out null and is left out.
using Grown = std::optional<Value>;

Grown unlessNull(Value value) {
    return value.isNull() ? Grown() : Grown(std::move(value));
}

/// One tree, evaluated while its bounds last.
class Growth {
public:
    explicit Growth(const Roots& roots) : roots_(roots) {}

    Grown of(const Tree& tree, const Map& values, int depth) {
        if (!pay(depth))
            return std::nullopt;
        switch (tree.kind) {
            case TreeKind::Scalar:
                return scalar(tree, values, depth);
            case TreeKind::List:
                return list(tree, values, depth);
            case TreeKind::Map:
                return map(tree, values, depth);
            case TreeKind::Each:
                return each(tree, values, depth);
            case TreeKind::If:
                return choice(tree, values, depth);
            case TreeKind::Merge:
                return merge(tree, values, depth);
            case TreeKind::FileBytes:
                return file(tree, values);
            case TreeKind::ExplicitNull:
                return Value();
        }
        return std::nullopt;
    }

    [[nodiscard]] bool isTooLarge() const { return isTooLarge_; }

private:
    bool pay(int depth) {
        ++nodes_;
        isTooLarge_ = isTooLarge_ || depth > kTreeDepth || nodes_ > kTreeNodes;
        return !isTooLarge_;
    }

    /// Pays for what is below a value that an expression gave.
    void payBelow(const Value& value, int depth) {
        if (const List* list = listIn(value)) {
            for (const auto& item : *list) {
                if (pay(depth + 1))
                    payBelow(item, depth + 1);
            }
        }
        const Map* map = mapIn(value);
        if (!map)
            return;
        for (const auto& entry : *map) {
            if (pay(depth + 1))
                payBelow(entry.second, depth + 1);
        }
    }

    Grown scalar(const Tree& tree, const Map& values, int depth) {
        Value value = valueOf(tree.scalar, values);
        if (!listIn(value) && !mapIn(value))
            return unlessNull(std::move(value));
        payBelow(value, depth);
        return isTooLarge_ ? Grown() : Grown(unmarked(value));
    }

    Grown list(const Tree& tree, const Map& values, int depth) {
        List out;
        for (const Tree& item : tree.items) {
            if (auto grown = of(item, values, depth + 1))
                out.push_back(std::move(*grown));
        }
        return Value(std::move(out));
    }

    Grown map(const Tree& tree, const Map& values, int depth) {
        Map out;
        for (const auto& [key, item] : tree.entries) {
            const auto name = textOf(key, values);
            auto grown = name.empty() ? std::nullopt : of(item, values, depth + 1);
            if (grown)
                out.insert_or_assign(name, std::move(*grown));
        }
        return Value(std::move(out));
    }

    Grown each(const Tree& tree, const Map& values, int depth) {
        const Value over = valueOf(tree.scalar, values);
        const Value walked = mapIn(over) ? Value(asItems(*mapIn(over))) : over;
        const List* items = listIn(walked);
        if (!items || tree.items.empty())
            return std::nullopt;
        Map inner = values;
        List out;
        for (const auto& item : *items) {
            inner.insert_or_assign(tree.name, item);
            if (auto grown = of(tree.items.front(), inner, depth + 1))
                out.push_back(std::move(*grown));
            if (isTooLarge_)
                break;
        }
        return Value(std::move(out));
    }

    Grown choice(const Tree& tree, const Map& values, int depth) {
        const std::size_t branch = holds(tree.scalar, values) ? 0 : 1;
        return branch < tree.items.size() ? of(tree.items[branch], values, depth + 1)
                                          : std::nullopt;
    }

    Grown merge(const Tree& tree, const Map& values, int depth) {
        Map out;
        for (const Tree& item : tree.items) {
            const auto grown = of(item, values, depth + 1);
            const Map* map = grown ? mapIn(*grown) : nullptr;
            if (!map)
                continue;
            for (const auto& [key, value] : *map)
                out.insert_or_assign(key, value);
        }
        return Value(std::move(out));
    }

    [[nodiscard]] Grown file(const Tree& tree, const Map& values) const {
        const auto bytes = fileBytes(tree.name, values, roots_.files);
        return Value(tree.base64 ? base64(bytes) : std::string(bytes));
    }

    const Roots& roots_;
    std::size_t nodes_ = 0;
    bool isTooLarge_ = false;
};

}  // namespace

std::optional<Value> grown(const Tree& tree, const Roots& roots) {
    Growth growth(roots);
    auto value = growth.of(tree, roots.values, 1);
    if (growth.isTooLarge())
        return std::nullopt;
    return value ? std::move(*value) : Value();
}

std::string_view fileBytes(
    const std::string& name, const Map& values, std::span<const adapter_api::File> files
) {
    const auto dot = name.find('.');
    const auto root = values.find(name.substr(0, dot));
    if (root == values.end())
        return {};
    const Value* file = dot == std::string::npos
                            ? &root->second
                            : valueAt(root->second, "/" + name.substr(dot + 1));
    const Value* mark = file ? valueAt(*file, "/" + kMark) : nullptr;
    const auto* place = mark ? numberIn(*mark) : nullptr;
    const bool isThere = place && *place >= 0 && static_cast<std::size_t>(*place) < files.size();
    return isThere ? files[static_cast<std::size_t>(*place)].bytes : std::string_view();
}

}  // namespace bowline::adapters::rest
