// The values of one section after they were checked against their FieldSpecs: typed, defaults
// filled in, each with its place in the file for the checks that compare several. The filler of a
// struct reads them by name.
#pragma once

#include "connector/settings/field_spec.h"
#include "connector/settings/lint.h"
#include "connector/settings/secret_source.h"
#include "connector/settings/yaml_tree.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bowline::settings {

/// One text of a List or Map.
struct Word {
    std::string key;  ///< of a Map
    std::string text;
    Mark mark;
    bool isQuoted = false;
};

/// Asking for a field that the specs do not declare, or for another type, throws Error: a slip of
/// ours.
class Fields {
public:
    /// Checks `node` against `specs`. Shape: a value for every spec; where the file has a fault it
    /// is reported to `sink` and the default or an empty value stands in, so that the rest can be
    /// checked too.
    static Fields read(const YamlNode& node, const FieldSpecs& specs, LintSink& sink);

    /// Key of the section within Named, else empty.
    [[nodiscard]] const std::string& key() const { return key_; }
    [[nodiscard]] Mark mark() const { return mark_; }
    /// Where the value stands; the section's own place when it was left out.
    [[nodiscard]] Mark markOf(std::string_view name) const;
    [[nodiscard]] bool isWritten(std::string_view name) const;

    [[nodiscard]] const std::string& text(std::string_view name) const;  ///< Text, Enum, Name, Path
    /// The same with its place and quotes, for checks that point into the text.
    [[nodiscard]] Word word(std::string_view name) const;
    [[nodiscard]] std::int64_t number(std::string_view name) const;  ///< Int; Size in bytes
    [[nodiscard]] bool flag(std::string_view name) const;
    [[nodiscard]] std::chrono::milliseconds duration(std::string_view name) const;
    [[nodiscard]] std::optional<SecretRef> secret(std::string_view name) const;
    [[nodiscard]] const std::vector<Word>& words(std::string_view name) const;  ///< List, Map
    [[nodiscard]] const Fields& section(std::string_view name) const;
    [[nodiscard]] const std::vector<Fields>& rows(std::string_view name) const;  ///< Rows, Named
    /// Absence: null when it was not written.
    [[nodiscard]] const YamlNode* tree(std::string_view name) const;
    /// True when every field has the same value, wherever and however it was written. Trees are not
    /// compared.
    [[nodiscard]] bool sameValues(const Fields& other) const;

private:
    friend class FieldReader;
    using Data = std::variant<
        std::monostate,
        std::string,
        std::int64_t,
        bool,
        SecretRef,
        std::vector<Word>,
        std::vector<Fields>,
        YamlNode>;
    struct Value {
        Data data;
        Mark mark;
        bool isWritten = false;
        bool isQuoted = false;
    };
    template <class T>
    const T& get(std::string_view name) const;
    const Value& at(std::string_view name) const;

    std::string key_;
    Mark mark_;
    std::map<std::string, Value, std::less<>> values_;
};

}  // namespace bowline::settings
