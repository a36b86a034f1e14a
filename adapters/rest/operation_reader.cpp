#include "adapters/rest/operation_reader.h"

#include "adapters/rest/expression_reader.h"
#include "adapters/rest/loader_checks.h"
#include "adapters/rest/request_reader.h"
#include "adapters/rest/scalar_reader.h"
#include "adapters/rest/step_reader.h"

#include <algorithm>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Primitive;
using settings::inBackquotes;
using settings::YamlEntry;
using settings::YamlKind;
using settings::YamlNode;

void tellUnknownOperation(const YamlEntry& entry, Faults& faults) {
    std::vector<std::string> known;
    for (const Primitive primitive : adapter_api::allPrimitives())
        known.emplace_back(adapter_api::toText(primitive));
    faults.error(
        entry.keyMark,
        "unknown_operation",
        "there is no operation " + inBackquotes(entry.key),
        settings::suggestion(entry.key, known)
    );
}

void readSupports(Operation& operation, const YamlNode& node, Faults& faults) {
    using Word = std::string_view;
    static const std::vector<std::pair<Word, Word>> kAttachments = {
        {"none", "none"},
        {"inline", "inline"},
        {"multipart", "multipart"},
        {"token", "token"},
        {"object", "object"}};
    static const std::vector<std::pair<Word, Word>> kWith = {
        {"status", "status"}, {"tags", "tags"}, {"queue", "queue"}, {"comment", "comment"}};
    FileSection section(node, "supports", faults);
    if (const YamlNode* attachments = section.find("attachments"))
        operation.attachments =
            std::string(choiceOf<Word>(*attachments, "attachments", kAttachments, faults));
    if (const YamlNode* with = section.find("with")) {
        for (const YamlNode& word : itemsOf(*with, "with", faults))
            operation.with.emplace_back(choiceOf<Word>(word, "with", kWith, faults));
    }
    section.close();
}

Milliseconds indexLagOf(const YamlNode& node, Faults& faults) {
    if (node.kind == YamlKind::Scalar && node.text == "strong")
        return Milliseconds{};
    FileSection section(node, "consistency", faults);
    const YamlNode* lag = section.require("index_lag");
    section.close();
    return lag ? durationOf(*lag, "index_lag", faults) : Milliseconds{};
}

Idempotency idempotencyOf(const YamlNode& node, const NameScope& scope, Loading& loading) {
    static const std::vector<std::pair<std::string_view, IdempotencyKind>> kKinds = {
        {"none", IdempotencyKind::None},
        {"upsert", IdempotencyKind::Upsert},
        {"unique", IdempotencyKind::Unique}};
    Idempotency made;
    if (node.kind != YamlKind::Map) {
        made.kind = choiceOf<IdempotencyKind>(node, "idempotency", kKinds, loading.faults);
        return made;
    }
    made.kind = IdempotencyKind::Header;
    FileSection section(node, "idempotency", loading.faults);
    if (const YamlNode* header = section.require("header"))
        made.header = headerOf(*header, "header", loading.faults);
    if (const YamlNode* value = section.require("value"))
        made.value =
            ExpressionReader(loading.faults).text(*value, "value", scope, StandIns::Refused);
    if (const YamlNode* window = section.find("window"))
        made.window = durationOf(*window, "window", loading.faults);
    section.close();
    return made;
}

NameScope scopeOf(Primitive primitive, const Operation& operation, const Loading& loading) {
    constexpr Primitive kMakers[] = {
        Primitive::ContactFind, Primitive::ContactCreate, Primitive::ContactUpsert};
    const bool hasContacts = std::ranges::any_of(kMakers, [&](Primitive maker) {
        return loading.operations.contains(maker);
    });
    NameScope scope = loading.settingsScope();
    addInput(scope, {primitive, hasContacts, operation.attachments != "none"}, loading.fields);
    return scope;
}

/// Steps, or the one request that is the step "main"; `scope` gets what they pick.
void readWork(Operation& operation, FileSection& section, NameScope& scope, Loading& loading) {
    const YamlNode* steps = section.find("steps");
    if (!steps) {
        Step main;
        main.id = "main";
        main.request = readRequest(section, scope, loading);
        operation.steps.push_back(std::move(main));
        return;
    }
    operation.steps = readSteps(*steps, "steps", {}, scope, loading);
    if (operation.steps.empty() && steps->kind == YamlKind::List) {
        loading.faults.error(
            steps->mark, "missing_key", "`steps` is empty", "Write at least one step"
        );
    }
}

Operation readOperation(Primitive primitive, const YamlNode& node, Loading& loading) {
    const auto used = withUse(node, loading);
    if (!used.isSound)
        return {};
    FileSection section(used.written ? *used.written : node, toText(primitive), loading.faults);
    Operation operation;
    if (const YamlNode* supports = section.find("supports"))
        readSupports(operation, *supports, loading.faults);
    NameScope scope = scopeOf(primitive, operation, loading);
    if (const YamlNode* consistency = section.find("consistency"))
        operation.indexLag = indexLagOf(*consistency, loading.faults);
    if (const YamlNode* idempotency = section.find("idempotency"))
        operation.idempotency = idempotencyOf(*idempotency, scope, loading);
    readWork(operation, section, scope, loading);
    auto parts = readAnswerParts(section, std::move(scope), loading);
    operation.answers = std::move(parts.answers);
    operation.picks = std::move(parts.picks);
    operation.assertion = std::move(parts.assertion);
    section.close();
    return operation;
}

}  // namespace

std::set<Primitive> operationsNamed(const YamlNode& node, Faults& faults) {
    std::set<Primitive> names;
    for (const YamlEntry& entry : entriesOf(node, "operations", faults)) {
        if (const auto primitive = adapter_api::primitiveNamed(entry.key))
            names.insert(*primitive);
        else
            tellUnknownOperation(entry, faults);
    }
    return names;
}

std::map<Primitive, Operation> readOperations(const YamlNode& node, Loading& loading) {
    std::map<Primitive, Operation> operations;
    for (const YamlEntry& entry : node.entries) {
        const auto primitive = adapter_api::primitiveNamed(entry.key);
        if (primitive)
            operations.emplace(*primitive, readOperation(*primitive, entry.value, loading));
    }
    for (const YamlEntry& entry : node.entries) {
        const auto primitive = adapter_api::primitiveNamed(entry.key);
        if (primitive)
            checkOperation(*primitive, operations, entry.keyMark, loading.faults);
    }
    return operations;
}

}  // namespace bowline::adapters::rest
