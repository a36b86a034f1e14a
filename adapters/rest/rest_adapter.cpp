#include "adapters/rest/rest_adapter.h"

#include "adapters/rest/comment_parts.h"
#include "adapters/rest/input.h"
#include "adapters/rest/texts.h"
#include "adapters/rest/values.h"
#include "connector/base/error.h"
#include "connector/expression/json_value.h"
#include "connector/settings/scalar.h"

#include <algorithm>
#include <fmt/format.h>

namespace bowline::adapters::rest {

namespace {

using adapter_api::Exchange;
using adapter_api::Primitive;
using adapter_api::PrimitiveInput;
using adapter_api::PrimitiveOutcome;
using expression::Map;
using expression::Value;

constexpr std::size_t kMostSetting = 64UL * 1024;

Value typed(const Setting& setting, const std::string& text) {
    switch (setting.type) {
        case SettingType::Int: {
            const auto number = settings::parseInt(text);
            return number ? Value(*number) : Value();
        }
        case SettingType::Bool: {
            const auto flag = settings::parseBool(text);
            return flag ? Value(*flag) : Value();
        }
        case SettingType::Map:
            return expression::valueFromJson(text, kMostSetting).value_or(Value());
        default:
            return text.empty() ? Value() : Value(text);
    }
}

Map plainSettings(const AdapterSpec& spec, const adapter_api::AdapterSettings& given) {
    Map out;
    for (const Setting& setting : spec.settings) {
        if (setting.type == SettingType::Secret)
            continue;
        const auto found = given.find(setting.name);
        out.emplace(
            setting.name, typed(setting, found == given.end() ? setting.byDefault : found->second)
        );
    }
    return out;
}

const AnswerRule* ruleWith(const std::vector<AnswerRule>& rules, std::string_view code) {
    const auto found = std::ranges::find_if(rules, [&](const AnswerRule& rule) {
        return rule.code == code && !rule.cure.empty();
    });
    return found == rules.end() ? nullptr : &*found;
}

/// Steps first, as they are asked.
const AnswerRule* ruleWith(const AdapterSpec& spec, std::string_view code) {
    for (const auto& [primitive, operation] : spec.operations) {
        for (const Step& step : operation.steps) {
            if (const auto* rule = ruleWith(step.answers, code))
                return rule;
        }
        if (const auto* rule = ruleWith(operation.answers, code))
            return rule;
    }
    return ruleWith(spec.answers, code);
}

}  // namespace

RestAdapter::RestAdapter(
    AdapterSpecPtr spec, const adapter_api::AdapterSettings& settings, std::set<std::string> secrets
)
    : spec_(std::move(spec)),
      settings_(plainSettings(*spec_, settings)),
      secrets_(std::move(secrets)),
      identity_(*spec_) {}

std::set<Primitive> RestAdapter::capabilities() const {
    std::set<Primitive> all;
    for (const auto& entry : spec_->operations)
        all.insert(entry.first);
    return all;
}

bool RestAdapter::can(Primitive primitive) const {
    return spec_->operations.contains(primitive);
}

std::chrono::milliseconds RestAdapter::indexLag() const {
    Milliseconds longest{};
    for (const auto& [primitive, operation] : spec_->operations) {
        if (isFind(primitive))
            longest = std::max(longest, operation.indexLag);
    }
    return longest;
}

adapter_api::Limits RestAdapter::limits() const {
    auto limits = spec_->limits;
    for (std::size_t i = 0; i < spec_->keyedRates.size(); ++i)
        limits.keyed.emplace_back(ratePrefix(i), spec_->keyedRates[i].rate);
    return limits;
}

std::optional<adapter_api::Joining> RestAdapter::joining() const {
    const auto& coalesce = spec_->coalesce;
    if (!coalesce)
        return std::nullopt;
    const auto& operations = coalesce->operations;
    return adapter_api::Joining{
        {operations.begin(), operations.end()}, coalesce->window, coalesce->maxItems};
}

bool RestAdapter::isOneComment(const ClearedItem& item) const {
    return messagesOf(cleaned(item.content().commentText), spec_->content).size() == 1;
}

std::string RestAdapter::cureFor(std::string_view code) const {
    const auto* rule = ruleWith(*spec_, code);
    return rule ? rule->cure : std::string(engineCure(code));
}

Roots RestAdapter::rootsFor(const Exchange& exchange) const {
    Map settings = settings_;
    for (const Setting& setting : spec_->settings) {
        if (setting.type != SettingType::Secret)
            continue;
        const bool isThere = secrets_.contains(setting.name);
        settings.insert_or_assign(
            setting.name, isThere ? Value(exchange.secret(setting.name)) : Value()
        );
    }
    return {{{"settings", Value(std::move(settings))}, {"now", Value(exchange.now())}}};
}

PrimitiveOutcome RestAdapter::run(
    Primitive primitive, const PrimitiveInput& input, Exchange& exchange
) {
    return pickedBy(primitive, input, exchange).outcome;
}

Ran RestAdapter::pickedBy(Primitive primitive, const PrimitiveInput& input, Exchange& exchange) {
    return runOn(primitive, inputOf(primitive, input), input.files, exchange);
}

Ran RestAdapter::runOn(
    Primitive primitive, Map in, std::span<const adapter_api::File> files, Exchange& exchange
) {
    if (!can(primitive)) {
        throw Error(fmt::format(
            "rest: {} is not a capability of {}", adapter_api::toText(primitive), spec_->name
        ));
    }
    Caller caller(*spec_, identity_, exchange);
    auto roots = rootsFor(exchange);
    roots.files = files;
    return CommentParts(*spec_, caller, std::move(roots))
        .run(primitive, prepared(std::move(in), spec_->content));
}

std::vector<std::string> RestAdapter::excessRights(Exchange& exchange) {
    Caller caller(*spec_, identity_, exchange);
    const auto roots = rootsFor(exchange);
    std::vector<std::string> granted;
    for (const ExcessRight& right : spec_->excess) {
        const auto called = caller.call(right.request, roots, {});
        const auto* answered = std::get_if<Answered>(&called);
        const bool isKnown = answered && answered->reading.isAnswer() && right.granted;
        if (isKnown && holds(right.granted, roots.with("res", answered->reading.res).values))
            granted.push_back(right.say);
    }
    return granted;
}

PollResult RestAdapter::pollReplies(const Value& cursor, Exchange& exchange) {
    Caller caller(*spec_, identity_, exchange);
    return runPoll(spec_->poll.value(), cursor, caller, rootsFor(exchange));
}

HookReading RestAdapter::hearWebhook(const HookRequest& request, const Exchange& exchange) const {
    return readWebhook(spec_->webhook.value(), request, rootsFor(exchange), exchange);
}

}  // namespace bowline::adapters::rest
