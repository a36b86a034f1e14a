#include "adapters/rest/webhook.h"

#include "adapters/rest/answers.h"
#include "adapters/rest/encoding.h"
#include "adapters/rest/moments.h"
#include "adapters/rest/over.h"
#include "adapters/rest/tokens.h"
#include "adapters/rest/values.h"
#include "connector/base/hmac.h"
#include "connector/base/text.h"

namespace bowline::adapters::rest {

namespace {

using adapter_api::Exchange;
using adapter_api::Signing;
using expression::List;
using expression::Map;
using expression::Value;

Value rootOf(const HookRequest& request) {
    Map headers;
    for (const auto& [name, value] : request.headers)
        headers.emplace(toLowerAscii(name), Value(value));  // of two with a name the first counts
    return Value(Map{
        {"header", std::move(headers)},
        {"raw", std::string(request.body)},
        {"body", treeOf(request.body)}});
}

/// The header's value behind its prefix. Absence: no such header, or another prefix.
std::optional<std::string> proofIn(const Webhook& hook, const Value& root) {
    const Value* header = valueAt(root, "/header");
    const Map* headers = header ? mapIn(*header) : nullptr;
    const auto found = headers->find(toLowerAscii(hook.header));
    if (found == headers->end())
        return std::nullopt;
    const std::string_view text = trimmed(*textIn(found->second));
    if (!text.starts_with(hook.prefix))
        return std::nullopt;
    return std::string(text.substr(hook.prefix.size()));
}

/// The secret itself stands in the header. It is not known here: two keys are the same when they
/// sign alike.
bool isTheSecret(const Webhook& hook, std::string_view given, const Exchange& exchange) {
    constexpr std::string_view kText = "bowline webhook";
    const auto ours = exchange.sign(Signing::HmacSha256, hook.secret, kText);
    const auto theirs = KeyedHash(given).of(kText);
    return !given.empty() && equalInConstantTime(ours, asText(theirs));
}

bool isTheSignature(
    const Webhook& hook, std::string given, const Map& roots, const Exchange& exchange
) {
    const auto text = textOver(hook.over, roots, "hook", "raw");
    if (!text)
        return false;
    const auto signature = exchange.sign(hook.algorithm, hook.secret, *text);
    if (!hook.base64)
        given = toLowerAscii(given);
    return equalInConstantTime(hook.base64 ? base64(signature) : toHex(signature), given);
}

bool isInTime(const Webhook& hook, const Map& roots, Instant now) {
    if (!hook.timestamp || !hook.tolerance)
        return true;
    const auto sent = momentIn(hook.timestamp->evaluate(roots));
    return sent && *sent <= now + *hook.tolerance && *sent >= now - *hook.tolerance;
}

bool isVerified(const Webhook& hook, const Roots& roots, const Exchange& exchange) {
    if (hook.verify == VerifyKind::None)
        return true;
    const auto proof = proofIn(hook, roots.values.at("hook"));
    if (!proof || standInOf(roots, hook.secret).empty())
        return false;
    if (hook.verify == VerifyKind::Static)
        return isTheSecret(hook, *proof, exchange);
    return isTheSignature(hook, *proof, roots.values, exchange) &&
           isInTime(hook, roots.values, exchange.now());
}

List itemsOf(const Webhook& hook, const Value& root) {
    const Value* body = valueAt(root, "/body");
    if (hook.each.empty())
        return {*body};
    const Value* found = valueAt(*body, hook.each);
    const List* items = found ? listIn(*found) : nullptr;
    return items ? *items : List{};
}

}  // namespace

HookReading readWebhook(
    const Webhook& hook, const HookRequest& request, const Roots& outer, const Exchange& exchange
) {
    const auto root = rootOf(request);
    const Roots roots = outer.with("hook", root);
    HookReading reading;
    reading.isVerified = isVerified(hook, roots, exchange);
    if (!reading.isVerified)
        return reading;
    reading.dedupe = textOf(hook.dedupe, roots.values);
    for (const Value& item : itemsOf(hook, root)) {
        const auto inner = roots.with("item", item).values;
        auto reply = holds(hook.where, inner) ? replyOf(hook.emit, item, inner) : std::nullopt;
        if (reply)
            reading.replies.push_back(std::move(*reply));
    }
    return reading;
}

}  // namespace bowline::adapters::rest
