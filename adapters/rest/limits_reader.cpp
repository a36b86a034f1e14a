#include "adapters/rest/limits_reader.h"

#include "adapters/rest/expression_reader.h"
#include "adapters/rest/loader_section.h"
#include "adapters/rest/scalar_reader.h"

namespace bowline::adapters::rest {

namespace {

using adapter_api::Primitive;
using settings::YamlNode;

// When their request is refused each is tried by itself, one after the other.
constexpr std::uint32_t kMostJoined = 100;

KeyedRate readKeyed(const YamlNode& node, Loading& loading) {
    NameScope scope = loading.settingsScope();
    for (const auto path : {"in.key", "in.ticket.id", "in.contact.id"})
        scope.add(path);
    FileSection section(node, "keyed", loading.faults);
    KeyedRate keyed;
    if (const YamlNode* key = section.require("key"))
        keyed.key = ExpressionReader(loading.faults).text(*key, "key", scope, StandIns::Refused);
    if (const YamlNode* rate = section.require("rate"))
        keyed.rate = rateOf(*rate, "rate", loading.faults);
    section.close();
    return keyed;
}

void readRemaining(adapter_api::Limits& limits, const YamlNode& node, Faults& faults) {
    FileSection section(node, "remaining", faults);
    if (const YamlNode* header = section.require("header"))
        limits.remainingHeader = headerOf(*header, "header", faults);
    if (const YamlNode* floor = section.require("floor"))
        limits.remainingFloor = countOf(*floor, "floor", 0, 1'000'000, faults);
    section.close();
}

Coalesce readCoalesce(const YamlNode& node, const Loading& loading) {
    static const std::vector<std::pair<std::string_view, Primitive>> kComments = {
        {"comment.public", Primitive::CommentPublic},
        {"comment.internal", Primitive::CommentInternal}};
    FileSection section(node, "coalesce", loading.faults);
    Coalesce coalesce;
    if (const YamlNode* ops = section.require("ops")) {
        for (const YamlNode& op : itemsOf(*ops, "ops", loading.faults))
            coalesce.operations.push_back(choiceOf<Primitive>(op, "ops", kComments, loading.faults)
            );
    }
    if (const YamlNode* window = section.require("window"))
        coalesce.window = durationOf(*window, "window", loading.faults);
    if (const YamlNode* most = section.require("max_items"))
        coalesce.maxItems = countOf(*most, "max_items", 2, kMostJoined, loading.faults);
    section.close();
    return coalesce;
}

TextFormat formatOf(const YamlNode& node, Faults& faults) {
    static const std::vector<std::pair<std::string_view, TextFormat>> kFormats = {
        {"plain", TextFormat::Plain},
        {"html", TextFormat::Html},
        {"markdown", TextFormat::Markdown},
        {"wiki", TextFormat::Wiki},
        {"adf", TextFormat::Adf}};
    return choiceOf<TextFormat>(node, "format", kFormats, faults);
}

}  // namespace

void readLimits(AdapterSpec& spec, const YamlNode& node, Loading& loading) {
    FileSection section(node, "limits", loading.faults);
    if (const YamlNode* concurrency = section.find("concurrency"))
        spec.limits.concurrency = countOf(*concurrency, "concurrency", 1, 64, loading.faults);
    if (const YamlNode* rates = section.find("rate")) {
        for (const YamlNode& rate : itemsOf(*rates, "rate", loading.faults))
            spec.limits.rates.push_back(rateOf(rate, "rate", loading.faults));
    }
    if (const YamlNode* keyed = section.find("keyed")) {
        for (const YamlNode& item : itemsOf(*keyed, "keyed", loading.faults))
            spec.keyedRates.push_back(readKeyed(item, loading));
    }
    if (const YamlNode* remaining = section.find("remaining"))
        readRemaining(spec.limits, *remaining, loading.faults);
    if (const YamlNode* coalesce = section.find("coalesce"))
        spec.coalesce = readCoalesce(*coalesce, loading);
    section.close();
}

Content readContent(const YamlNode& node, Faults& faults) {
    FileSection section(node, "content", faults);
    Content content;
    if (const YamlNode* format = section.find("format"))
        content.format = formatOf(*format, faults);
    if (const YamlNode* body = section.find("body_max"))
        content.body = textLimitOf(*body, "body_max", faults);
    if (const YamlNode* subject = section.find("subject_max"))
        content.subject = textLimitOf(*subject, "subject_max", faults);
    section.close();
    return content;
}

}  // namespace bowline::adapters::rest
