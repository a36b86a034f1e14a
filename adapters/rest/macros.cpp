#include "adapters/rest/macros.h"

#include "adapters/rest/macros_text.h"
#include "adapters/rest/scalar_reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using settings::inBackquotes;
using settings::YamlEntry;
using settings::YamlKind;
using settings::YamlNode;
using Arguments = MacroArguments;

constexpr std::size_t kMostWritten = 20'000;

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
    const auto form =
        use.kind == YamlKind::Scalar ? parseForm(use.text) : std::optional<MacroForm>();
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
