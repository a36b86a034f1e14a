#include "adapters/rest/request_reader.h"

#include "adapters/rest/body_reader.h"
#include "adapters/rest/expression_reader.h"
#include "adapters/rest/scalar_reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using settings::inBackquotes;
using settings::YamlEntry;
using settings::YamlKind;
using settings::YamlNode;

std::string methodOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, std::string_view>> kMethods = {
        {"GET", "GET"},
        {"POST", "POST"},
        {"PUT", "PUT"},
        {"PATCH", "PATCH"},
        {"DELETE", "DELETE"},
        {"HEAD", "HEAD"}};
    return std::string(choiceOf<std::string_view>(node, "method", kMethods, faults));
}

void readPlace(Request& request, FileSection& section, const NameScope& scope, Loading& loading) {
    ExpressionReader expressions(loading.faults);
    const YamlNode* url = section.find("url");
    request.absolute = url != nullptr;
    const YamlNode* path = url ? section.find("path") : section.require("path");
    if (url && path) {
        loading.faults.error(
            section.markOf("url"),
            "two_places",
            "a request has a `path` or a `url`",
            "Keep `path`; `url` is for an address that an answer gave"
        );
    } else if (url) {
        request.path = expressions.text(*url, "url", scope, StandIns::Refused);
    } else if (path) {
        request.path = expressions.path(*path, scope);
    }
}

void readQuery(Request& request, const YamlNode& node, const NameScope& scope, Loading& loading) {
    for (const YamlEntry& entry : entriesOf(node, "query", loading.faults)) {
        auto value =
            TreeReader(loading, {StandIns::Allowed, FileUse::Refused}).read(entry.value, scope);
        if (value.kind == TreeKind::Map || value.kind == TreeKind::Merge) {
            tellWrong(
                entry.value,
                entry.key,
                "a text or a list",
                "A deep name is written as it is sent: \"filter[name]\": x",
                loading.faults
            );
        }
        request.query.emplace_back(entry.key, std::move(value));
    }
}

}  // namespace

Texts textsOf(
    const YamlNode& node, std::string_view key, const NameScope& scope, Loading& loading
) {
    Texts texts;
    for (const YamlEntry& entry : entriesOf(node, key, loading.faults)) {
        texts.emplace_back(
            entry.key,
            ExpressionReader(loading.faults).text(entry.value, entry.key, scope, StandIns::Allowed)
        );
    }
    return texts;
}

Texts headersOf(const YamlNode& node, const NameScope& scope, Loading& loading) {
    for (const YamlEntry& entry : node.entries)
        checkHeader(entry.key, entry.keyMark, loading.faults);
    return textsOf(node, "headers", scope, loading);
}

Request readRequest(FileSection& section, const NameScope& scope, Loading& loading) {
    Request request;
    if (const YamlNode* method = section.require("method"))
        request.method = methodOf(*method, loading.faults);
    readPlace(request, section, scope, loading);
    if (const YamlNode* query = section.find("query"))
        readQuery(request, *query, scope, loading);
    if (const YamlNode* headers = section.find("headers"))
        request.headers = headersOf(*headers, scope, loading);
    if (const YamlNode* body = section.find("body"))
        request.body = readBody(*body, scope, loading);
    if (const YamlNode* timeout = section.find("timeout"))
        request.timeout = durationOf(*timeout, "timeout", loading.faults);
    return request;
}

Request readWholeRequest(
    const YamlNode& node, std::string_view key, const NameScope& scope, Loading& loading
) {
    const auto used = withUse(node, loading);
    if (!used.isSound)
        return {};
    FileSection section(used.written ? *used.written : node, key, loading.faults);
    Request request = readRequest(section, scope, loading);
    section.close();
    return request;
}

UsedNode withUse(const YamlNode& node, Loading& loading) {
    const YamlNode* use = node.find("use");
    if (!use)
        return {};
    const auto macro = loading.macros.expanded(*use, loading.faults);
    if (!macro)
        return {std::nullopt, false};
    YamlNode whole = node;
    std::erase_if(whole.entries, [](const YamlEntry& entry) { return entry.key == "use"; });
    for (const YamlEntry& entry : entriesOf(*macro, "use", loading.faults)) {
        if (!node.find(entry.key)) {
            whole.entries.push_back(entry);
            continue;
        }
        loading.faults.error(
            use->mark,
            "duplicate_key",
            inBackquotes(entry.key) + " stands here and in the macro",
            "Keep one of the two"
        );
    }
    return {std::move(whole), true};
}

}  // namespace bowline::adapters::rest
