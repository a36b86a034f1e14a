#include "adapters/rest/webhook_reader.h"

#include "adapters/rest/auth_reader.h"
#include "adapters/rest/expression_reader.h"
#include "adapters/rest/loader_section.h"
#include "adapters/rest/replies_reader.h"
#include "adapters/rest/scalar_reader.h"

namespace bowline::adapters::rest {

namespace {

using settings::YamlNode;

TemplatePtr textOf(
    const YamlNode* node, std::string_view key, const NameScope& scope, Loading& loading
) {
    return node ? ExpressionReader(loading.faults).text(*node, key, scope, StandIns::Refused)
                : nullptr;
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
    if (const YamlNode* where = section.find("where"))
        hook.where = ExpressionReader(loading.faults).predicate(*where, "where", scope);
    if (const YamlNode* emit = section.require("emit"))
        hook.emit = readEmit(*emit, scope, loading);
    section.close();
    return hook;
}

}  // namespace bowline::adapters::rest
