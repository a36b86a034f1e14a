// Scalars of an adapter file as compiled templates. Finds what the compiler cannot know: a secret
// where it could be looked at, a predicate in delimiters, a value without the filter of the
// language that it is written into.
#pragma once

#include "adapters/rest/loader_expressions.h"
#include "adapters/rest/loader_faults.h"
#include "adapters/rest/loader_scope.h"

#include <string>
#include <string_view>

namespace bowline::adapters::rest {

/// Whether a secret's stand-in may be written here. Delivery replaces it in headers, queries and
/// JSON and form bodies only.
enum class StandIns { Refused, Allowed };

/// All readers give null after a fault, which is told.
class ExpressionReader {
public:
    /// `faults` outlives the reader.
    explicit ExpressionReader(Faults& faults) : faults_(faults) {}

    /// Text with `${...}`; a number or a word without quotes is a text too.
    TemplatePtr text(
        const settings::YamlNode& node,
        std::string_view key,
        const NameScope& scope,
        StandIns standIns
    );
    /// The same, but `2` and `true` without quotes are a number and a bool.
    TemplatePtr typed(const settings::YamlNode& node, const NameScope& scope, StandIns standIns);
    /// An expression without delimiters.
    TemplatePtr predicate(
        const settings::YamlNode& node, std::string_view key, const NameScope& scope
    );
    /// Exactly one `${...}`: a list to walk.
    TemplatePtr list(const settings::YamlNode& node, std::string_view key, const NameScope& scope);
    /// A text in a language of its own: every expression ends with that language's filter.
    TemplatePtr inLanguage(
        const settings::YamlNode& node, const std::string& language, const NameScope& scope
    );
    /// The literal text of a path: no `?`, which would be sent as `%3F`.
    TemplatePtr path(const settings::YamlNode& node, const NameScope& scope);

private:
    struct Source;
    bool isSound(
        const Source& source,
        const FoundExpression& found,
        const NameScope& scope,
        StandIns standIns
    );
    TemplatePtr compiled(const Source& source, const NameScope& scope, StandIns standIns);
    bool isScalar(const settings::YamlNode& node, std::string_view key);
    void tell(const Source& source, const NameScope& scope, const expression::CompileFault& fault);

    Faults& faults_;
};

}  // namespace bowline::adapters::rest
