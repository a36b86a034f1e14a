// The one template language of mappings and adapters: text with expressions in delimiters, compiled
// at load, total and bounded when run. A template that is exactly one expression keeps the value's
// type; mixed text is joined as text; no input value can change the shape of what is written around
// it.
//
// Grammar: paths (`message.text`), literals ('text', 12, true, null), `== != < <= > >= && || ! in
// ?? ?:`, pipe filters from a closed list with arguments in parentheses: `{route.queue |
// shorten(60)}`. Lists
// `['a', 'b']` and maps `{'a': 1}` may be written; `steps.list[0].id` takes a place of a list,
// `steps.up[*].token` the list of that field of all its items. The opening delimiter with its first
// byte doubled is literal: `{{` in mappings, `$${` in adapters.
#pragma once

#include "connector/expression/value.h"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bowline::expression {

/// What a template may name. A path outside `paths` or a filter outside `filters` does not compile.
struct Dialect {
    std::string open = "{";       ///< "{" in mappings, "${" in adapters
    std::set<std::string> paths;  ///< full paths "message.text"; "settings.*" allows anything below
    std::set<std::string> filters;  ///< names of the closed list
};

/// A path that mappings may name and what stands there, for the manual.
struct MappingPath {
    std::string_view name;
    std::string_view meaning;  ///< one sentence
};
/// All of them, sorted by name.
std::span<const MappingPath> mappingPaths();

/// The dialect of mappings: roots contact, message, ticket, route, channel, window; few filters.
const Dialect& mappingDialect();
/// What a dialect of adapters may use: the names of all filters.
std::set<std::string> adapterFilters();

/// A fault found while compiling; `offset` in bytes from the template's begin. what() names the
/// fault and quotes only the author's own text; `hint` has the cure or the nearest known name.
struct CompileFault {
    std::size_t offset = 0;
    std::string message;
    std::string hint;
};

class Template {
public:
    /// The template, or the first fault. Bounds: 4 KiB of source, nesting 16, 64 nodes an
    /// expression.
    static std::variant<Template, CompileFault> compile(
        std::string_view source, const Dialect& dialect
    );

    ~Template();
    Template(Template&&) noexcept;
    Template& operator=(Template&&) noexcept;

    /// Evaluates against `roots` ("contact" -> Map ...). Total: a missing path is null, a filter on
    /// a wrong type gives null, output is bounded to 256 KiB. Never throws but std::bad_alloc.
    /// Threads: any.
    [[nodiscard]] Value evaluate(const Map& roots) const;
    /// evaluate(), then as text: null is empty, Instants are ISO 8601.
    [[nodiscard]] std::string render(const Map& roots) const;
    /// The row as text, each expression's value as `write` gives it, literal text as it stands: for
    /// places where values are encoded and the author's own text is not. Bounded as evaluate().
    [[nodiscard]] std::string renderWith(
        const Map& roots, const std::function<std::string(const Value&)>& write
    ) const;
    /// Paths that the template reads, sorted. For `flow --prove`.
    [[nodiscard]] const std::vector<std::string>& reads() const;

private:
    struct Program;
    explicit Template(std::unique_ptr<const Program> program);
    std::unique_ptr<const Program> program_;
};

/// Text form of a value: null "", bool "true"/"false", Instant ISO 8601, list and map joined by ",
/// ". A time outside the years 0 to 9999 is empty; trees are written to depth 64 and about 256 KiB.
std::string toText(const Value& value);
/// True for a time that ISO 8601 can write with four digits of the year.
bool isCalendarTime(Instant t);

}  // namespace bowline::expression
