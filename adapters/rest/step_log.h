// What finished steps of one operation gave, kept by the Exchange: a repeat goes on after them.
#pragma once

#include "connector/adapter_api/adapter.h"
#include "connector/expression/value.h"

#include <optional>
#include <string>
#include <string_view>

namespace bowline::adapters::rest {

/// The part of a checkpoint's name that tells one run of a primitive from another of the same item:
/// empty for plain ones, else a short hash. A ticket made anew must not find the steps of the old.
std::string runMark(const expression::Map& in);

class StepLog {
public:
    /// `name`: "ticket.create", with the run's mark. A log that does not keep knows nothing.
    StepLog(std::string name, bool keeps, adapter_api::Exchange& exchange)
        : name_(std::move(name)), keeps_(keeps), exchange_(exchange) {}

    /// "up", or "up#2" for an item of a foreach; "" for the whole operation.
    [[nodiscard]] std::optional<expression::Value> find(std::string_view step) const;
    void keep(std::string_view step, const expression::Value& output);

private:
    [[nodiscard]] std::string nameOf(std::string_view step) const;

    std::string name_;
    bool keeps_;
    adapter_api::Exchange& exchange_;
};

}  // namespace bowline::adapters::rest
