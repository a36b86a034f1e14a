// What an answer means: the file's rules in their order, then the engine's defaults (README.md).
// The code is all that is ever stored or logged of an answer.
#pragma once

#include "adapters/rest/answers.h"
#include "connector/adapter_api/adapter.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace bowline::adapters::rest {

/// What the engine knows of the request that was answered.
struct Situation {
    bool isWrite = false;
    bool isRepeatable = false;  ///< a write that does no harm twice
    bool mayBeGone = false;  ///< it asks for something, or names an object by its id: 404 is absent
    Instant now{};
};

struct Judgement {
    AnswerClass cls = AnswerClass::Ok;
    std::string code{};
    std::optional<std::chrono::seconds> after{};
    std::optional<std::string> existingId{};  ///< of a duplicate
    friend bool operator==(const Judgement&, const Judgement&) = default;
};

/// In the order in which they are asked.
using RuleLists = std::vector<const std::vector<AnswerRule>*>;

/// The answer's meaning. `roots` has `res`. When there was no answer, only rules that look at
/// `res.error` are asked: `res.status != 200` is no opinion about a broken connection.
Judgement judged(
    const Reading& reading,
    const Situation& situation,
    const RuleLists& rules,
    const expression::Map& roots
);

/// A success whose text cannot be read: unknown on a write, else retry.
Judgement unreadable(const Situation& situation);

/// Precondition: `judgement` is not ok.
adapter_api::PrimitiveOutcome outcomeOf(const Judgement& judgement);

/// What an operator does about a code of the engine; empty when it is not one.
std::string_view engineCure(std::string_view code);

}  // namespace bowline::adapters::rest
