#include "adapters/rest/answers.h"

#include "adapters/rest/picks.h"
#include "adapters/rest/values.h"
#include "connector/base/text.h"
#include "connector/expression/json_value.h"

namespace bowline::adapters::rest {

namespace {

using adapter_api::AnswerText;
using adapter_api::InboundAnswer;
using adapter_api::NoAnswer;
using expression::Map;
using expression::Value;

constexpr std::size_t kMostBody = std::size_t{8} << 20;
// An expression cuts its output here anyway; `res.text` is for looking at refusals in words.
constexpr std::size_t kMostText = 256UL * 1024;

Map headersOf(const InboundAnswer& answer) {
    std::map<std::string, std::string> joined;
    for (const auto& [name, value] : answer.headers) {
        auto& place = joined[toLowerAscii(name)];
        place += (place.empty() ? "" : ", ") + value;
    }
    Map headers;
    for (auto& [name, value] : joined)
        headers.emplace(name, Value(std::move(value)));
    return headers;
}

bool saysJson(const Map& headers) {
    const auto type = headers.find("content-type");
    return type != headers.end() &&
           toLowerAscii(*textIn(type->second)).find("json") != std::string::npos;
}

/// Some systems send JSON as text/html or without a type: what looks like it is tried.
bool looksLikeJson(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin != std::string_view::npos && (text[begin] == '{' || text[begin] == '[');
}

struct Read {
    Reading operator()(const NoAnswer& none) const {
        Map res{
            {"status", Value()},
            {"header", Map{}},
            {"body", Value()},
            {"text", Value()},
            {"error", none.why}};
        Reading reading;
        reading.res = Value(std::move(res));
        reading.why = none.why;
        reading.sent = none.sent;
        return reading;
    }

    Reading operator()(const InboundAnswer& answer) const {
        const auto text = answer.body.expose();
        auto headers = headersOf(answer);
        const bool claims = saysJson(headers);
        auto tree = claims || looksLikeJson(text) ? expression::valueFromJson(text, kMostBody)
                                                  : std::nullopt;
        Reading reading;
        reading.status = answer.status;
        reading.body = trimmed(text).empty() ? BodyState::Empty
                       : tree                ? BodyState::Tree
                       : claims              ? BodyState::Broken
                                             : BodyState::Other;
        reading.res = Value(Map{
            {"status", answer.status},
            {"header", std::move(headers)},
            {"body", tree ? std::move(*tree) : Value()},
            {"text", std::string(text.substr(0, kMostText))},
            {"error", Value()}});
        return reading;
    }
};

}  // namespace

Reading readAnswer(const Received& received) {
    return std::visit(Read{}, received);
}

std::optional<AnswerText> secretPicked(
    const Pick& pick, const Received& received, const Map& roots
) {
    Map seen = roots;
    seen.insert_or_assign("res", readAnswer(received).res);
    const Value value = picked(pick, seen);
    if (const auto* number = numberIn(value))
        return AnswerText(std::to_string(*number));
    const auto* text = textIn(value);
    return text && !text->empty() ? std::optional(AnswerText(*text)) : std::nullopt;
}

Value treeOf(std::string_view body) {
    auto tree = looksLikeJson(body) ? expression::valueFromJson(body, kMostBody) : std::nullopt;
    return tree ? std::move(*tree) : Value();
}

}  // namespace bowline::adapters::rest
