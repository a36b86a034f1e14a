#include "connector/settings/fields.h"

#include "connector/base/error.h"

#include <algorithm>
#include <type_traits>

namespace bowline::settings {

namespace {

bool alike(const std::vector<Word>& a, const std::vector<Word>& b) {
    return std::ranges::equal(a, b, [](const Word& x, const Word& y) {
        return x.key == y.key && x.text == y.text;
    });
}

bool alike(const std::vector<Fields>& a, const std::vector<Fields>& b) {
    return std::ranges::equal(a, b, [](const Fields& x, const Fields& y) {
        return x.key() == y.key() && x.sameValues(y);
    });
}

bool alike(const YamlNode& /*a*/, const YamlNode& /*b*/) {
    return true;
}

template <class Data>
bool alike(const Data& a, const Data& b) {
    return a == b;
}

}  // namespace

const Fields::Value& Fields::at(std::string_view name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) {
        throw Error(
            "settings: the field " + inBackquotes(name) + " is read but not declared",
            "report this as a fault"
        );
    }
    return found->second;
}

template <class T>
const T& Fields::get(std::string_view name) const {
    const T* const value = std::get_if<T>(&at(name).data);
    if (value == nullptr) {
        throw Error(
            "settings: the field " + inBackquotes(name) + " is read as another type",
            "report this as a fault"
        );
    }
    return *value;
}

Mark Fields::markOf(std::string_view name) const {
    return at(name).mark;
}

bool Fields::isWritten(std::string_view name) const {
    return at(name).isWritten;
}

const std::string& Fields::text(std::string_view name) const {
    return get<std::string>(name);
}

Word Fields::word(std::string_view name) const {
    const Value& value = at(name);
    return {std::string(name), text(name), value.mark, value.isQuoted};
}

std::int64_t Fields::number(std::string_view name) const {
    return get<std::int64_t>(name);
}

bool Fields::flag(std::string_view name) const {
    return get<bool>(name);
}

std::chrono::milliseconds Fields::duration(std::string_view name) const {
    return std::chrono::milliseconds(number(name));
}

std::optional<SecretRef> Fields::secret(std::string_view name) const {
    if (std::holds_alternative<std::monostate>(at(name).data))
        return std::nullopt;
    return get<SecretRef>(name);
}

const std::vector<Word>& Fields::words(std::string_view name) const {
    return get<std::vector<Word>>(name);
}

const Fields& Fields::section(std::string_view name) const {
    return get<std::vector<Fields>>(name).front();
}

const std::vector<Fields>& Fields::rows(std::string_view name) const {
    return get<std::vector<Fields>>(name);
}

bool Fields::sameValues(const Fields& other) const {
    const auto areAlike = []<class A, class B>(const A& a, const B& b) {
        if constexpr (std::is_same_v<A, B>)
            return alike(a, b);
        else
            return false;
    };
    return std::ranges::equal(values_, other.values_, [&](const auto& a, const auto& b) {
        return a.first == b.first && std::visit(areAlike, a.second.data, b.second.data);
    });
}

const YamlNode* Fields::tree(std::string_view name) const {
    return std::get_if<YamlNode>(&at(name).data);
}

}  // namespace bowline::settings
