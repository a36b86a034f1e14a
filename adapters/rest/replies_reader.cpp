#include "adapters/rest/replies_reader.h"

#include "adapters/rest/answer_reader.h"
#include "adapters/rest/auth_reader.h"
#include "adapters/rest/expression_reader.h"
#include "adapters/rest/loader_section.h"
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

PageKind pageKindOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, PageKind>> kKinds = {
        {"cursor", PageKind::Cursor},
        {"offset", PageKind::Offset},
        {"page", PageKind::Page},
        {"link_header", PageKind::LinkHeader},
        {"link_body", PageKind::LinkBody},
        {"token", PageKind::Token}};
    return choiceOf<PageKind>(node, "kind", kKinds, faults);
}

class PageReader {
public:
    PageReader(const YamlNode& node, NameScope scope, Loading& loading)
        : section_(node, "page", loading.faults), scope_(std::move(scope)), loading_(loading) {
        scope_.addAnswer();
    }

    Paging read() {
        Paging paging;
        if (const YamlNode* kind = section_.require("kind"))
            paging.kind = pageKindOf(*kind, loading_.faults);
        const bool isToken = paging.kind == PageKind::Cursor || paging.kind == PageKind::Token;
        const bool isLink =
            paging.kind == PageKind::LinkBody || paging.kind == PageKind::LinkHeader;
        if (isToken || paging.kind == PageKind::LinkBody)
            readNext(paging);
        if (!isLink)
            readInto(paging);
        readSize(paging);
        scope_.add("count");
        paging.stop = predicateOf(section_, "stop", scope_, loading_);
        if (const YamlNode* most = section_.find("max"))
            paging.maxPages = countOf(*most, "max", 1, 1000, loading_.faults);
        section_.close();
        return paging;
    }

private:
    void readNext(Paging& paging) {
        if (const YamlNode* next = section_.require("next"))
            paging.next = readPick("next", *next, scope_, loading_);
    }

    void readInto(Paging& paging) {
        const YamlNode* into = section_.require("into");
        if (!into)
            return;
        FileSection section(*into, "into", loading_.faults);
        paging.intoBody = section.has("body");
        if (const YamlNode* body = section.find("body"))
            paging.into = pointerOf(*body, "body", loading_.faults);
        else if (const YamlNode* query = section.require("query"))
            paging.into = wordOf(*query, "query", loading_.faults);
        section.close();
    }

    void readSize(Paging& paging) {
        const YamlNode* size = section_.find("size");
        if (!size)
            return;
        FileSection section(*size, "size", loading_.faults);
        if (const YamlNode* query = section.require("query"))
            paging.sizeKey = wordOf(*query, "query", loading_.faults);
        if (const YamlNode* value = section.require("value"))
            paging.size = countOf(*value, "value", 1, 10'000, loading_.faults);
        section.close();
    }

    FileSection section_;
    NameScope scope_;
    Loading& loading_;
};

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

VerifyKind verifyKindOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, VerifyKind>> kKinds = {
        {"none", VerifyKind::None}, {"static", VerifyKind::Static}, {"hmac", VerifyKind::Hmac}};
    return choiceOf<VerifyKind>(node, "kind", kKinds, faults);
}

void readTolerance(Webhook& hook, FileSection& section, const NameScope& scope, Loading& loading) {
    if (!section.has("timestamp") && !section.has("tolerance"))
        return;
    hook.timestamp = textOf(section.require("timestamp"), "timestamp", scope, loading);
    if (const YamlNode* tolerance = section.require("tolerance"))
        hook.tolerance = durationOf(*tolerance, "tolerance", loading.faults);
}

void readSignature(Webhook& hook, FileSection& section, const NameScope& scope, Loading& loading) {
    if (const YamlNode* header = section.require("header"))
        hook.header = headerOf(*header, "header", loading.faults);
    if (const YamlNode* secret = section.require("secret"))
        hook.secret = secretOf(*secret, "secret", loading);
    if (const YamlNode* prefix = section.find("prefix"))
        hook.prefix = wordOf(*prefix, "prefix", loading.faults);
    if (hook.verify != VerifyKind::Hmac)
        return;
    if (const YamlNode* algorithm = section.require("algo"))
        hook.algorithm = signingOf(*algorithm, loading.faults);
    if (const YamlNode* encoding = section.find("encoding"))
        hook.base64 = isBase64(*encoding, loading.faults);
    hook.over = textOf(section.require("over"), "over", scope, loading);
    readTolerance(hook, section, scope, loading);
}

void readVerify(Webhook& hook, const YamlNode& node, const NameScope& scope, Loading& loading) {
    FileSection section(node, "verify", loading.faults);
    if (const YamlNode* kind = section.require("kind"))
        hook.verify = verifyKindOf(*kind, loading.faults);
    if (hook.verify != VerifyKind::None) {
        readSignature(hook, section, scope, loading);
    } else {
        loading.faults.warning(
            node.mark,
            "unverified",
            "anybody who knows the address can send replies in the agents' name",
            "Use `kind: hmac` or `kind: static` where the system can"
        );
    }
    section.close();
}

}  // namespace

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
        poll.paging = PageReader(*page, scope, loading).read();
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

Webhook readWebhook(const YamlNode& node, Loading& loading) {
    FileSection section(node, "webhook", loading.faults);
    Webhook hook;
    NameScope scope = loading.settingsScope();
    scope.addTree("hook.body");
    scope.add("hook.raw");
    scope.add("hook.header.*");
    if (const YamlNode* verify = section.require("verify"))
        readVerify(hook, *verify, scope, loading);
    hook.dedupe = textOf(section.require("dedupe"), "dedupe", scope, loading);
    if (const YamlNode* each = section.find("each"))
        hook.each = pointerOf(*each, "each", loading.faults);
    if (!hook.each.empty())
        scope.addTree("item");
    hook.where = predicateOf(section, "where", scope, loading);
    if (const YamlNode* emit = section.require("emit"))
        hook.emit = readEmit(*emit, scope, loading);
    section.close();
    return hook;
}

}  // namespace bowline::adapters::rest
