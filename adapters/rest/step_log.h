// What finished steps of one operation gave, kept by the Exchange: a repeat goes on after them.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/expression/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace bowline::adapters::rest {

/// Names of checkpoints hold [a-zA-Z0-9_./:[]-] only and are at most 128 long; each primitive has
/// its own.
///
/// A checkpoint's name ends with a short hash of what the run is about (ids, status, notice, part):
/// a ticket that is made anew must not find the steps of the one before. Empty for a run without.
std::string runMark(const expression::Map& in);

class StepLog {
public:
    /// `mark` of the run. A log that does not keep knows nothing.
    StepLog(
        adapter_api::Primitive primitive,
        std::string mark,
        bool keeps,
        adapter_api::Exchange& exchange
    )
        : primitive_(primitive), mark_(std::move(mark)), keeps_(keeps), exchange_(exchange) {}

    /// Absence: the step was not finished.
    [[nodiscard]] std::optional<expression::Value> find(std::string_view step) const;
    /// An output that is no id but a document (above 60 KiB) is not kept: the step is done again.
    void keep(std::string_view step, const expression::Value& output);

private:
    [[nodiscard]] std::string nameOf(std::string_view step) const;

    adapter_api::Primitive primitive_;
    std::string mark_;
    bool keeps_;
    adapter_api::Exchange& exchange_;
};

/// The whole operation, and when a request with a key was first sent: no step can be called so.
constexpr std::string_view kWholeOperation = ".done";
constexpr std::string_view kFirstSent = ".sent_ms";

}  // namespace bowline::adapters::rest
