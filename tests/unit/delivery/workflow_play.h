// Plays the workflow of one item against a scripted adapter.
#pragma once

#include "connector/delivery/workflow.h"
#include "tests/contract/adapter/cleared_items.h"
#include "tests/unit/delivery/scripted_adapter.h"

#include <chrono>
#include <deque>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bowline::tests {

using delivery::LinkKind;
using delivery::Replacement;
using delivery::WorkflowInput;

using Can = std::set<adapter_api::Primitive>;
using enum adapter_api::Primitive;

inline const Can kFull = {
    ContactFind, ContactCreate, TicketFind, TicketCreate, CommentFind, CommentPublic};
inline const Can kAmending = {TicketFind, TicketCreate, CommentFind, CommentPublic, CommentAmend};
inline const Can kNoContacts = {TicketFind, TicketCreate, CommentFind, CommentPublic};
inline const Can kBlind = {ContactCreate, TicketCreate, CommentPublic};

/// Runs one script; `links` tells what became durable, and after which step.
struct Play : delivery::Progress {
    Play(Can can, std::deque<ScriptLine> script) : adapter(std::move(can), std::move(script)) {}
    StepOutcome run(
        std::optional<std::string> contactId, std::optional<std::string> ticketId, bool lookUpFirst
    ) {
        WorkflowInput input;
        input.contactId = std::move(contactId);
        input.ticketId = std::move(ticketId);
        input.lookUpFirst = lookUpFirst;
        return run(std::move(input));
    }
    StepOutcome run(WorkflowInput input) {
        input.item = &item;
        return delivery::runWorkflow(adapter, input, exchange, *this);
    }
    void begins(adapter_api::Primitive primitive) override { begun.push_back(primitive); }
    void link(LinkKind kind, const std::string& id) override { note(kind, id); }
    void relink(LinkKind kind, const std::string& gone, const std::string& id, Replacement how)
        override {
        note(kind, gone + (how == Replacement::Created ? " created " : " found ") + id);
    }
    void note(LinkKind kind, const std::string& what) {
        const auto step = std::to_string(adapter.inputs.size());
        links.push_back(
            (kind == LinkKind::Contact ? "contact " : "ticket ") + what + " after " + step
        );
    }
    ClearedItem item = clearedItem(1, 1, "hello");
    ScriptedAdapter adapter;
    NoExchange exchange;
    std::vector<std::string> links;
    std::vector<adapter_api::Primitive> begun;
};

using Links = std::vector<std::string>;

struct Failure {
    const char* why;
    adapter_api::PrimitiveOutcome outcome;
};
inline std::ostream& operator<<(std::ostream& out, const Failure& f) {
    return out << f.why;
}
inline const Failure kFailures[] = {
    {"later", RetryLater{"throttled", std::chrono::seconds{7}}},
    {"refused", Rejected{"unknown_group"}},
    {"answer lost", Uncertain{"timeout"}},
    {"we are refused", Denied{"bad_token"}},
};

inline bool isSame(const StepOutcome& got, const adapter_api::PrimitiveOutcome& expected) {
    return std::visit(
        [&](const auto& answer) { return adapter_api::PrimitiveOutcome{answer} == expected; }, got
    );
}

}  // namespace bowline::tests
