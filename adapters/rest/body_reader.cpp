#include "adapters/rest/body_reader.h"

#include "adapters/rest/file_reader.h"
#include "adapters/rest/loader_section.h"
#include "adapters/rest/scalar_reader.h"
#include "adapters/rest/tree_reader.h"

namespace bowline::adapters::rest {

namespace {

using settings::YamlEntry;
using settings::YamlNode;

// A stand-in is replaced where its encoding is known; in parts and raw bytes it is not.
constexpr TreePlace kInJson = {StandIns::Allowed, FileUse::Encoded};
constexpr TreePlace kInPart = {StandIns::Refused, FileUse::Any};
constexpr TreePlace kInField = {StandIns::Refused, FileUse::Encoded};

TemplatePtr textOf(
    const YamlNode* node, std::string_view key, const NameScope& scope, Loading& loading
) {
    return node ? ExpressionReader(loading.faults).text(*node, key, scope, StandIns::Refused)
                : nullptr;
}

void readLoop(Part& part, FileSection& section, NameScope& scope, Loading& loading) {
    const YamlNode* each = section.find("each");
    const YamlNode* as = section.find("as");
    if (!each && !as)
        return;
    each = section.require("each");
    as = section.require("as");
    if (!each || !as)
        return;
    part.each = ExpressionReader(loading.faults).list(*each, "each", scope);
    part.as = loopName(*as, loading.faults);
    scope.addItem(part.as, isFiles(*each));
}

Part readPart(const YamlNode& node, const NameScope& outer, Loading& loading) {
    FileSection section(node, "multipart", loading.faults);
    Part part;
    NameScope scope = outer;
    readLoop(part, section, scope, loading);
    part.name = textOf(section.require("name"), "name", scope, loading);
    part.filename = textOf(section.find("filename"), "filename", scope, loading);
    part.type = textOf(section.find("type"), "type", scope, loading);
    const YamlNode* file = section.find("file");
    const YamlNode* value = file ? section.find("value") : section.require("value");
    if (file && value) {
        loading.faults.error(
            section.markOf("file"), "two_values", "a part has a `value` or a `file`", "Keep one"
        );
    } else if (file) {
        part.value = TreeReader(loading, kInPart).read(*file, scope);
    } else if (value) {
        part.value = TreeReader(loading, kInField).read(*value, scope);
    }
    if (file && part.value.kind != TreeKind::FileBytes) {
        loading.faults.error(
            file->mark,
            "file_bytes",
            "`file` is the content of a file",
            "Write \"${in.file.bytes}\", or \"${f.bytes}\" with `each: \"${in.files}\", as: f`"
        );
    }
    section.close();
    return part;
}

void readForm(Body& body, const YamlNode& node, const NameScope& scope, Loading& loading) {
    body.kind = BodyKind::Form;
    for (const YamlEntry& entry : entriesOf(node, "form", loading.faults)) {
        auto value = TreeReader(loading, kInJson).read(entry.value, scope);
        if (value.kind == TreeKind::Map || value.kind == TreeKind::Merge) {
            tellWrong(
                entry.value,
                entry.key,
                "a text or a list",
                "A form is flat; a deep name is written as it is sent",
                loading.faults
            );
        }
        body.fields.emplace_back(entry.key, std::move(value));
    }
}

void readRaw(Body& body, FileSection& section, const NameScope& scope, Loading& loading) {
    body.kind = BodyKind::Raw;
    const YamlNode& node = *section.find("raw");
    if (node.kind != settings::YamlKind::Scalar)
        return tellWrong(node, "raw", "a text", "Write \"${in.file.bytes}\"", loading.faults);
    body.tree = TreeReader(loading, kInPart).read(node, scope);
    body.type = textOf(section.require("type"), "type", scope, loading);
}

}  // namespace

Body readBody(const YamlNode& node, const NameScope& scope, Loading& loading) {
    FileSection section(node, "body", loading.faults);
    Body body;
    int kinds = 0;
    if (const YamlNode* json = section.find("json"); json && ++kinds == 1) {
        body.kind = BodyKind::Json;
        body.tree = TreeReader(loading, kInJson).read(*json, scope);
    }
    if (const YamlNode* form = section.find("form"); form && ++kinds == 1)
        readForm(body, *form, scope, loading);
    if (const YamlNode* parts = section.find("multipart"); parts && ++kinds == 1) {
        body.kind = BodyKind::Multipart;
        for (const YamlNode& part : itemsOf(*parts, "multipart", loading.faults))
            body.parts.push_back(readPart(part, scope, loading));
    }
    if (section.find("raw") && ++kinds == 1)
        readRaw(body, section, scope, loading);
    if (kinds != 1 && node.kind == settings::YamlKind::Map) {
        loading.faults.error(
            node.mark,
            "body_kind",
            "a body is one of `json`, `form`, `multipart` and `raw`",
            "Write one of them"
        );
    }
    section.close();
    return body;
}

}  // namespace bowline::adapters::rest
