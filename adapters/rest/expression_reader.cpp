#include "adapters/rest/expression_reader.h"

#include "adapters/rest/loader_expressions.h"
#include "adapters/rest/scalar_reader.h"
#include "connector/base/text.h"
#include "connector/settings/scalar.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>

namespace bowline::adapters::rest {

namespace {

using expression::CompileFault;
using expression::Op;
using settings::inBackquotes;
using settings::YamlKind;
using settings::YamlNode;

constexpr std::string_view kOpen = "${";

/// 007 is a number to YAML and a text to whoever wrote it.
bool hasLeadingZero(std::string_view text) {
    const auto digits = text.substr(text.starts_with('-') ? 1 : 0);
    return digits.size() > 1 && digits.front() == '0';
}

/// Headers have no case; the runner names them in small letters, and any other name would be null.
std::optional<CompileFault> headerFault(const FoundExpression& found) {
    for (const auto& node : found.program.nodes) {
        const std::string path = pathOf(node);
        const bool isHeader = path.starts_with("res.header.") || path.starts_with("hook.header.");
        if (isHeader && path != toLowerAscii(path))
            return CompileFault{
                0,
                inBackquotes(path) + " is never there: headers are named in small letters",
                "Write " + toLowerAscii(path)};
    }
    return std::nullopt;
}

bool looksLikeDecimal(std::string_view text) {
    const auto digits = text.substr(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
    return !digits.empty() && digits.front() >= '0' && digits.front() <= '9' &&
           digits.find_first_not_of("0123456789.eE+-_xX") == std::string_view::npos;
}

}  // namespace

/// What is compiled, and how its bytes lie in the scalar.
struct ExpressionReader::Source {
    const YamlNode& node;
    std::string text;
    std::size_t added = 0;  ///< bytes before the scalar's own: the delimiter of a predicate

    [[nodiscard]] std::size_t offset(std::size_t at) const { return at - std::min(at, added); }
    /// A further rule for each expression: what is wrong, or nothing.
    std::function<std::optional<CompileFault>(const FoundExpression&)> rule{};
};

bool ExpressionReader::isScalar(const YamlNode& node, std::string_view key) {
    if (node.kind == YamlKind::Scalar)
        return true;
    tellWrong(node, key, "a text", "Write a text; expressions stand in ${...}", faults_);
    return false;
}

void ExpressionReader::tell(
    const Source& source, const NameScope& scope, const CompileFault& fault
) {
    constexpr std::string_view kUnknownPath = "unknown path ";
    const auto place = faults_.placeIn(source.node, source.offset(fault.offset));
    if (!fault.message.starts_with(kUnknownPath))
        return faults_.error(place, "bad_expression", fault.message, fault.hint);
    const std::string path = fault.message.substr(kUnknownPath.size());
    const auto advice = adviceFor(path, scope);
    faults_.error(
        place,
        "unknown_path",
        "there is no " + inBackquotes(path) + " here" +
            (advice.why.empty() ? "" : ": " + advice.why),
        advice.hint
    );
}

bool ExpressionReader::isSound(
    const Source& source, const FoundExpression& found, const NameScope& scope, StandIns standIns
) {
    const auto place = faults_.placeIn(source.node, source.offset(found.begin));
    if (standIns == StandIns::Refused && reads(found, scope.standIns)) {
        faults_.error(
            place,
            "secret_place",
            "a secret cannot stand here",
            "Secrets stand in headers, queries, JSON and form bodies and in `auth`"
        );
        return false;
    }
    if (looksAt(found, scope.standIns)) {
        faults_.error(
            place,
            "secret_in_expression",
            "a secret stands in an expression that would look at it",
            "Write it as `${settings.NAME}` on its own, other text around it"
        );
        return false;
    }
    auto fault = headerFault(found);
    if (!fault && source.rule)
        fault = source.rule(found);
    if (fault)
        faults_.error(place, "bad_expression", fault->message, fault->hint);
    return !fault;
}

TemplatePtr ExpressionReader::compiled(
    const Source& source, const NameScope& scope, StandIns standIns
) {
    if (faults_.isTired())
        return nullptr;
    auto found = expressionsIn(source.text, scope.dialect);
    if (const auto* fault = std::get_if<CompileFault>(&found)) {
        tell(source, scope, *fault);
        return nullptr;
    }
    for (const auto& each : std::get<std::vector<FoundExpression>>(found)) {
        if (!isSound(source, each, scope, standIns))
            return nullptr;
    }
    auto made = expression::Template::compile(source.text, scope.dialect);
    if (const auto* fault = std::get_if<CompileFault>(&made)) {
        tell(source, scope, *fault);
        return nullptr;
    }
    return std::make_shared<const expression::Template>(
        std::move(std::get<expression::Template>(made))
    );
}

TemplatePtr ExpressionReader::text(
    const YamlNode& node, std::string_view key, const NameScope& scope, StandIns standIns
) {
    if (!isScalar(node, key))
        return nullptr;
    return compiled({node, node.text}, scope, standIns);
}

TemplatePtr ExpressionReader::typed(
    const YamlNode& node, const NameScope& scope, StandIns standIns
) {
    if (node.isQuoted || node.text.find(kOpen) != std::string::npos)
        return compiled({node, node.text}, scope, standIns);
    const bool isNumber = settings::parseInt(node.text) && !hasLeadingZero(node.text);
    if (isNumber || settings::parseBool(node.text))
        return compiled({node, "${" + node.text + "}", kOpen.size()}, scope, standIns);
    if (looksLikeDecimal(node.text)) {
        faults_.error(
            node.mark,
            "bad_number",
            inBackquotes(node.text) + " is no whole number",
            "Put it in quotes to send it as a text"
        );
        return nullptr;
    }
    return compiled({node, node.text}, scope, standIns);
}

TemplatePtr ExpressionReader::predicate(
    const YamlNode& node, std::string_view key, const NameScope& scope
) {
    if (!isScalar(node, key))
        return nullptr;
    if (node.text.find(kOpen) != std::string::npos) {
        faults_.error(
            faults_.placeIn(node, node.text.find(kOpen)),
            "bad_predicate",
            fmt::format("`{}` is an expression already", key),
            "Write it without ${ }"
        );
        return nullptr;
    }
    Source source{node, "${" + node.text + "}", kOpen.size()};
    source.rule = [&](const FoundExpression& found) -> std::optional<CompileFault> {
        if (found.isWhole(source.text))
            return std::nullopt;
        return CompileFault{0, "the expression ends before its text does", "Delete the brace"};
    };
    return compiled(source, scope, StandIns::Refused);
}

TemplatePtr ExpressionReader::list(
    const YamlNode& node, std::string_view key, const NameScope& scope
) {
    if (!isScalar(node, key))
        return nullptr;
    auto made = compiled({node, node.text}, scope, StandIns::Refused);
    auto found = expressionsIn(node.text, scope.dialect);
    const auto* all = std::get_if<std::vector<FoundExpression>>(&found);
    if (made && (all->size() != 1 || !all->front().isWhole(node.text))) {
        tellWrong(node, key, "one expression that gives a list", "Write \"${in.files}\"", faults_);
        return nullptr;
    }
    return made;
}

TemplatePtr ExpressionReader::inLanguage(
    const YamlNode& node, const std::string& language, const NameScope& scope
) {
    if (!isScalar(node, "text"))
        return nullptr;
    Source source{node, node.text};
    source.rule = [&](const FoundExpression& found) -> std::optional<CompileFault> {
        const expression::Node& root = found.root();
        const bool isFiltered = root.op == Op::Call && root.filter->name == language;
        if (isFiltered || scope.numbers.contains(pathOf(root)))
            return std::nullopt;
        return CompileFault{
            0,
            fmt::format("a value without the filter of its language in a text of `{}`", language),
            fmt::format("End the expression with `| {}`", language)};
    };
    return compiled(source, scope, StandIns::Refused);
}

TemplatePtr ExpressionReader::path(const YamlNode& node, const NameScope& scope) {
    auto made = text(node, "path", scope, StandIns::Refused);
    if (!made)
        return nullptr;
    auto found = expressionsIn(node.text, scope.dialect);
    std::string literal = node.text;
    for (const auto& each : std::get<std::vector<FoundExpression>>(found))
        std::fill_n(
            literal.begin() + static_cast<std::ptrdiff_t>(each.begin), each.end - each.begin, 'x'
        );
    const auto wrong = literal.find_first_of("?# \t\r\n\\");
    if (wrong != std::string::npos) {
        faults_.error(
            faults_.placeIn(node, wrong),
            "bad_path",
            fmt::format("{} cannot stand in a path", inBackquotes(literal.substr(wrong, 1))),
            "Write what comes after a question mark as `query: {name: value}`"
        );
    } else if (!literal.starts_with('/') || literal.starts_with("//")) {
        faults_.error(
            node.mark,
            "bad_path",
            "a path begins with one slash",
            "Write it below base_url: `/tickets`"
        );
    }
    return made;
}

}  // namespace bowline::adapters::rest
