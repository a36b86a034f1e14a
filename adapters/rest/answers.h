// Answers, read. Its .cpp is the only place in adapters that looks at an answer's text; what an
// adapter file picks of it as a token goes on masked, everything else as a value for expressions.
#pragma once

#include "adapters/rest/spec.h"
#include "connector/adapter_api/exchange.h"
#include "connector/expression/value.h"

#include <optional>
#include <string>
#include <variant>

namespace bowline::adapters::rest {

using Received = std::variant<adapter_api::InboundAnswer, adapter_api::NoAnswer>;

enum class BodyState {
    Empty,
    Tree,    ///< JSON, within 8 MiB and depth 64
    Broken,  ///< says it is JSON and is not, or is larger
    Other    ///< another kind of text
};

struct Reading {
    expression::Value res;  ///< the root: status, header, body, text, error
    int status = 0;         ///< 0: there was no answer
    BodyState body = BodyState::Empty;
    std::string why{};  ///< no answer: the exchange's word for it
    bool sent = false;  ///< no answer: the request may have had its effect

    [[nodiscard]] bool isAnswer() const { return status != 0; }
    [[nodiscard]] bool isSuccess() const { return status >= 200 && status < 300; }
};

/// Never throws but std::bad_alloc, whatever came. A header that stands twice is joined with ", ".
Reading readAnswer(const Received& received);

/// What `pick` gives of the answer, kept from view: a text, or a number in decimal.
/// Absence: the pick gives nothing, or there is no answer.
std::optional<adapter_api::AnswerText> secretPicked(
    const Pick& pick, const Received& received, const expression::Map& roots
);

/// A JSON body, or null: for webhooks.
expression::Value treeOf(std::string_view body);

}  // namespace bowline::adapters::rest
