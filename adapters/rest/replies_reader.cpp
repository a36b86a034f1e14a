#include "adapters/rest/replies_reader.h"

#include "adapters/rest/answer_reader.h"
#include "adapters/rest/expression_reader.h"
#include "adapters/rest/loader_section.h"
#include "adapters/rest/page_reader.h"
#include "adapters/rest/scalar_reader.h"
#include "adapters/rest/step_reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Primitive;
using settings::inBackquotes;
using settings::YamlNode;

constexpr std::array<std::string_view, 6> kEmitted = {
    "ticket_id", "comment_id", "author", "internal", "text", "format"};

TemplatePtr predicateOf(
    FileSection& section, std::string_view key, const NameScope& scope, Loading& loading
) {
    const YamlNode* node = section.find(key);
    return node ? ExpressionReader(loading.faults).predicate(*node, key, scope) : nullptr;
}

TemplatePtr textOf(
    const YamlNode* node, std::string_view key, const NameScope& scope, Loading& loading
) {
    return node ? ExpressionReader(loading.faults).text(*node, key, scope, StandIns::Refused)
                : nullptr;
}

void readRefetch(Emit& emit, const YamlNode& node, Loading& loading) {
    emit.refetch = adapter_api::primitiveNamed(wordOf(node, "refetch", loading.faults));
    if (emit.refetch == Primitive::TicketGet && loading.operations.contains(*emit.refetch))
        return;
    loading.faults.error(
        node.mark,
        "bad_refetch",
        "`refetch` names the operation `ticket.get`, which must be described",
        "Write `refetch: ticket.get` and describe it below `operations`"
    );
}

std::string eachOf(const YamlNode& node, const std::vector<Step>& steps, Faults& faults) {
    const std::string pointer = pointerOf(node, "each", faults);
    const std::string step = pointer.substr(0, pointer.find('/', 1));
    const bool isKnown =
        std::ranges::any_of(steps, [&](const Step& known) { return "/" + known.id == step; });
    if (!pointer.empty() && !isKnown) {
        faults.error(
            node.mark,
            "unknown_path",
            fmt::format("there is no step {}", inBackquotes(step.substr(1))),
            "Begin with the name of a step: `/list/items`"
        );
    }
    return pointer;
}

}  // namespace

Emit readEmit(const YamlNode& node, const NameScope& scope, Loading& loading) {
    FileSection section(node, "emit", loading.faults);
    Emit emit;
    section.require("ticket_id");
    for (const auto name : kEmitted) {
        if (const YamlNode* field = section.find(name))
            emit.fields.push_back(readPick(name, *field, scope, loading));
    }
    if (const YamlNode* time = section.find("created_at"))
        emit.fields.push_back(readPick("created_at", *time, scope, loading));
    if (const YamlNode* refetch = section.find("refetch"))
        readRefetch(emit, *refetch, loading);
    section.close();
    return emit;
}

Poll readPoll(const YamlNode& node, Loading& loading) {
    FileSection outer(node, "poll", loading.faults);
    const YamlNode* replies = outer.require("replies");
    outer.close();
    if (!replies)
        return {};
    FileSection section(*replies, "replies", loading.faults);
    Poll poll;
    if (const YamlNode* every = section.require("every"))
        poll.every = durationOf(*every, "every", loading.faults);
    if (const YamlNode* overlap = section.find("overlap"))
        poll.overlap = durationOf(*overlap, "overlap", loading.faults);
    NameScope scope = loading.settingsScope();
    poll.start = textOf(section.find("start"), "start", scope, loading);
    scope.add("state.cursor");
    if (const YamlNode* steps = section.require("steps"))
        poll.steps = readSteps(*steps, "steps", {}, scope, loading);
    if (const YamlNode* page = section.find("page"))
        poll.paging = readPage(*page, scope, loading);
    if (const YamlNode* each = section.require("each"))
        poll.each = eachOf(*each, poll.steps, loading.faults);
    scope.addTree("item");
    poll.where = predicateOf(section, "where", scope, loading);
    poll.cursor = textOf(section.require("cursor"), "cursor", scope, loading);
    if (const YamlNode* detail = section.find("detail"))
        poll.detail = readSteps(*detail, "detail", poll.steps, scope, loading);
    if (const YamlNode* emit = section.require("emit"))
        poll.emit = readEmit(*emit, scope, loading);
    section.close();
    return poll;
}

}  // namespace bowline::adapters::rest
