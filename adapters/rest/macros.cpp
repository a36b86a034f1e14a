#include "adapters/rest/macros.h"

#include "adapters/rest/scalar_reader.h"
#include "connector/base/text.h"
#include "connector/expression/lexer.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using expression::Lexer;
using expression::Token;
using expression::TokenKind;
using settings::inBackquotes;
using settings::YamlEntry;
using settings::YamlKind;
using settings::YamlNode;
using Arguments = std::map<std::string, std::string>;

constexpr std::size_t kMostWritten = 20'000;
constexpr std::size_t kMostText = 8192;  // twice what a template may have; the compiler refuses it

/// "NAME(a, b)" as its parts.
struct Form {
    std::string name;
    std::vector<std::string> parts;
};

bool isOpening(std::string_view symbol) {
    return symbol == "(" || symbol == "[" || symbol == "{";
}
bool isClosing(std::string_view symbol) {
    return symbol == ")" || symbol == "]" || symbol == "}";
}

/// The texts between the commas of the outermost brackets; nothing when brackets or quotes do not
/// close or something follows.
std::optional<Form> parseForm(std::string_view text) {
    Lexer lexer(text, 0);
    const Token name = lexer.next();
    const Token open = lexer.next();
    if (name.kind != TokenKind::Name || !open.is("("))
        return std::nullopt;
    Form form{name.text, {}};
    std::size_t begin = lexer.position();
    const auto take = [&](std::size_t end) {
        form.parts.emplace_back(trimmed(text.substr(begin, end - begin)));
        begin = end + 1;
    };
    for (std::size_t depth = 1; depth > 0;) {
        const Token token = lexer.next();
        if (token.kind == TokenKind::End || token.kind == TokenKind::Fault)
            return std::nullopt;
        if (token.kind != TokenKind::Symbol)
            continue;
        depth += isOpening(token.text) ? 1 : 0;
        depth -= isClosing(token.text) ? 1 : 0;
        if (depth == 0 || (depth == 1 && token.is(",")))
            take(token.offset);
    }
    if (lexer.next().kind != TokenKind::End)
        return std::nullopt;
    if (form.parts.size() == 1 && form.parts.front().empty())
        form.parts.clear();
    return form;
}

/// A path or a literal needs no parentheses, and a path may be followed by a dot.
bool isSimple(std::string_view argument) {
    Lexer lexer(argument, 0);
    Token token = lexer.next();
    if (token.kind != TokenKind::Name && token.kind != TokenKind::Number &&
        token.kind != TokenKind::Text)
        return false;
    for (token = lexer.next(); token.is(".") || token.kind == TokenKind::Name;)
        token = lexer.next();
    return token.kind == TokenKind::End;
}

/// Replaces parameters in one expression; knows a name that is a parameter from one that is a part
/// of a path, a filter or a key of a map.
class Substitution {
public:
    Substitution(std::string_view source, const Arguments& arguments)
        : source_(source), arguments_(arguments) {}

    /// From `begin`, just after the delimiter, to the byte after the closing brace.
    std::size_t run(std::size_t begin, std::string& out) {
        Lexer lexer(source_, begin);
        std::size_t copied = begin;
        for (;;) {
            const Token token = lexer.next();
            if (token.kind == TokenKind::End || token.kind == TokenKind::Fault)
                break;
            if (token.is("}") && open_.empty()) {
                out += source_.substr(copied, lexer.position() - copied);
                return lexer.position();
            }
            if (const auto* argument = argumentFor(token)) {
                out += source_.substr(copied, token.offset - copied);
                out += isSimple(*argument) ? *argument : "(" + *argument + ")";
                copied = lexer.position();
            }
            step(token);
        }
        out += source_.substr(copied);
        return source_.size();
    }

private:
    const std::string* argumentFor(const Token& token) const {
        const bool isKey = !open_.empty() && open_.back() == '{' && (last_ == "{" || last_ == ",");
        if (token.kind != TokenKind::Name || isKey || last_ == "." || last_ == "|")
            return nullptr;
        const auto found = arguments_.find(token.text);
        return found == arguments_.end() ? nullptr : &found->second;
    }

    void step(const Token& token) {
        last_ = token.kind == TokenKind::Symbol ? token.text : std::string();
        if (isOpening(last_))
            open_ += last_;
        else if (isClosing(last_) && !open_.empty())
            open_.pop_back();
    }

    std::string_view source_;
    const Arguments& arguments_;
    std::string open_;  ///< brackets that are open
    std::string last_;  ///< the token before, if it was a symbol
};

/// A copy of a macro's body with its arguments in place.
class Writer {
public:
    Writer(const Arguments& arguments, settings::Mark use, std::size_t& written)
        : arguments_(arguments), use_(use), written_(written) {}

    YamlNode copy(const YamlNode& node, bool isPredicate) {
        ++written_;
        YamlNode made{node.kind, {}, node.isQuoted, {}, {}, node.mark};
        if (node.kind == YamlKind::Scalar)
            writeScalar(made, node, isPredicate);
        for (const YamlNode& item : node.items)
            made.items.push_back(copy(item, false));
        for (const YamlEntry& entry : node.entries) {
            made.entries.push_back(
                {withArguments(entry.key, arguments_),
                 entry.keyMark,
                 copy(entry.value, entry.key == "$if")}
            );
        }
        return made;
    }

private:
    void writeScalar(YamlNode& made, const YamlNode& node, bool isPredicate) {
        made.text = withArguments(isPredicate ? "${" + node.text + "}" : node.text, arguments_);
        if (isPredicate)
            made.text = made.text.substr(2, made.text.size() - 3);
        if (made.text != node.text)
            made.mark = use_;
    }

    const Arguments& arguments_;
    settings::Mark use_;
    std::size_t& written_;
};

std::size_t countNodes(const YamlNode& node) {
    std::size_t count = 1;
    for (const YamlNode& item : node.items)
        count += countNodes(item);
    for (const YamlEntry& entry : node.entries)
        count += countNodes(entry.value);
    return count;
}

/// The first `use` below `node`, or null.
const YamlEntry* useWithin(const YamlNode& node) {
    for (const YamlNode& item : node.items) {
        if (const auto* found = useWithin(item))
            return found;
    }
    for (const YamlEntry& entry : node.entries) {
        if (entry.key == "use")
            return &entry;
        if (const auto* found = useWithin(entry.value))
            return found;
    }
    return nullptr;
}

}  // namespace

std::string withArguments(std::string_view text, const Arguments& arguments) {
    std::string out;
    for (std::size_t at = 0; at < text.size() && out.size() < kMostText;) {
        const auto rest = text.substr(at);
        const std::size_t literal = rest.starts_with("$${") ? 3 : rest.starts_with("${") ? 0 : 1;
        out += rest.substr(0, literal == 0 ? 2 : literal);
        at += literal == 0 ? 2 : literal;
        if (literal == 0)
            at = Substitution(text, arguments).run(at, out);
    }
    return out;
}

Macros::Macros(const YamlNode& section, Faults& faults) {
    if (section.kind != YamlKind::Map) {
        tellWrong(section, "macros", "a map", "Write `\"call(a, b)\": {...}` below it", faults);
        return;
    }
    for (const YamlEntry& entry : section.entries)
        define(entry, faults);
}

void Macros::define(const YamlEntry& entry, Faults& faults) {
    const auto form = parseForm(entry.key);
    const bool isSound = form && std::ranges::all_of(form->parts, isIdentifier);
    if (!isSound) {
        faults.error(
            entry.keyMark,
            "bad_macro",
            inBackquotes(entry.key) + " is no macro",
            "Write \"name(first, second)\" in small letters; the parameters are names"
        );
        return;
    }
    Macro macro{form->parts, entry.value, entry.keyMark};
    if (const auto* nested = useWithin(entry.value)) {
        macro.isSound = false;
        faults.error(
            nested->keyMark,
            "nested_macro",
            "a macro cannot use another",
            "Write out what the other one says"
        );
    }
    macros_.insert_or_assign(form->name, std::move(macro));
}

std::optional<YamlNode> Macros::expanded(const YamlNode& use, Faults& faults) {
    const auto form = use.kind == YamlKind::Scalar ? parseForm(use.text) : std::optional<Form>();
    if (!form) {
        tellWrong(use, "use", "a macro with its arguments", "Write \"name(x, y)\"", faults);
        return std::nullopt;
    }
    const auto found = macros_.find(form->name);
    if (found == macros_.end()) {
        std::vector<std::string> known;
        for (const auto& [name, macro] : macros_)
            known.push_back(name);
        faults.error(
            use.mark,
            "unknown_macro",
            "there is no macro " + inBackquotes(form->name),
            settings::suggestion(form->name, known)
        );
        return std::nullopt;
    }
    Macro& macro = found->second;
    macro.isUsed = true;
    if (!macro.isSound)
        return std::nullopt;
    if (form->parts.size() != macro.parameters.size()) {
        faults.error(
            use.mark,
            "macro_arguments",
            fmt::format(
                "`{}` has {} parameters, here are {} arguments",
                form->name,
                macro.parameters.size(),
                form->parts.size()
            ),
            fmt::format("Write {}({})", form->name, fmt::join(macro.parameters, ", "))
        );
        return std::nullopt;
    }
    if (written_ + countNodes(macro.body) > kMostWritten) {
        faults.error(
            use.mark,
            "macro_size",
            fmt::format("macros write more than {} values", kMostWritten),
            "Write a smaller file"
        );
        return std::nullopt;
    }
    Arguments arguments;
    for (std::size_t i = 0; i < form->parts.size(); ++i)
        arguments.emplace(macro.parameters[i], form->parts[i]);
    return Writer(arguments, use.mark, written_).copy(macro.body, false);
}

void Macros::tellUnused(Faults& faults) const {
    for (const auto& [name, macro] : macros_) {
        if (macro.isUsed)
            continue;
        faults.warning(
            macro.mark,
            "unused_macro",
            "the macro " + inBackquotes(name) + " is not used, so it is not checked",
            "Delete it, or write `use:` where it belongs"
        );
    }
}

}  // namespace bowline::adapters::rest
