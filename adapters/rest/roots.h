// What the templates of one request may name: `settings`, `in`, `steps`, ... and beside them the
// files, whose bytes are no values: they are carried, never looked at.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/expression/value.h"

#include <span>
#include <string>
#include <string_view>

namespace bowline::adapters::rest {

/// Marks a file's value (`in.file`, an item of `in.files`) with its place in `Roots::files`; no
/// expression can spell it, and nothing that is sent holds it.
constexpr std::string_view kFileMark = "#";

struct Roots {
    expression::Map values;
    std::span<const adapter_api::File> files{};

    [[nodiscard]] Roots with(const std::string& name, expression::Value value) const {
        Roots inner = *this;
        inner.values.insert_or_assign(name, std::move(value));
        return inner;
    }
};

}  // namespace bowline::adapters::rest
