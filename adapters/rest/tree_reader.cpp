#include "adapters/rest/tree_reader.h"

#include "adapters/rest/loader_section.h"
#include "adapters/rest/scalar_reader.h"

#include <algorithm>
#include <array>

namespace bowline::adapters::rest {

namespace {

using settings::inBackquotes;
using settings::YamlEntry;
using settings::YamlKind;
using settings::YamlNode;

bool isLanguageText(const YamlNode& node) {
    return node.entries.size() == 2 && node.find("lang") && node.find("text");
}

/// YAML makes a null of a value that was forgotten, too; its place is what comes next.
bool isNullWritten(std::string_view source) {
    if (source.starts_with('*'))
        return true;
    for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
        const auto next = source.substr(std::min(word.size(), source.size()), 1);
        if (source.starts_with(word) &&
            (next.empty() || std::string_view(" \t\r\n,]}").find(next) != std::string_view::npos))
            return true;
    }
    return false;
}

bool isUse(const YamlNode& node) {
    return node.entries.size() == 1 && node.find("use");
}

}  // namespace

std::string loopName(const YamlNode& node, Faults& faults) {
    constexpr std::array<std::string_view, 14> kTaken = {
        "settings",
        "in",
        "steps",
        "res",
        "auth",
        "item",
        "state",
        "hook",
        "now",
        "req",
        "count",
        "true",
        "false",
        "null"};
    const std::string name = wordOf(node, "as", faults);
    if (!isIdentifier(name) || std::ranges::find(kTaken, name) != kTaken.end()) {
        faults.error(
            node.mark,
            "bad_name",
            inBackquotes(name) + " cannot name the items of a list",
            "Use a short word of your own: `as: f`"
        );
    }
    return name;
}

Tree TreeReader::read(const YamlNode& node, const NameScope& scope) {
    Tree tree;
    switch (node.kind) {
        case YamlKind::Null:
            return written(node, node.mark);
        case YamlKind::Scalar:
            return scalar(node, scope);
        case YamlKind::Map:
            return map(node, scope);
        case YamlKind::List:
            tree.kind = TreeKind::List;
            for (const YamlNode& item : node.items)
                tree.items.push_back(read(item, scope));
            return tree;
    }
    return tree;
}

Tree TreeReader::written(const YamlNode& node, settings::Mark at) {
    if (!isNullWritten(loading_.faults.sourceFrom(node.mark))) {
        loading_.faults.error(
            at,
            "empty_value",
            "there is no value",
            "Write one; `null` is sent as null, and an expression that comes out null leaves the "
            "entry out"
        );
    }
    Tree tree;
    tree.kind = TreeKind::ExplicitNull;
    return tree;
}

Tree TreeReader::scalar(const YamlNode& node, const NameScope& scope) {
    Tree tree;
    const auto file = ExpressionReader::fileIn(node, scope);
    if (!file) {
        tree.scalar = ExpressionReader(loading_.faults).typed(node, scope, place_.standIns);
        return tree;
    }
    tree.kind = TreeKind::FileBytes;
    tree.name = file->name;
    tree.base64 = file->base64;
    if (place_.files == FileUse::Refused || (place_.files == FileUse::Encoded && !file->base64)) {
        loading_.faults.error(
            node.mark,
            "file_bytes",
            "the bytes of a file cannot stand here as they are",
            place_.files == FileUse::Refused ? "Send them in the body of a request"
                                             : "End the expression with `| b64`"
        );
    }
    return tree;
}

Tree TreeReader::map(const YamlNode& node, const NameScope& scope) {
    if (node.find("$each"))
        return each(node, scope);
    if (node.find("$if"))
        return choice(node, scope);
    if (node.find("$merge"))
        return merge(node, scope);
    if (isUse(node))
        return used(node, scope);
    if (isLanguageText(node))
        return inLanguage(node, scope);
    Tree tree;
    tree.kind = TreeKind::Map;
    for (const YamlEntry& entry : node.entries) {
        if (!isKey(entry))
            continue;
        const YamlNode key{YamlKind::Scalar, entry.key, true, {}, {}, entry.keyMark};
        auto name = ExpressionReader(loading_.faults).text(key, "key", scope, StandIns::Refused);
        const bool isNull = entry.value.kind == YamlKind::Null;
        tree.entries.push_back(
            {std::move(name),
             isNull ? written(entry.value, entry.keyMark) : read(entry.value, scope)}
        );
    }
    return tree;
}

bool TreeReader::isKey(const YamlEntry& entry) {
    const bool isOurs =
        entry.key.starts_with('$') && !entry.key.starts_with("${") && !entry.key.starts_with("$${");
    if (isOurs) {
        loading_.faults.error(
            entry.keyMark,
            "unknown_key",
            "there is no " + inBackquotes(entry.key),
            settings::suggestion(entry.key, {"$each", "$if", "$merge"})
        );
    }
    return !isOurs;
}

Tree TreeReader::each(const YamlNode& node, const NameScope& scope) {
    FileSection outer(node, "$each", loading_.faults);
    FileSection section(*outer.find("$each"), "$each", loading_.faults);
    outer.close();
    Tree tree;
    tree.kind = TreeKind::Each;
    NameScope inner = scope;
    const YamlNode* list = section.require("in");
    const YamlNode* as = section.require("as");
    if (list)
        tree.scalar = ExpressionReader(loading_.faults).list(*list, "in", scope);
    if (as)
        tree.name = loopName(*as, loading_.faults);
    if (list)
        inner.addItem(tree.name, ExpressionReader::isFiles(*list));
    const YamlNode* body = section.require("do");
    if (body && as)
        tree.items.push_back(read(*body, inner));
    section.close();
    return tree;
}

Tree TreeReader::choice(const YamlNode& node, const NameScope& scope) {
    FileSection section(node, "$if", loading_.faults);
    Tree tree;
    tree.kind = TreeKind::If;
    tree.scalar = ExpressionReader(loading_.faults).predicate(*section.find("$if"), "$if", scope);
    if (const YamlNode* then = section.require("then"))
        tree.items.push_back(read(*then, scope));
    if (const YamlNode* otherwise = section.find("else"))
        tree.items.push_back(read(*otherwise, scope));
    section.close();
    return tree;
}

Tree TreeReader::merge(const YamlNode& node, const NameScope& scope) {
    FileSection section(node, "$merge", loading_.faults);
    Tree tree;
    tree.kind = TreeKind::Merge;
    for (const YamlNode& item : itemsOf(*section.find("$merge"), "$merge", loading_.faults))
        tree.items.push_back(read(item, scope));
    section.close();
    return tree;
}

Tree TreeReader::used(const YamlNode& node, const NameScope& scope) {
    const auto written = loading_.macros.expanded(*node.find("use"), loading_.faults);
    return written ? read(*written, scope) : Tree{};
}

Tree TreeReader::inLanguage(const YamlNode& node, const NameScope& scope) {
    static const std::vector<std::pair<std::string_view, std::string_view>> kLanguages = {
        {"tsql", "tsql"}, {"soql", "soql"}, {"jql", "jql"}, {"es", "es"}};
    const auto language =
        choiceOf<std::string_view>(*node.find("lang"), "lang", kLanguages, loading_.faults);
    Tree tree;
    tree.scalar = ExpressionReader(loading_.faults)
                      .inLanguage(*node.find("text"), std::string(language), scope);
    return tree;
}

}  // namespace bowline::adapters::rest
